package org.medsip.jobs.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * How long a piece of work took and how much heap it held at once.
 *
 * @param seconds wall-clock time
 * @param peakMegabytes the peaks of the pools of the heap, added up: never less than what was held
 *     at once
 */
record Timing(double seconds, long peakMegabytes) {

  private static final double NANOS = 1e9;
  private static final long MEGABYTE = 1 << 20;

  static Timing of(Runnable work) {
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / NANOS;
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return new Timing(seconds, peak / MEGABYTE);
  }
}
