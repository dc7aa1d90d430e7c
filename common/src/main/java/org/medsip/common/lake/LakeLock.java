package org.medsip.common.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.medsip.common.run.Busy;
import org.medsip.common.run.InputRefused;

/**
 * One run at a time on a lake. The operating system gives the lock back when the process ends, in
 * whatever way. A lake that is not on a local file system is guarded by Delta's commits alone.
 */
public final class LakeLock implements AutoCloseable {

  private final @Nullable FileChannel file;

  private LakeLock(@Nullable FileChannel file) {
    this.file = file;
  }

  /**
   * Takes the lock of a lake.
   *
   * @param root the lake's root, a path or a URI
   * @throws Busy if another run has it
   */
  public static LakeLock take(String root) {
    return root.matches("[a-z][a-z0-9+]+:.*") && !root.startsWith("file:")
        ? new LakeLock(null)
        : take(Path.of(root.replaceFirst("^file:(//)?", "")));
  }

  private static LakeLock take(Path lake) {
    try {
      Files.createDirectories(lake);
      FileChannel file =
          FileChannel.open(
              lake.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(file)) {
        file.close();
        throw new Busy(
            "Another run is at work on the lake %s; try again when it has ended".formatted(lake));
      }
      return new LakeLock(file);
    } catch (IOException e) {
      throw new InputRefused(
          "The lake %s cannot be written to (%s); choose another folder, or change its permissions"
              .formatted(lake, e.getMessage()),
          e);
    }
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
