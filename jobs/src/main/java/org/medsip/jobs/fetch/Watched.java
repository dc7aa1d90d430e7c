package org.medsip.jobs.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.medsip.common.run.ReadInPieces;

/**
 * What a server sends, given up when nothing has come for too long. The client of Java has no such
 * limit behind the headers, and its streams hear no interrupt: only to close one ends its reading.
 */
final class Watched extends ReadInPieces {

  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "watch over what is fetched");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration stall;
  private final ScheduledFuture<?> watching;
  private volatile long last = System.nanoTime();
  private volatile boolean lost;

  Watched(InputStream sent, Duration stall) {
    super(sent);
    this.stall = stall;
    long often = stall.toMillis() / 4 + 1;
    this.watching = WATCH.scheduleWithFixedDelay(this::look, often, often, TimeUnit.MILLISECONDS);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = readIfNotLost(buffer, offset, length);
    if (lost) {
      throw silent();
    }
    last = System.nanoTime();
    return read;
  }

  @Override
  public void close() throws IOException {
    watching.cancel(false);
    super.close();
  }

  private int readIfNotLost(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw lost ? silent() : e;
    }
  }

  private IOException silent() {
    return new IOException("nothing came for " + stall.toSeconds() + " s");
  }

  private void look() {
    if (System.nanoTime() - last > stall.toNanos()) {
      lost = true;
      try {
        in.close();
      } catch (IOException e) {
        watching.cancel(false);
      }
    }
  }
}
