package org.medsip.jobs.published;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.medsip.common.run.Fingerprint;

/**
 * The files of a publication being written, each flushed to disk and hashed. What the publication
 * before has in the same bytes is linked from there and not written again. Several threads may
 * write at once.
 */
public final class PublicationFiles {

  /** Names every other file with its hash, in the form that {@code sha256sum -c} reads. */
  static final String SUMS = "SHA256SUMS";

  private final Path folder;
  private final Optional<Path> before;
  private final Map<String, String> sumsBefore;
  private final ConcurrentSkipListMap<String, String> sums = new ConcurrentSkipListMap<>();

  /**
   * @param folder the empty folder to write to
   * @param before the publication before, if there is one
   */
  public PublicationFiles(Path folder, Optional<Path> before) {
    this.folder = folder;
    this.before = before;
    this.sumsBefore = before.map(PublicationFiles::sumsOf).orElse(Map.of());
  }

  /** Writes a text, as UTF-8 and with nothing added. */
  public void write(String path, String text) {
    write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public void write(String path, byte[] bytes) {
    String sha256 = HexFormat.of().formatHex(Fingerprint.sha256().digest(bytes));
    if (sha256.equals(sumsBefore.get(path)) && takeOver(path)) {
      return;
    }
    try {
      Path file = place(path);
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      sums.put(path, sha256);
    } catch (IOException e) {
      throw new UncheckedIOException("While writing " + path, e);
    }
  }

  /** The place of a file that another writes, who then calls {@link #written}. */
  public Path place(String path) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("While writing " + path, e);
    }
  }

  /** Flushes and hashes what another has written. */
  void written(String path) {
    Path file = folder.resolve(path);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
      sums.put(path, sha256Of(file));
    } catch (IOException e) {
      throw new UncheckedIOException("While writing " + path, e);
    }
  }

  /** Gives a file that never changes another name, or copies it where that cannot be. */
  void link(String path, Path source) {
    try {
      Path file = place(path);
      try {
        Files.createLink(file, source);
      } catch (FileSystemException | UnsupportedOperationException e) {
        Files.copy(source, file);
      }
      String known = sumsBefore.get(path);
      if (known == null) {
        written(path);
      } else {
        sums.put(path, known);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("While writing " + path, e);
    }
  }

  /**
   * Links a file from the publication before.
   *
   * @return whether that has it
   */
  boolean takeOver(String path) {
    if (!sumsBefore.containsKey(path)) {
      return false;
    }
    Path old = before.orElseThrow().resolve(path);
    if (!Files.isRegularFile(old)) {
      return false;
    }
    link(path, old);
    return true;
  }

  /** The files under a folder so far, in order. */
  SortedMap<String, String> under(String path) {
    return sums.subMap(path + "/", path + "0");
  }

  /** Writes the list of all files with their hashes; the last thing to be written. */
  public void writeSums() {
    StringBuilder text = new StringBuilder();
    sums.forEach((path, sha256) -> text.append(sha256).append("  ").append(path).append('\n'));
    write(SUMS, text.toString());
  }

  private static Map<String, String> sumsOf(Path publication) {
    Map<String, String> sums = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(publication.resolve(SUMS))) {
        sums.put(line.substring(66), line.substring(0, 64));
      }
      return sums;
    } catch (IOException e) {
      return Map.of();
    }
  }

  static String sha256Of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = Fingerprint.sha256();
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("While reading " + file, e);
    }
  }
}
