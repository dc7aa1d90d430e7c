package org.medsip.common.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.medsip.common.run.InputRefused;

/**
 * Where publications of a lake lie: each whole in a folder of its own below {@code publications},
 * numbered, and {@code published} points to the one that readers are to see.
 *
 * <p>A publication is written beside, flushed to disk, given its name, and then pointed to in one
 * step of the file system. Whoever dies before that step leaves readers what they had.
 */
public final class PublishedFolder {

  private static final String POINTER = "published";
  private static final String ALL = "publications";
  private static final String INCOMING = "incoming-";
  private static final String NEW_POINTER = "new-pointer-";
  private static final String WITHDRAWN = "withdrawn";
  private static final int KEPT = 3;

  private final Path lake;
  private final Path publications;

  private PublishedFolder(Path lake) {
    this.lake = lake;
    this.publications = lake.resolve(ALL);
  }

  /**
   * The publications of the lake with this root.
   *
   * @throws InputRefused if the lake does not lie on a local disk
   */
  public static PublishedFolder of(String root) {
    return new PublishedFolder(LocalLake.path(root));
  }

  /** The path by which readers know what is published. */
  public Path pointer() {
    return lake.resolve(POINTER);
  }

  /** The publication that readers see, if there is one. */
  public Optional<Path> current() {
    try {
      return Files.isSymbolicLink(pointer())
          ? Optional.of(lake.resolve(Files.readSymbolicLink(pointer())).normalize())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a publication was taken back and is not to come again by itself. */
  public boolean isWithdrawn(String id) {
    return withdrawn().contains(id);
  }

  /**
   * A new folder to write a publication to, which no reader sees.
   *
   * @param id what the publication is made from, a hash
   */
  public Path begin(String id) {
    try {
      Files.createDirectories(publications);
      Path folder = publications.resolve(INCOMING + id);
      deleteAll(folder);
      return Files.createDirectory(folder);
    } catch (IOException e) {
      throw new InputRefused(
          "The lake %s cannot be written to (%s); change its permissions"
              .formatted(lake, e.getMessage()),
          e);
    }
  }

  /**
   * Shows readers what was written, in one step, and removes publications that are older than the
   * two before it.
   *
   * @param incoming the folder that {@link #begin} gave, with everything in it
   */
  public void show(Path incoming) {
    requireNoFolderInThePlaceOfThePointer();
    String id = incoming.getFileName().toString().substring(INCOMING.length());
    try {
      flushFolders(incoming);
      Path named = publications.resolve("%04d-%s".formatted(nextNumber(), id));
      Files.move(incoming, named, StandardCopyOption.ATOMIC_MOVE);
      flush(publications);
      pointTo(named);
      remember(withdrawn().stream().filter(other -> !other.equals(id)).toList());
      forgetOld();
    } catch (IOException e) {
      throw new UncheckedIOException("The publication could not be put in place", e);
    }
  }

  /**
   * Shows readers the publication before the current one, whose id is remembered as withdrawn.
   *
   * @return the publication that readers now see; empty where there is none before
   */
  public Optional<Path> rollBack() {
    Optional<Path> before =
        current()
            .flatMap(
                now ->
                    complete().stream()
                        .filter(other -> number(other) < number(now))
                        .filter(other -> !isWithdrawn(idOf(other)))
                        .max(Comparator.comparing(PublishedFolder::number)));
    if (before.isPresent()) {
      List<String> withdrawn = new ArrayList<>(withdrawn());
      withdrawn.add(idOf(current().orElseThrow()));
      try {
        remember(withdrawn);
        pointTo(before.get());
      } catch (IOException e) {
        throw new UncheckedIOException("The pointer could not be moved", e);
      }
    }
    return before;
  }

  /** What dead runs left: folders half written, or written and never shown. */
  public List<Path> leftOvers() {
    List<Path> left = new ArrayList<>();
    try (Stream<Path> all = list(publications)) {
      all.filter(path -> path.getFileName().toString().startsWith(INCOMING)).forEach(left::add);
    }
    try (Stream<Path> all = list(lake)) {
      all.filter(path -> path.getFileName().toString().startsWith(NEW_POINTER)).forEach(left::add);
    }
    int shown = current().map(PublishedFolder::number).orElse(0);
    complete().stream()
        .filter(folder -> number(folder) > shown && !isWithdrawn(idOf(folder)))
        .forEach(left::add);
    left.sort(Comparator.naturalOrder());
    return left;
  }

  /** Removes what {@link #leftOvers} found, or a file or folder below the lake. */
  public void remove(Path leftOver) {
    if (!leftOver.normalize().startsWith(lake.normalize())) {
      throw new IllegalArgumentException(leftOver + " is not of this lake");
    }
    deleteAll(leftOver);
  }

  /** The id of a publication, which says what it was made from. */
  public static String idOf(Path publication) {
    String name = publication.getFileName().toString();
    return name.substring(name.indexOf('-') + 1);
  }

  private static int number(Path publication) {
    String name = publication.getFileName().toString();
    return Integer.parseInt(name.substring(0, name.indexOf('-')));
  }

  private List<Path> complete() {
    try (Stream<Path> all = list(publications)) {
      return all.filter(path -> path.getFileName().toString().matches("[0-9]{4,}-.*")).toList();
    }
  }

  private int nextNumber() {
    return complete().stream().mapToInt(PublishedFolder::number).max().orElse(0) + 1;
  }

  private void pointTo(Path publication) throws IOException {
    Path fresh = lake.resolve(NEW_POINTER + publication.getFileName());
    Files.deleteIfExists(fresh);
    Files.createSymbolicLink(fresh, lake.relativize(publication));
    try {
      Files.move(fresh, pointer(), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new InputRefused(
          "The disk of the lake %s cannot replace a link in one step; use another disk"
              .formatted(lake),
          e);
    }
    flush(lake);
  }

  private void requireNoFolderInThePlaceOfThePointer() {
    if (Files.exists(pointer()) && !Files.isSymbolicLink(pointer())) {
      throw new InputRefused(
          "%s is not a link that medsip made; move it elsewhere and publish again"
              .formatted(pointer()));
    }
  }

  private void forgetOld() {
    int shown = number(current().orElseThrow());
    List<Path> older =
        complete().stream()
            .filter(folder -> number(folder) < shown)
            .sorted(Comparator.comparing(PublishedFolder::number).reversed())
            .toList();
    older.stream().skip(KEPT - 1L).forEach(PublishedFolder::deleteAll);
  }

  private List<String> withdrawn() {
    try {
      return Files.readAllLines(publications.resolve(WITHDRAWN));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(List<String> withdrawn) throws IOException {
    Path file = publications.resolve(WITHDRAWN);
    if (withdrawn.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Path fresh = publications.resolve(INCOMING + WITHDRAWN);
    Files.write(fresh, withdrawn, StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    flush(publications);
  }

  private static Stream<Path> list(Path folder) {
    try {
      return Files.isDirectory(folder) ? Files.list(folder) : Stream.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flushFolders(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.filter(Files::isDirectory).toList()) {
        flush(each);
      }
    }
  }

  private static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteAll(Path folder) {
    if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " could not be removed", e);
    }
  }
}
