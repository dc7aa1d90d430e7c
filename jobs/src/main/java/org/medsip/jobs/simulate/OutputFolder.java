package org.medsip.jobs.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes files whose parts are made by several workers and written in order, a few parts at a time
 * in memory.
 */
final class OutputFolder implements AutoCloseable {

  private static final int PARTS_AHEAD = 3;
  private static final int BUFFER = 1 << 16;
  private static final LocalDateTime NO_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final SimulationRequest request;
  private final ExecutorService workers;

  OutputFolder(SimulationRequest request) {
    this.request = request;
    this.workers = Executors.newFixedThreadPool(request.workers());
  }

  /** Makes the rows of one part of a file; called by any worker, in any order. */
  interface Part extends IntFunction<RowText> {}

  /** Learns of each part as it is written, in order. */
  interface Watcher {
    /**
     * A part was written.
     *
     * @param line the line of the file that its first row is on
     */
    void wrote(int part, long line);
  }

  /** Writes a file in one part. */
  void write(String name, RowText text) {
    write(name, 1, part -> text, (part, line) -> {});
  }

  /** Writes a file and returns the count of its lines. */
  long write(String name, int parts, Part part, Watcher watcher) {
    Deque<Future<RowText>> ahead = new ArrayDeque<>();
    long line = 1;
    try (OutputStream out = open(name)) {
      for (int written = 0, asked = 0; written < parts; written++) {
        while (asked < parts && asked - written < PARTS_AHEAD * request.workers()) {
          int index = asked++;
          ahead.add(workers.submit(() -> part.apply(index)));
        }
        RowText text = ahead.remove().get();
        text.writeTo(out);
        watcher.wrote(written, line);
        line += text.rows();
      }
      return line - 1;
    } catch (IOException e) {
      throw new UncheckedIOException("While writing " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while writing " + name, e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("While making rows of " + name, e.getCause());
    }
  }

  private OutputStream open(String name) throws IOException {
    Path folder = request.folder();
    return switch (request.packing()) {
      case NONE -> file(folder.resolve(name));
      case GZ -> new GZIPOutputStream(file(folder.resolve(name + ".gz")), BUFFER);
      case ZIP -> zipped(folder, name);
    };
  }

  private static OutputStream zipped(Path folder, String name) throws IOException {
    String bare = name.substring(0, name.lastIndexOf('.'));
    ZipOutputStream zip = new ZipOutputStream(file(folder.resolve(bare + ".zip")));
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
    return zip;
  }

  private static OutputStream file(Path path) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
  }

  /** The name a file is found by in the folder. */
  String nameOf(String name) {
    return switch (request.packing()) {
      case NONE -> name;
      case GZ -> name + ".gz";
      case ZIP -> name.substring(0, name.lastIndexOf('.')) + ".zip";
    };
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
