package org.medsip.jobs.fetch;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medsip.common.run.Progress;

/**
 * A file that is still coming. It lies in a hidden folder, with the version of the file it is a
 * part of, so that a later call can go on with it.
 */
final class Part {

  private static final int PEEKED = 512;
  private static final long NANOS_BETWEEN_WORDS = 5_000_000_000L;

  private final Path file;
  private final Path versionFile;
  private final String name;
  private long length;
  private long lastWord = System.nanoTime();

  Part(Path folder, String name) {
    this.name = name;
    this.file = folder.resolve(name + ".part");
    this.versionFile = folder.resolve(name + ".version");
    this.length = Files.exists(file) ? lengthOnDisk() : 0;
  }

  Path file() {
    return file;
  }

  long length() {
    return length;
  }

  /** By which the server tells that the rest is of the same file; empty where it cannot. */
  String version() {
    try {
      return Files.exists(versionFile) ? Files.readString(versionFile) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins anew with a version of the file. */
  void restart(String version) {
    delete();
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(versionFile, version);
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The end of the part, to be written to and closed; what was written is on the disk then. What a
   * write that failed has left behind it is cut off.
   */
  OutputStream append() throws IOException {
    FileOutputStream out = new FileOutputStream(file.toFile(), true);
    out.getChannel().truncate(length);
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        out.write(one);
      }

      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
      }

      @Override
      public void close() throws IOException {
        try (out) {
          out.getFD().sync();
        }
      }
    };
  }

  void grew(int bytes, Progress progress) {
    length += bytes;
    if (System.nanoTime() - lastWord > NANOS_BETWEEN_WORDS) {
      lastWord = System.nanoTime();
      progress.say("%s: %d MB so far".formatted(name, length / 1_000_000));
    }
  }

  /** Whether it begins as a web page does; no file that is fetched is one. */
  boolean isPage() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(PEEKED), StandardCharsets.ISO_8859_1);
      return start.replaceFirst("^\\u00EF\\u00BB\\u00BF", "").stripLeading().startsWith("<");
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(versionFile);
      length = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long lengthOnDisk() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
