package org.medsip.jobs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a simulated England, sorted into a folder of many months of history, a folder of the
 * newest of these months alone, and a folder of the month after.
 *
 * @param folder where the folders lie
 * @param rows rows of prescribing of the month after, about
 * @param rowsOfHistory rows of a month of history, about
 * @param history how many months of it there are
 * @param last the month after
 */
record GrowthMonths(Path folder, int rows, int rowsOfHistory, int history, YearMonth last) {

  /** Files of a month end in it; so does the second edition of a revised one. */
  private static final Pattern OF_A_MONTH =
      Pattern.compile("(.+)_(\\d{4})-?(0[1-9]|1[0-2])(_r1)?\\.csv");

  /** Each of these says everything of every month, however many they are. */
  private static final List<String> OF_NO_USE = List.of("opioid_comparators", "truth.json");

  private static final String PRESCRIBING = "EPD_SNOMED";

  private record MonthlyFile(Path path, String kind, YearMonth month) {
    static Optional<MonthlyFile> of(Path path) {
      Matcher name = OF_A_MONTH.matcher(path.getFileName().toString());
      return name.matches()
          ? Optional.of(
              new MonthlyFile(
                  path, name.group(1), YearMonth.parse(name.group(2) + "-" + name.group(3))))
          : Optional.empty();
    }
  }

  /** The folder of the first so many months of history: of all of them, or of the newest alone. */
  Path folder(int months) {
    return folder.resolve("history-of-" + months);
  }

  /** The folder of the month after. */
  Path next() {
    return folder.resolve("next");
  }

  /** How many rows of prescribing the newest month of a folder has. */
  static long newestRows(Path folder) throws IOException {
    MonthlyFile prescribing = newestOfEachKind(folder).get(PRESCRIBING);
    if (prescribing == null) {
      throw new IllegalStateException("The folder " + folder + " has no prescribing");
    }
    try (Stream<String> lines = Files.lines(prescribing.path(), StandardCharsets.ISO_8859_1)) {
      return lines.count() - 1;
    }
  }

  /** Makes the folders, unless they are there. */
  void prepare() throws IOException {
    if (Files.exists(next())) {
      return;
    }
    Path simulated = folder.resolve("simulated");
    new SmallEngland(rows / BenchCommand.ROWS_OF_ENGLAND, 0, history + 1, first())
        .simulateOnce(simulated);
    sort(simulated);
    IngestBench.forget(simulated);
  }

  private YearMonth first() {
    return last.minusMonths(history);
  }

  private void sort(Path simulated) throws IOException {
    Path many = Files.createDirectories(folder(history));
    Path one = Files.createDirectories(folder(1));
    Path after = Files.createDirectories(folder.resolve("unfinished"));
    for (Path file : files(simulated)) {
      Optional<MonthlyFile> monthly = MonthlyFile.of(file);
      if (monthly.filter(of -> of.month().equals(last)).isPresent()) {
        move(file, after);
      } else {
        thinned(file, many);
        if (monthly.isEmpty()) {
          link(many.resolve(file.getFileName()), one);
        }
      }
    }
    for (MonthlyFile newest : newestOfEachKind(many).values()) {
      link(newest.path(), one);
    }
    Files.move(after, next());
  }

  private static List<Path> files(Path simulated) throws IOException {
    try (Stream<Path> files = Files.list(simulated)) {
      return files
          .filter(file -> OF_NO_USE.stream().noneMatch(file.getFileName().toString()::startsWith))
          .sorted()
          .toList();
    }
  }

  /** Of a kind that is not published every month, the file before speaks for the month. */
  private static Map<String, MonthlyFile> newestOfEachKind(Path history) throws IOException {
    SortedMap<String, MonthlyFile> newest = new TreeMap<>();
    for (Path file : files(history)) {
      MonthlyFile.of(file)
          .ifPresent(
              monthly ->
                  newest.merge(
                      monthly.kind(),
                      monthly,
                      (one, other) -> other.month().isBefore(one.month()) ? one : other));
    }
    return newest;
  }

  private void thinned(Path file, Path to) throws IOException {
    int part = Math.round((float) rows / rowsOfHistory);
    if (part > 1 && file.getFileName().toString().startsWith(PRESCRIBING)) {
      IngestBench.copied(file, to.resolve(file.getFileName()), part);
      Files.delete(file);
    } else {
      move(file, to);
    }
  }

  private static void move(Path file, Path to) throws IOException {
    Files.move(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void link(Path file, Path to) throws IOException {
    Files.createLink(to.resolve(file.getFileName()), file);
  }
}
