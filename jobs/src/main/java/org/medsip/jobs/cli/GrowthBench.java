package org.medsip.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.medsip.common.run.Progress;

/**
 * The same month added to a lake with one month of history and to a lake with many, up to the last
 * table of gold: a process of its own each time, in turns, each on a fresh copy of its lake. A
 * process that begins anew owes nothing to the turn before, so that every turn counts.
 *
 * <p>The months are of one simulated England without patients, and whole in the month that is
 * added; of the prescribing of earlier months some rows are taken, so that many months can be made.
 * Nobody moves to another organisation in the month that is added.
 */
final class GrowthBench {

  private final Path out;
  private final Path lakes;
  private final GrowthMonths months;
  private final int rounds;
  private final Progress progress;

  GrowthBench(Path out, GrowthMonths months, int rounds, Progress progress) {
    this.out = out;
    this.lakes = months.folder();
    this.months = months;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * One adding of the month.
   *
   * @param history the months the lake had
   * @param stages table to the seconds from the commit before it to its own
   */
  record Adding(int history, ChildProcess took, SortedMap<String, Double> stages) {

    double seconds(String layer) {
      return stages.entrySet().stream()
          .filter(stage -> stage.getKey().startsWith(layer + "/"))
          .mapToDouble(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * Measures, and writes what was measured to growth.json.
   *
   * @return for people, a line for each figure
   */
  List<String> run() throws IOException {
    months.prepare();
    for (int history : List.of(1, months.history())) {
      build(history);
    }
    List<Adding> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (int history : List.of(1, months.history())) {
        Adding adding = add(history);
        progress.say(
            "turn %d of %d: a month added to %d: %.1f s, %.1f s of processors, %,d MB"
                .formatted(
                    round,
                    rounds,
                    history,
                    adding.took().seconds(),
                    adding.took().cpuSeconds(),
                    adding.took().peakMegabytes()));
        all.add(adding);
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows of the month added", GrowthMonths.newestRows(months.next()));
    figures.put("rows of a month of history", GrowthMonths.newestRows(months.folder(1)));
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.putAll(figures(months.history(), all));
    return BenchFile.write(out.resolve("growth.json"), figures);
  }

  /** A lake that is there is used again: it takes long to make and does not change. */
  private void build(int history) throws IOException {
    Path lake = lake(history);
    if (Files.exists(lake)) {
      return;
    }
    Path unfinished = lakes.resolve("unfinished");
    IngestBench.forget(unfinished);
    progress.say("building a lake of %d months of history".formatted(history));
    ChildProcess.medsip(
        lakes.resolve("medsip.log"),
        "run",
        "--input",
        months.folder(history).toString(),
        "--lake",
        unfinished.toString(),
        "--archive",
        "none",
        "--until",
        "gold");
    Files.move(unfinished, lake);
  }

  private Adding add(int history) throws IOException {
    Path lake = lakes.resolve("lake-in-turn");
    IngestBench.forget(lake);
    FolderCopy.of(lake(history), lake);
    long start = System.currentTimeMillis();
    ChildProcess took =
        ChildProcess.medsip(
            lakes.resolve("medsip.log"),
            "run",
            "--input",
            months.next().toString(),
            "--lake",
            lake.toString(),
            "--until",
            "gold");
    return new Adding(history, took, CommitTimes.since(start, lake));
  }

  private Path lake(int history) {
    return lakes.resolve("lake-of-" + history);
  }

  /**
   * What the turns come to: the middle one of each figure with little and with much history.
   *
   * @param history the months of much history
   */
  static Map<String, Object> figures(int history, List<Adding> all) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("months of history", history);
    put(figures, history, all, "wall seconds", adding -> adding.took().seconds());
    put(figures, history, all, "seconds of processors", adding -> adding.took().cpuSeconds());
    put(figures, history, all, "peak MB", adding -> adding.took().peakMegabytes());
    for (String layer : List.of("bronze", "silver", "gold")) {
      put(figures, history, all, "wall seconds of " + layer, adding -> adding.seconds(layer));
    }
    figures.put("seconds of each table", ofEachTable(history, all));
    figures.put("turns", all);
    return figures;
  }

  private static void put(
      Map<String, Object> figures,
      int history,
      List<Adding> all,
      String what,
      ToDoubleFunction<Adding> figure) {
    double few = middle(all, 1, figure);
    double many = middle(all, history, figure);
    figures.put(what + ", to 1 month", few);
    figures.put(what + ", to %d months".formatted(history), many);
    figures.put(what + ", ratio", Math.round(100 * many / few) / 100.0);
  }

  /** Table to the seconds it took with one month of history and with many. */
  private static SortedMap<String, List<Double>> ofEachTable(int history, List<Adding> all) {
    TreeSet<String> tables = new TreeSet<>();
    all.forEach(adding -> tables.addAll(adding.stages().keySet()));
    SortedMap<String, List<Double>> seconds = new TreeMap<>();
    for (String table : tables) {
      ToDoubleFunction<Adding> ofTable = adding -> adding.stages().getOrDefault(table, 0.0);
      seconds.put(table, List.of(middle(all, 1, ofTable), middle(all, history, ofTable)));
    }
    return seconds;
  }

  private static double middle(List<Adding> all, int history, ToDoubleFunction<Adding> figure) {
    double[] sorted =
        all.stream()
            .filter(adding -> adding.history() == history)
            .mapToDouble(figure)
            .sorted()
            .toArray();
    return Math.round(100 * sorted[sorted.length / 2]) / 100.0;
  }
}
