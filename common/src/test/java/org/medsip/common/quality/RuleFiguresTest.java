package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

class RuleFiguresTest {

  /** Every kind of value and of rule, most kept by what {@link #value} gives and some broken. */
  private static final Table TABLE =
      Table.of(
          "of_all_kinds",
          Layer.GOLD,
          "A table with columns of all kinds.",
          Column.code("code", "A code."),
          Column.text("list", "One of few.").oneOf("a", "b", "c"),
          Column.text("shape", "A text of one shape.").matching("[abc]\\d?").optional(),
          Column.count("vintage", "", "One of two numbers.").oneOf("2011", "2021"),
          Column.count("people", "person", "A number with bounds.").atLeast(0).atMost(100),
          Column.real("rate", "", "A real number with bounds.").atLeast(-1).atMost(1).optional(),
          Column.real("ratio", "", "A real number."),
          Column.decimal("small", DataTypes.createDecimalType(8, 2), "", "An exact number.")
              .atLeast(-2)
              .optional(),
          Column.decimal("exact", DataTypes.createDecimalType(18, 4), "", "A longer one.")
              .atMost(3),
          Column.decimal("wide", DataTypes.createDecimalType(38, 20), "", "A very long one.")
              .atLeast(-3)
              .atMost(3),
          Column.month("month", "A month."),
          Column.date("day", "A day.").optional(),
          Column.flag("known", "A flag."));

  @TempDir private Path folder;

  @Test
  void eachFigureIsThatOfItsRuleMeasuredByItself() {
    Random random = new Random(20261127);
    for (int turn = 0; turn < 9; turn++) {
      double odd = List.of(0.0, 0.01, 0.3).get(turn % 3);
      assertFigures(rules(random), rows(random, 1 + random.nextInt(80), odd));
    }
  }

  @Test
  void soItIsOfRowsInFilesWhichKeepTextsInDictionaries() {
    Random random = new Random(20261128);
    for (int turn = 0; turn < 2; turn++) {
      String file = folder.resolve("turn=" + turn).toString();
      rows(random, 9_000, turn * 0.0005).coalesce(1).write().parquet(file);
      Dataset<Row> written = SparkTest.spark().read().parquet(file);

      assertFigures(rules(random), written);
      assertFigures(rules(random), written.filter(col("people").lt(50)));
    }
  }

  @Test
  void moreDifferentValuesThanAreKeptAreAllJudged() {
    assertManyAreJudged(1);
    assertManyAreJudged(3);
  }

  /** In several parts each has few enough. */
  private static void assertManyAreJudged(int parts) {
    Dataset<Row> numbers =
        SparkTest.spark()
            .range(0, 2L * DifferentValues.MOST, 1, parts)
            .select(col("id").cast("string").as("text"), col("id").as("number"));
    String last = String.valueOf(2 * DifferentValues.MOST - 1);

    assertFigures(
        List.of(
            different("text", col("text").notEqual(last)),
            different("text", col("text").notEqual("none")),
            different("number", col("number").notEqual(last)),
            different("number", col("number").notEqual(-1))),
        numbers);
  }

  @Test
  void noRowsHaveNoShare() {
    List<Rule> rules = ContractRules.of(TABLE);

    List<Double> figures = new RuleFigures(rows(new Random(0), 0, 0)).of(rules);

    assertThat(figures.get(0)).isZero();
    assertThat(figures.subList(1, figures.size())).containsOnly(Double.NaN);
  }

  private static void assertFigures(List<Rule> rules, Dataset<Row> rows) {
    List<Rule> all = new ArrayList<>(List.of(new Rule.HasRows()));
    all.addAll(rules);
    List<Double> expected = new ArrayList<>(List.of((double) rows.count()));
    expected.addAll(Deequ.measure(rows, rules));

    assertThat(new RuleFigures(rows).of(all)).isEqualTo(expected);
  }

  private static Rule different(String column, org.apache.spark.sql.Column condition) {
    return new Rule.EveryValue(condition.toString(), column, condition, Rule.Witness.DIFFERENT);
  }

  /** Those of the declaration, and of every other kind. */
  private static List<Rule> rules(Random random) {
    List<Rule> rules = new ArrayList<>(ContractRules.of(TABLE));
    rules.removeIf(Rule.HasRows.class::isInstance);
    rules.add(Rule.Holds.always("few", col("people").leq(90)));
    rules.add(new Rule.Holds("most", col("rate").isNotNull(), 0.9, Severity.WARNING));
    rules.add(new Rule.RatioAtMost("ratio", lit(1), col("people"), 1, Severity.ERROR));
    rules.add(new Rule.Unique(List.of("code", "month")));
    Collections.shuffle(rules, random);
    return rules;
  }

  /**
   * Rows.
   *
   * @param odd the share of values that may break a rule, absent ones among them
   */
  private static Dataset<Row> rows(Random random, int size, double odd) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          RowFactory.create(
              TABLE.columns().stream()
                  .map(
                      column ->
                          random.nextDouble() < odd ? odd(column, random) : value(column, random))
                  .toArray()));
    }
    org.apache.spark.sql.types.StructType schema = new org.apache.spark.sql.types.StructType();
    for (Column column : TABLE.columns()) {
      schema = schema.add(column.name(), column.type());
    }
    return SparkTest.spark().createDataFrame(rows, schema);
  }

  private static Object value(Column column, Random random) {
    return switch (column.name()) {
      case "code" -> "E" + random.nextInt(400);
      case "list", "shape" -> List.of("a", "b", "c").get(random.nextInt(3));
      case "vintage" -> random.nextBoolean() ? 2011L : 2021L;
      case "people" -> (long) random.nextInt(100);
      case "rate" -> random.nextDouble() * 2 - 1;
      case "ratio" -> random.nextGaussian() * 1e300;
      case "small" -> BigDecimal.valueOf(random.nextInt(1000) - 200, 2);
      case "exact" -> BigDecimal.valueOf(random.nextInt(40_000) - 10_000, 4);
      case "wide" -> BigDecimal.valueOf(random.nextGaussian() / 10);
      case "month" -> Date.valueOf(LocalDate.of(2024, 1 + random.nextInt(12), 1));
      case "day" -> Date.valueOf(LocalDate.of(2024, 1 + random.nextInt(12), 9));
      default -> random.nextBoolean();
    };
  }

  private static @Nullable Object odd(Column column, Random random) {
    if (random.nextInt(4) == 0) {
      return null;
    }
    return switch (column.name()) {
      case "code" -> List.of("", " E1", "E1\n", "\n").get(random.nextInt(4));
      case "list", "shape" -> List.of("d", "A", "a12", "a\n", "").get(random.nextInt(5));
      case "vintage" -> 2001L;
      case "people" -> random.nextBoolean() ? -1L : 101L;
      case "rate", "ratio" ->
          List.of(
                  Double.NaN,
                  Double.NEGATIVE_INFINITY,
                  Double.POSITIVE_INFINITY,
                  -0.0,
                  -1.0000001,
                  1.0000001)
              .get(random.nextInt(6));
      case "small", "exact", "wide" -> new BigDecimal(random.nextBoolean() ? "-3.01" : "3.01");
      case "month" -> Date.valueOf("2024-02-29");
      default -> null;
    };
  }
}
