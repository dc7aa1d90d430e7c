package org.medsip.jobs.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medsip.common.run.Busy;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.FetchRecord;
import org.medsip.jobs.landing.Fetched;

/** The folder that files are fetched into, with the record of where they came from. */
final class Folder {

  private static final String HIDDEN = ".fetch";

  private final Path path;
  private final Map<String, Fetched> byName = new TreeMap<>();

  /**
   * A folder that may not be there yet.
   *
   * @throws InputRefused if its record is damaged
   */
  Folder(Path path) {
    this.path = path;
    Path record = path.resolve(FetchRecord.NAME);
    try {
      if (Files.exists(record)) {
        FetchRecord.parse(Files.readAllBytes(record))
            .files()
            .forEach(file -> byName.put(file.file(), file));
      }
    } catch (InputRefused e) {
      throw new InputRefused("The file " + record + " is refused: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /**
   * The files that were last fetched of a source and month, if they are all still there.
   *
   * @return none where one has gone or has another length
   */
  List<Fetched> fetched(Planned planned) {
    List<Fetched> all =
        byName.values().stream()
            .filter(file -> file.source().equals(planned.source()))
            .filter(file -> file.month().equals(planned.month()))
            .toList();
    List<Fetched> last =
        all.stream()
            .filter(
                file ->
                    all.stream().noneMatch(other -> other.fetchedAt().isAfter(file.fetchedAt())))
            .toList();
    return last.stream().allMatch(this::isThere) ? last : List.of();
  }

  /** Where a file is gathered until it is whole; one from another address is another file. */
  Part part(Planned planned) {
    int address = planned.link().address().hashCode();
    return new Part(path.resolve(HIDDEN), planned.stem() + "." + Integer.toHexString(address));
  }

  /** Where a file from inside a zip is gathered. */
  Part member(String name) {
    return new Part(path.resolve(HIDDEN), name);
  }

  /** Takes a whole file in, under the name its record says, in one step. */
  void keep(Path whole, Fetched file) {
    try {
      Files.move(
          whole,
          path.resolve(file.file()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      note(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Remembers of a file that is there already what is known of it now. */
  void note(Fetched file) {
    byName.put(file.file(), file);
    Path hidden = path.resolve(HIDDEN).resolve(FetchRecord.NAME);
    try {
      Files.createDirectories(hidden.getParent());
      Files.writeString(hidden, new FetchRecord(new ArrayList<>(byName.values())).toJson());
      Files.move(
          hidden,
          path.resolve(FetchRecord.NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Keeps others from fetching into the folder until it is closed.
   *
   * @throws Busy if somebody else is at it
   * @throws InputRefused if it cannot be written to
   */
  FileChannel lock() {
    try {
      Files.createDirectories(path.resolve(HIDDEN));
      FileChannel file =
          FileChannel.open(
              path.resolve(HIDDEN).resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (isTaken(file)) {
        file.close();
        throw new Busy("Another fetch is at work on %s; try again later".formatted(path));
      }
      return file;
    } catch (IOException e) {
      throw new InputRefused(
          "The folder %s cannot be written to (%s); choose another, or change its permissions"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static boolean isTaken(FileChannel file) throws IOException {
    try {
      return file.tryLock() == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private boolean isThere(Fetched file) {
    try {
      Path at = path.resolve(file.file());
      return Files.isRegularFile(at) && Files.size(at) == file.bytes();
    } catch (IOException e) {
      return false;
    }
  }
}
