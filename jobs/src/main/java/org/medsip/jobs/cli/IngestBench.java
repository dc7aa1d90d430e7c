package org.medsip.jobs.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.medsip.common.run.Progress;

/**
 * A month from the file as published to bronze, against engines that turn it into Parquet and check
 * next to nothing: the whole process each time, in turns, of a large and of a small file.
 */
final class IngestBench {

  /** The small file has one row of so many. */
  private static final int PART = 4;

  private static final String NAME = "EPD_SNOMED_202601.csv";

  private final Path out;
  private final String python;
  private final List<Engine> engines;
  private final int rounds;
  private final Progress progress;

  IngestBench(Path out, String python, List<Engine> engines, int rounds, Progress progress) {
    this.out = out;
    this.python = python;
    this.engines = engines;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * One reading of a file by one engine.
   *
   * @param engine medsip or another
   * @param rows the rows of the file
   * @param bytes what it left on disk
   */
  record Reading(String engine, long rows, ChildProcess took, long bytes) {}

  /**
   * Measures, and writes what was measured to ingest.json.
   *
   * @param simulated a file of a simulation
   * @return for people, a line for each figure
   */
  List<String> run(Path simulated) throws IOException {
    Path large = Files.createDirectories(out.resolve("large"));
    Path small = Files.createDirectories(out.resolve("small"));
    long rows = copied(simulated, large.resolve(NAME), 1);
    long fewRows = copied(simulated, small.resolve(NAME), PART);
    List<Reading> readings = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      List<Reading> turn = new ArrayList<>();
      for (Path folder : List.of(small, large)) {
        long count = folder.equals(large) ? rows : fewRows;
        turn.add(ofMedsip(folder, count));
        for (Engine engine : engines) {
          turn.add(ofAnother(engine, folder.resolve(NAME), count));
        }
      }
      turn.forEach(
          one ->
              progress.say(
                  "%s, %,d rows: %.1f s, %.1f s of processors, %,d MB, %,d bytes"
                      .formatted(
                          one.engine(),
                          one.rows(),
                          one.took().seconds(),
                          one.took().cpuSeconds(),
                          one.took().peakMegabytes(),
                          one.bytes())));
      if (round > 0) {
        readings.addAll(turn);
      }
    }
    Map<String, Object> figures = figures(readings, rows, fewRows);
    return BenchFile.write(out.resolve("ingest.json"), figures);
  }

  private Reading ofMedsip(Path folder, long rows) throws IOException {
    Path lake = out.resolve("ingest-lake");
    forget(lake);
    ChildProcess took =
        ChildProcess.medsip(
            out.resolve("medsip.log"),
            "run",
            "--input",
            folder.toString(),
            "--lake",
            lake.toString(),
            "--until",
            "bronze");
    return new Reading("medsip", rows, took, parquetBytes(lake.resolve("bronze").resolve("epd")));
  }

  private Reading ofAnother(Engine engine, Path file, long rows) throws IOException {
    Path target = out.resolve(engine + ".parquet");
    Files.deleteIfExists(target);
    ChildProcess took =
        ChildProcess.run(out.resolve(engine + ".log"), engine.command(python, file, target));
    return new Reading(engine.toString(), rows, took, Files.size(target));
  }

  private Map<String, Object> figures(List<Reading> readings, long rows, long fewRows) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", rows);
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    List<String> names =
        Stream.concat(Stream.of("medsip"), engines.stream().map(Engine::toString)).toList();
    for (String name : names) {
      figures.put(name + " seconds", middle(readings, name, rows, r -> r.took().seconds()));
      figures.put(
          name + " seconds of processors",
          middle(readings, name, rows, r -> r.took().cpuSeconds()));
      figures.put(
          name + " peak MB of the large file",
          middle(readings, name, rows, r -> r.took().peakMegabytes()));
      figures.put(
          name + " peak MB of the small file",
          middle(readings, name, fewRows, r -> r.took().peakMegabytes()));
    }
    for (Engine engine : engines) {
      String than = " against " + engine;
      figures.put("wall" + than, ratio(readings, engine, rows, 0, r -> r.took().seconds()));
      figures.put(
          "processors" + than, ratio(readings, engine, rows, 0, r -> r.took().cpuSeconds()));
      figures.put(
          "wall of a further row" + than,
          ratio(readings, engine, rows, fewRows, r -> r.took().seconds()));
      figures.put(
          "processors of a further row" + than,
          ratio(readings, engine, rows, fewRows, r -> r.took().cpuSeconds()));
      figures.put("bytes" + than, ratio(readings, engine, rows, 0, Reading::bytes));
    }
    figures.put("readings", readings);
    return figures;
  }

  /** Of what a large file takes, less what a small one does where that is asked. */
  private static double ratio(
      List<Reading> readings,
      Engine engine,
      long rows,
      long less,
      ToDoubleFunction<Reading> figure) {
    double ours = middle(readings, "medsip", rows, figure);
    double theirs = middle(readings, engine.toString(), rows, figure);
    if (less > 0) {
      ours -= middle(readings, "medsip", less, figure);
      theirs -= middle(readings, engine.toString(), less, figure);
    }
    return Math.round(100 * ours / theirs) / 100.0;
  }

  private static double middle(
      List<Reading> readings, String engine, long rows, ToDoubleFunction<Reading> figure) {
    double[] sorted =
        readings.stream()
            .filter(reading -> reading.engine().equals(engine) && reading.rows() == rows)
            .mapToDouble(figure)
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }

  /** The file in UTF-8, which every engine reads; of every {@code part} rows the first is taken. */
  static long copied(Path from, Path to, int part) throws IOException {
    if (!Files.exists(to)) {
      long lines = 0;
      try (BufferedReader in = Files.newBufferedReader(from, StandardCharsets.ISO_8859_1);
          BufferedWriter text = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (lines == 0 || (lines - 1) % part == 0) {
            text.write(line);
            text.write('\n');
          }
          lines++;
        }
      }
    }
    try (Stream<String> lines = Files.lines(to)) {
      return lines.count() - 1;
    }
  }

  private static long parquetBytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(one -> one.toString().endsWith(".parquet")).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  static void forget(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
