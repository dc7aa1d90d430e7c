package org.medsip.jobs.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medsip.common.run.InputRefused;

/**
 * What a process of its own took, from its start to its end.
 *
 * @param seconds wall-clock time
 * @param cpuSeconds the time of all its threads, as last seen before its end
 * @param peakMegabytes the most memory it had resident at once; 0 where the machine does not say
 */
record ChildProcess(double seconds, double cpuSeconds, long peakMegabytes) {

  private static final double NANOS = 1e9;
  private static final int LOOK_EVERY_MILLISECONDS = 20;
  private static final int KILOBYTES = 1024;

  /** Runs medsip anew, as this process was started. */
  static ChildProcess medsip(Path log, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return run(log, command);
  }

  /**
   * Runs a command to its end.
   *
   * @param log takes what it prints
   * @throws InputRefused if it fails
   */
  static ChildProcess run(Path log, List<String> command) {
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(log.toFile()))
              .redirectInput(Redirect.from(new File("/dev/null")))
              .start();
      double cpu = 0;
      long peak = 0;
      while (!process.waitFor(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS)) {
        cpu =
            Math.max(
                cpu,
                process.info().totalCpuDuration().map(time -> time.toNanos() / NANOS).orElse(0.0));
        peak = Math.max(peak, peakKilobytes(process.pid()));
      }
      double seconds = (System.nanoTime() - start) / NANOS;
      if (process.exitValue() != 0) {
        throw new InputRefused(
            "%s ended with %d; %s says why".formatted(command.get(0), process.exitValue(), log));
      }
      return new ChildProcess(seconds, cpu, peak / KILOBYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The time that all threads of this process took so far. */
  static double ownCpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / NANOS;
  }

  private static long peakKilobytes(long process) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
