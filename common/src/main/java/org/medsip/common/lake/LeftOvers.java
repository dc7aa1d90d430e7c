package org.medsip.common.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.medsip.common.contract.Table;

/**
 * What a run that was killed leaves in a lake: data files that no commit names, files half copied
 * into the archive, publications half written. None of it is ever read; it only takes room. Only
 * one who holds the lock of the lake can tell it from what a run is writing.
 */
public final class LeftOvers {

  private final Lake lake;
  private final PublishedFolder published;

  public LeftOvers(Lake lake) {
    this.lake = lake;
    this.published = PublishedFolder.of(lake.root());
  }

  /** The files and folders, in order. */
  public List<Path> find(List<Table> tables) {
    List<Path> found = new ArrayList<>();
    tables.forEach(table -> found.addAll(lake.orphans(table)));
    found.addAll(halfCopied());
    found.addAll(published.leftOvers());
    return found;
  }

  /** Removes one of them. */
  public void remove(Path leftOver) {
    published.remove(leftOver);
  }

  private List<Path> halfCopied() {
    Path incoming = LocalLake.path(lake.root()).resolve("archive").resolve("incoming");
    if (!Files.isDirectory(incoming)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(incoming)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
