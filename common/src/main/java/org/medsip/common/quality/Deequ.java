package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;

import com.amazon.deequ.VerificationResult;
import com.amazon.deequ.VerificationSuite;
import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.ExactQuantile;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.analyzers.runners.EmptyStateException;
import com.amazon.deequ.anomalydetection.AnomalyDetectionStrategy;
import com.amazon.deequ.anomalydetection.AnomalyDetector;
import com.amazon.deequ.anomalydetection.DataPoint;
import com.amazon.deequ.anomalydetection.RelativeRateOfChangeStrategy;
import com.amazon.deequ.anomalydetection.SimpleThresholdStrategy;
import com.amazon.deequ.metrics.Metric;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.util.Try;

/**
 * The bridge to Deequ and to Scala: measures rules in one verification run, and judges a series.
 *
 * <p>Conditions reach Deequ as added columns, because Deequ itself takes only SQL text. A ratio is
 * measured as two sums: Deequ's own RatioOfSums reads the wrong columns when it shares a scan with
 * another analyser (2.1.0, {@code fromAggregationResult} leaves its offset out).
 */
final class Deequ {

  private static final double MEDIAN = 0.5;

  private Deequ() {}

  /**
   * The figure of each rule, in their order; not a number for a share of no rows.
   *
   * @throws RuntimeException if the rows could not be read to the end; Deequ would call that a
   *     failed check
   */
  static List<Double> measure(Dataset<Row> rows, List<Rule> rules) {
    List<Column> columns = new ArrayList<>(List.of(col("*")));
    List<Analyzer<?, Metric<?>>> analyzers = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      columns.addAll(addedColumns(rules.get(i), i));
      analyzers.addAll(analyzers(rules.get(i), i));
    }
    VerificationResult result = verified(rows.select(columns.toArray(Column[]::new)), analyzers);
    return IntStream.range(0, rules.size())
        .mapToObj(
            i ->
                rules.get(i) instanceof Rule.Unique unique
                    ? uniqueness(unique.columns(), rows)
                    : figure(result, analyzers(rules.get(i), i)))
        .toList();
  }

  private static VerificationResult verified(
      Dataset<Row> rows, List<Analyzer<?, Metric<?>>> analyzers) {
    return new VerificationSuite().onData(rows).addRequiredAnalyzers(seq(analyzers)).run();
  }

  /** The keys themselves are compared only where the hashes of some are alike. */
  private static double uniqueness(List<String> key, Dataset<Row> rows) {
    if (KeyHashes.areAllDifferent(rows, key)) {
      return 1;
    }
    Analyzer<?, Metric<?>> ofKeys =
        analyzer(new Uniqueness(seq(key), Option.empty(), Option.empty()));
    return value(verified(rows, List.of(ofKeys)), ofKeys);
  }

  private static List<Column> addedColumns(Rule rule, int i) {
    if (rule instanceof Rule.Holds holds) {
      return List.of(holds.isMet().as(condition(i)));
    }
    if (rule instanceof Rule.EveryValue value) {
      return addedColumns(value.ofRows(), i);
    }
    if (rule instanceof Rule.RatioAtMost ratio) {
      return List.of(ratio.part().as(part(i)), ratio.whole().as(whole(i)));
    }
    if (rule instanceof Rule.MedianAtMost median) {
      return List.of(median.value().cast(DataTypes.DoubleType).as(part(i)));
    }
    return List.of();
  }

  private static List<Analyzer<?, Metric<?>>> analyzers(Rule rule, int i) {
    if (rule instanceof Rule.Unique) {
      return List.of();
    }
    if (rule instanceof Rule.Holds holds) {
      return List.of(
          analyzer(
              new Compliance(
                  holds.label(), condition(i), Option.empty(), noColumns(), Option.empty())));
    }
    if (rule instanceof Rule.EveryValue value) {
      return analyzers(value.ofRows(), i);
    }
    if (rule instanceof Rule.MedianAtMost) {
      return List.of(analyzer(new ExactQuantile(part(i), MEDIAN, Option.empty())));
    }
    if (rule instanceof Rule.RatioAtMost) {
      return List.of(
          analyzer(new Sum(part(i), Option.empty())), analyzer(new Sum(whole(i), Option.empty())));
    }
    throw new IllegalArgumentException("Rows are not measured for " + rule.label());
  }

  private static String condition(int i) {
    return "_rule_" + i;
  }

  private static String part(int i) {
    return "_part_" + i;
  }

  private static String whole(int i) {
    return "_whole_" + i;
  }

  private static double figure(VerificationResult result, List<Analyzer<?, Metric<?>>> analyzers) {
    double first = value(result, analyzers.get(0));
    return analyzers.size() == 1 ? first : ratio(first, value(result, analyzers.get(1)));
  }

  /** Nothing of nothing is nothing; a sum of no numbers is nothing. */
  private static double ratio(double part, double whole) {
    return part == 0 || Double.isNaN(part) ? 0 : part / (Double.isNaN(whole) ? 0 : whole);
  }

  private static double value(VerificationResult result, Analyzer<?, Metric<?>> analyzer) {
    Try<?> value = result.metrics().apply(analyzer).value();
    if (value.isSuccess()) {
      return (Double) value.get();
    }
    Throwable failure = value.failed().get();
    if (failure instanceof EmptyStateException) {
      return Double.NaN;
    }
    throw new IllegalStateException("The rows could not be measured by " + analyzer, failure);
  }

  /** Whether the last of a series is at or beyond a least or most share of the one before it. */
  static boolean endsInAJump(SortedMap<LocalDate, Double> series, double least, double most) {
    return endsInAnAnomaly(
        series,
        new RelativeRateOfChangeStrategy(
            Option.apply((Object) Math.nextUp(least)),
            Option.apply((Object) Math.nextDown(most)),
            1));
  }

  /** Whether the last of a series is at or below a floor. */
  static boolean endsBelow(SortedMap<LocalDate, Double> series, double floor) {
    return endsInAnAnomaly(
        series, new SimpleThresholdStrategy(Math.nextUp(floor), Double.MAX_VALUE));
  }

  private static boolean endsInAnAnomaly(
      SortedMap<LocalDate, Double> series, AnomalyDetectionStrategy strategy) {
    List<DataPoint<Object>> points = new ArrayList<>();
    series.forEach(
        (month, value) ->
            points.add(new DataPoint<>(month.toEpochDay(), Option.apply((Object) value))));
    long last = series.lastKey().toEpochDay();
    return new AnomalyDetector(strategy)
        .detectAnomaliesInHistory(seq(points), new Tuple2<>(last, last + 1))
        .anomalies()
        .nonEmpty();
  }

  /** Scala has no wildcard for "an analyser of some state with some metric"; every one is. */
  @SuppressWarnings("unchecked")
  private static Analyzer<?, Metric<?>> analyzer(Analyzer<?, ?> analyzer) {
    return (Analyzer<?, Metric<?>>) analyzer;
  }

  static <T> scala.collection.immutable.List<T> seq(List<T> items) {
    return JavaConverters.asScalaBufferConverter(items).asScala().toList();
  }

  private static scala.collection.immutable.List<String> noColumns() {
    return seq(List.of());
  }
}
