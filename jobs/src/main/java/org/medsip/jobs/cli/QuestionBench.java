package org.medsip.jobs.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.Progress;
import org.medsip.jobs.landing.ColumnBlock;
import org.medsip.jobs.landing.ColumnReader;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.landing.Source;
import org.medsip.jobs.landing.Stretch;

/**
 * Opioids in DDD and OME of each site straight from the file, against DuckDB: cold, a whole process
 * for each answer, and warm, again and again in one process; in turns, of a large and of a small
 * file. Both must give the same answer to the last digit.
 */
final class QuestionBench {

  private static final int PART = 4;
  private static final int TIMES = 6;
  private static final int BLOCK = 1 << 16;
  private static final String NAME = "EPD_SNOMED_202601.csv";
  private static final String OURS = "medsip";
  private static final String THEIRS = "duckdb";

  private final Path figures;
  private final Path out;
  private final String python;
  private final int rounds;
  private final Progress progress;

  QuestionBench(Path out, String python, int rounds, Progress progress) {
    this.figures = out.resolve("question.json");
    this.out = out.resolve("question");
    this.python = python;
    this.rounds = rounds;
    this.progress = progress;
  }

  /**
   * What answers took.
   *
   * @param how cold or warm
   * @param seconds by the clock
   * @param cpuSeconds of all processors
   */
  record Answer(String engine, String how, long rows, double seconds, double cpuSeconds) {}

  /**
   * Measures, and writes what was measured to question.json.
   *
   * @param simulated a file of a simulation
   * @return for people, a line for each figure
   */
  List<String> run(Path simulated) throws IOException {
    Path large = Files.createDirectories(out.resolve("large")).resolve(NAME);
    Path small = Files.createDirectories(out.resolve("small")).resolve(NAME);
    long rows = copied(simulated, large, 1);
    long fewRows = copied(simulated, small, PART);
    List<Answer> answers = new ArrayList<>();
    SparkSession spark = Session.open();
    writeProducts(spark, large);
    for (int round = 0; round <= rounds; round++) {
      List<Answer> turn = new ArrayList<>();
      for (Path file : List.of(small, large)) {
        long count = file.equals(large) ? rows : fewRows;
        turn.add(coldOurs(file, count));
        turn.add(coldTheirs(file, count));
        turn.add(warmOurs(spark, file, count));
        turn.add(warmTheirs(file, count));
        requireSameAnswer();
      }
      turn.forEach(one -> progress.say(sentence(one)));
      if (round > 0) {
        answers.addAll(turn);
      }
    }
    Map<String, Object> found = figures(answers, rows, fewRows);
    return BenchFile.write(figures, found);
  }

  private Answer coldOurs(Path file, long rows) {
    ChildProcess took =
        ChildProcess.medsip(
            out.resolve("medsip.log"), "query", "--file", file.toString(), OpioidQuestion.SQL);
    return new Answer(OURS, "cold", rows, took.seconds(), took.cpuSeconds());
  }

  private Answer coldTheirs(Path file, long rows) {
    ChildProcess took = duckDb(file, 1);
    return new Answer(THEIRS, "cold", rows, took.seconds(), took.cpuSeconds());
  }

  /** The quickest of several answers; the last is written. */
  private Answer warmOurs(SparkSession spark, Path file, long rows) throws IOException {
    double seconds = Double.MAX_VALUE;
    double cpuSeconds = Double.MAX_VALUE;
    List<Row> answer = List.of();
    for (int i = 0; i < TIMES; i++) {
      spark.catalog().clearCache();
      double cpu = ChildProcess.ownCpuSeconds();
      long start = System.nanoTime();
      new FileViews(spark, List.of(file.toString())).offer();
      answer = spark.sql(OpioidQuestion.SQL).collectAsList();
      seconds = Math.min(seconds, (System.nanoTime() - start) / 1e9);
      cpuSeconds = Math.min(cpuSeconds, ChildProcess.ownCpuSeconds() - cpu);
    }
    write(out.resolve("medsip.csv"), "practice_code,items,ddd,ome", answer);
    return new Answer(OURS, "warm", rows, seconds, cpuSeconds);
  }

  private Answer warmTheirs(Path file, long rows) throws IOException {
    duckDb(file, TIMES);
    double seconds = Double.MAX_VALUE;
    double cpuSeconds = Double.MAX_VALUE;
    for (String line : Files.readAllLines(out.resolve("duckdb.log"))) {
      String[] figures = line.split(" ");
      seconds = Math.min(seconds, Double.parseDouble(figures[0]));
      cpuSeconds = Math.min(cpuSeconds, Double.parseDouble(figures[1]));
    }
    return new Answer(THEIRS, "warm", rows, seconds, cpuSeconds);
  }

  private ChildProcess duckDb(Path file, int times) {
    return ChildProcess.run(
        out.resolve("duckdb.log"),
        List.of(
            python,
            "-c",
            OpioidQuestion.DUCKDB,
            file.toString(),
            out.resolve("products.csv").toString(),
            out.resolve("duckdb.csv").toString(),
            String.valueOf(Runtime.getRuntime().availableProcessors()),
            String.valueOf(times)));
  }

  private void writeProducts(SparkSession spark, Path file) throws IOException {
    new FileViews(spark, List.of(file.toString())).offer();
    write(
        out.resolve("products.csv"),
        "bnf_code,nic_per_dose,ddd,ome",
        spark.sql(OpioidQuestion.PRODUCTS).collectAsList());
  }

  private static void write(Path file, String header, List<Row> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(header));
    for (Row row : rows) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(row.isNullAt(i) ? "" : QueryCommand.text(row.get(i)));
      }
      lines.add(String.join(",", cells));
    }
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private void requireSameAnswer() throws IOException {
    if (Files.mismatch(out.resolve("medsip.csv"), out.resolve("duckdb.csv")) >= 0) {
      throw new IllegalStateException("The answers differ: compare the two .csv files in " + out);
    }
  }

  private static String sentence(Answer answer) {
    return String.format(
        Locale.UK,
        "%s, %s, %,d rows: %.2f s, %.2f s of processors",
        answer.engine(),
        answer.how(),
        answer.rows(),
        answer.seconds(),
        answer.cpuSeconds());
  }

  private static Map<String, Object> figures(List<Answer> answers, long rows, long fewRows) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("rows", rows);
    figures.put("rows of the small file", fewRows);
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    for (String how : List.of("cold", "warm")) {
      List<Answer> some = answers.stream().filter(one -> one.how().equals(how)).toList();
      for (String engine : List.of(OURS, THEIRS)) {
        figures.put(how + " seconds of " + engine, middle(some, engine, rows, Answer::seconds));
      }
      figures.put(how + " wall against duckdb", ratio(some, rows, 0, Answer::seconds));
      figures.put(
          how + " wall of a further row against duckdb",
          ratio(some, rows, fewRows, Answer::seconds));
      figures.put(
          how + " processors of a further row against duckdb",
          ratio(some, rows, fewRows, Answer::cpuSeconds));
    }
    figures.put("answers", answers);
    return figures;
  }

  /** Of what a large file takes, less what a small one does where that is asked. */
  private static double ratio(
      List<Answer> answers, long rows, long less, ToDoubleFunction<Answer> figure) {
    double ours = middle(answers, OURS, rows, figure);
    double theirs = middle(answers, THEIRS, rows, figure);
    if (less > 0) {
      ours -= middle(answers, OURS, less, figure);
      theirs -= middle(answers, THEIRS, less, figure);
    }
    return Math.round(100 * ours / theirs) / 100.0;
  }

  private static double middle(
      List<Answer> answers, String engine, long rows, ToDoubleFunction<Answer> figure) {
    double[] sorted =
        answers.stream()
            .filter(answer -> answer.engine().equals(engine) && answer.rows() == rows)
            .mapToDouble(figure)
            .sorted()
            .toArray();
    return sorted[sorted.length / 2];
  }

  /**
   * The file in UTF-8, which every engine reads, without the records that a query refuses; of every
   * {@code part} lines the first is taken. Returns its rows.
   */
  private static long copied(Path from, Path to, int part) throws IOException {
    if (!(Inspection.ofFile(from.toString(), NAME) instanceof Inspection.Understood file)) {
      throw new InputRefused(from + " is not a file of prescribing");
    }
    Set<Long> refused = refused(file.source());
    long line = 0;
    long rows = 0;
    try (BufferedReader in = Files.newBufferedReader(from, Charset.forName(file.charset()));
        BufferedWriter text = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
      for (String record = in.readLine(); record != null; record = in.readLine()) {
        line++;
        if (line == 1 || ((line - 2) % part == 0 && !refused.contains(line))) {
          text.write(record);
          text.write('\n');
          rows++;
        }
      }
    }
    return rows - 1;
  }

  private static Set<Long> refused(Source file) throws IOException {
    Set<Long> refused = new HashSet<>();
    ColumnBlock block = new ColumnBlock(file.table(), BLOCK);
    for (Stretch stretch : ColumnReader.stretches(file)) {
      try (ColumnReader reader =
          ColumnReader.open(file, stretch, (line, why, record) -> refused.add(line))) {
        while (reader.read(block)) {}
      }
    }
    return refused;
  }
}
