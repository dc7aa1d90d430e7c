package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.DisclosureClass;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.table.QualityTables;

class QualityGateTest {

  private static final LocalDate SEPTEMBER = LocalDate.of(2017, 9, 1);
  private static final Months MONTH = Months.of(SEPTEMBER);

  private static final Table PRESCRIBING =
      Table.of(
              "prescribing",
              Layer.SILVER,
              "What a practice prescribed in a month.",
              Column.text("practice_code", "The practice.").matching("[A-Y]\\d{5}"),
              Column.month("month", "The month."),
              Column.count("items", "items", "How many items.").atLeast(0).atMost(1000),
              Column.decimal("quantity", Column.QUANTITY, "units", "How much.").atLeast(0),
              Column.text("regular", "Whether it is taken regularly.").oneOf("Y", "N").optional(),
              Column.real("rate", "items per 1000", "How often.").optional())
          .keyedBy("practice_code", "month")
          .partitionedBy("month");

  private static final Row GOOD = row("L84073", SEPTEMBER, 34L, "1904.5", "Y", 0.9567);
  private static final Row EMPTY_WHERE_ALLOWED = row("L84018", SEPTEMBER, 62L, "0", null, null);

  @Test
  void rowsThatKeepTheirDeclarationPassEveryRule() {
    List<QualityResult> results = judge(PRESCRIBING, GOOD, EMPTY_WHERE_ALLOWED);

    assertThat(results).extracting(QualityResult::status).containsOnly(Status.PASSED);
    assertThat(results)
        .extracting(QualityResult::rule)
        .containsExactly(
            "rows",
            "practice_code: present",
            "practice_code: matches [A-Y]\\d{5}",
            "month: present",
            "month: first day of a month",
            "items: present",
            "items: at least 0",
            "items: at most 1000",
            "quantity: present",
            "quantity: at least 0",
            "regular: one of Y, N",
            "rate: a finite number",
            "unique key practice_code, month");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      delimiter = '|',
      value = {
        "null   | 2017-09-01 | 34   | 1.5  | Y | 0.9 | practice_code: present",
        "L8407  | 2017-09-01 | 34   | 1.5  | Y | 0.9 | practice_code: matches [A-Y]\\d{5}",
        "L840733| 2017-09-01 | 34   | 1.5  | Y | 0.9 | practice_code: matches [A-Y]\\d{5}",
        "L84073 | null       | 34   | 1.5  | Y | 0.9 | month: present",
        "L84073 | 2017-09-02 | 34   | 1.5  | Y | 0.9 | month: first day of a month",
        "L84073 | 2017-09-01 | null | 1.5  | Y | 0.9 | items: present",
        "L84073 | 2017-09-01 | -1   | 1.5  | Y | 0.9 | items: at least 0",
        "L84073 | 2017-09-01 | 1001 | 1.5  | Y | 0.9 | items: at most 1000",
        "L84073 | 2017-09-01 | 34   | -0.1 | Y | 0.9 | quantity: at least 0",
        "L84073 | 2017-09-01 | 34   | 1.5  | y | 0.9 | regular: one of Y, N",
        "L84073 | 2017-09-01 | 34   | 1.5  | Y | NaN | rate: a finite number",
        "L84073 | 2017-09-01 | 34   | 1.5  | Y | -Infinity | rate: a finite number"
      })
  void aRowAgainstTheDeclarationBreaksThatRuleAlone(
      @Nullable String practice,
      @Nullable LocalDate month,
      @Nullable Long items,
      String quantity,
      @Nullable String regular,
      @Nullable Double rate,
      String rule) {
    List<QualityResult> results =
        judge(
            PRESCRIBING, EMPTY_WHERE_ALLOWED, row(practice, month, items, quantity, regular, rate));

    assertThat(results)
        .filteredOn(QualityResult::stopsPublication)
        .extracting(QualityResult::rule, QualityResult::found)
        .containsExactly(tuple(rule, "1 of 2 rows against it"));
  }

  @Test
  void theMessageSaysWhichRuleOnWhichMonthWhatWasExpectedAndFoundAndWhere() {
    Row negative = row("L84018", SEPTEMBER, -7L, "1", "N", 0.1);

    assertThat(failures(judge(PRESCRIBING, GOOD, negative)))
        .extracting(QualityResult::message)
        .containsExactly(
            "The rule 'items: at least 0' is broken by prescribing for 2017-09: expected every"
                + " row, found 1 of 2 rows against it, for example practice_code=L84018,"
                + " month=2017-09-01.");
  }

  @Test
  void aKeyThatIsThereTwiceIsNamed() {
    assertThat(failures(judge(PRESCRIBING, GOOD, GOOD, EMPTY_WHERE_ALLOWED)))
        .extracting(QualityResult::message)
        .containsExactly(
            "The rule 'unique key practice_code, month' is broken by prescribing for 2017-09:"
                + " expected no key twice, found 2 of 3 rows share their key, for example"
                + " practice_code=L84073, month=2017-09-01.");
  }

  @Test
  void aTableWithoutAKeyMayRepeatItsRows() {
    Table keyless = PRESCRIBING.keyedBy();

    assertThat(failures(judge(keyless, GOOD, GOOD))).isEmpty();
  }

  @Test
  void noRowsAtAllIsOneFailureAndTheOtherRulesAreSkipped() {
    List<QualityResult> results = judge(PRESCRIBING);

    assertThat(failures(results)).extracting(QualityResult::found).containsExactly("0 rows");
    assertThat(results.subList(1, results.size()))
        .extracting(QualityResult::status)
        .containsOnly(Status.SKIPPED);
  }

  @Test
  void keysOfPersonsAreNeverNamed() {
    Table people =
        Table.of(
                "patient_item",
                Layer.SILVER,
                "What a patient took.",
                Column.text("practice_code", "The patient.").disclosed(DisclosureClass.PERSON),
                Column.month("month", "The month."),
                Column.count("items", "items", "How many items.").atLeast(0))
            .keyedBy("practice_code", "month");
    Row negative = row("canary", SEPTEMBER, -7L, "1", "N", 0.1);

    assertThat(failures(judge(people, negative, negative)))
        .hasSize(2)
        .noneMatch(result -> result.toString().contains("canary"));
  }

  @Test
  void aShareOfRowsMayBeAskedForInsteadOfAll() {
    Rule rule = new Rule.Holds("has a quantity", col("quantity").gt(0), 0.5, Severity.WARNING);
    Row none = row("L84019", SEPTEMBER, 1L, "0", null, null);

    assertThat(judge(rule, GOOD, EMPTY_WHERE_ALLOWED).status()).isEqualTo(Status.PASSED);
    QualityResult broken = judge(rule, GOOD, EMPTY_WHERE_ALLOWED, none);
    assertThat(broken.status()).isEqualTo(Status.FAILED);
    assertThat(broken.stopsPublication()).isFalse();
    assertThat(broken.expected()).isEqualTo("at least 50 % of rows");
  }

  @Test
  void aConditionThatCannotBeToldCountsAsBroken() {
    Rule rule = Rule.Holds.always("is regular", col("regular").equalTo("Y"));

    assertThat(judge(rule, EMPTY_WHERE_ALLOWED).found()).isEqualTo("1 of 1 rows against it");
  }

  @ParameterizedTest
  @CsvSource({"999, 1, PASSED, 0.1 %", "998, 1, FAILED, 0.1002 %", "0, 0, PASSED, 0 %"})
  void aRatioMayReachItsBoundButNotExceedIt(
      long resolved, long unresolved, Status status, String found) {
    Rule rule =
        new Rule.RatioAtMost(
            "unresolved opioid items",
            when(col("regular").equalTo("N"), col("items")).otherwise(0),
            col("items"),
            0.001,
            Severity.ERROR);

    QualityResult result =
        judge(
            rule,
            row("L84073", SEPTEMBER, resolved, "1", "Y", null),
            row("L84018", SEPTEMBER, unresolved, "1", "N", null));

    assertThat(result.status()).isEqualTo(status);
    assertThat(result.found()).isEqualTo(found);
    assertThat(result.expected()).isEqualTo("at most 0.1 %");
  }

  @Test
  void severalRatiosEachHaveTheirOwnColumns() {
    List<QualityResult> results =
        QualityGate.of(
                PRESCRIBING,
                new Rule.RatioAtMost("a", lit(1), lit(4), 1, Severity.ERROR),
                new Rule.RatioAtMost("b", lit(1), lit(2), 1, Severity.ERROR))
            .judge(rows(PRESCRIBING, GOOD), MONTH);

    assertThat(results).extracting(QualityResult::found).endsWith("25 %", "50 %");
  }

  @Test
  void aPartOfNothingBreaksItsBound() {
    Rule rule = new Rule.RatioAtMost("a", lit(1), lit(0), 0.5, Severity.ERROR);

    assertThat(judge(rule, GOOD).stopsPublication()).isTrue();
  }

  @Test
  void aMedianIsThatOfTheRowsWithAValueAndOfNoneThereIsNothingToJudge() {
    org.apache.spark.sql.Column odd = when(col("items").gt(0), col("items"));
    org.apache.spark.sql.Column none = when(lit(false), col("rate"));

    List<QualityResult> results =
        QualityGate.of(
                PRESCRIBING,
                new Rule.MedianAtMost("kept", odd, 2.5, Severity.WARNING),
                new Rule.MedianAtMost("broken", odd, 2.4, Severity.WARNING),
                new Rule.MedianAtMost("none", none, 0, Severity.WARNING))
            .judge(
                rows(
                    PRESCRIBING,
                    row("L84071", SEPTEMBER, 0L, "1", "Y", null),
                    row("L84072", SEPTEMBER, 1L, "1", "Y", null),
                    row("L84073", SEPTEMBER, 2L, "1", "Y", null),
                    row("L84074", SEPTEMBER, 3L, "1", "Y", null),
                    row("L84075", SEPTEMBER, 900L, "1", "Y", null)),
                MONTH);

    assertThat(results)
        .extracting(QualityResult::rule, QualityResult::status, QualityResult::found)
        .endsWith(
            tuple("kept", Status.PASSED, "2.5"),
            tuple("broken", Status.FAILED, "2.5"),
            tuple("none", Status.PASSED, "nothing to judge"));
  }

  @Test
  void rowsThatCannotBeReadAreNoQualityFailure() {
    Rule rule = Rule.Holds.always("read", raise_error(lit("the disk is gone")).isNull());

    assertThatThrownBy(() -> judge(rule, GOOD))
        .isInstanceOf(RuntimeException.class)
        .hasStackTraceContaining("the disk is gone");
  }

  @Test
  void resultsAreRowsOfTheirTableAndKeepItsOwnRules() {
    List<Row> results =
        judge(PRESCRIBING, GOOD).stream().map(result -> result.toRow("run-1")).toList();
    Dataset<Row> rows =
        SparkTest.spark().createDataFrame(results, QualityTables.QUALITY_RESULT.schema());

    assertThat(failures(QualityGate.of(QualityTables.QUALITY_RESULT).judge(rows, Months.NONE)))
        .isEmpty();
  }

  private static List<QualityResult> judge(Table table, Row... rows) {
    return QualityGate.of(table).judge(rows(table, rows), MONTH);
  }

  private static QualityResult judge(Rule rule, Row... rows) {
    List<QualityResult> results =
        QualityGate.of(PRESCRIBING, rule).judge(rows(PRESCRIBING, rows), MONTH);
    return results.get(results.size() - 1);
  }

  private static List<QualityResult> failures(List<QualityResult> results) {
    return results.stream().filter(QualityResult::stopsPublication).toList();
  }

  /** As nullable as rows read from a file are. */
  private static Dataset<Row> rows(Table table, Row... rows) {
    StructType schema = new StructType();
    for (Column column : PRESCRIBING.columns()) {
      schema = schema.add(column.name(), column.type(), true);
    }
    return SparkTest.spark()
        .createDataFrame(Arrays.asList(rows), schema)
        .select(
            table.columnNames().stream()
                .map(functions::col)
                .toArray(org.apache.spark.sql.Column[]::new));
  }

  private static Row row(
      @Nullable String practice,
      @Nullable LocalDate month,
      @Nullable Long items,
      String quantity,
      @Nullable String regular,
      @Nullable Double rate) {
    BigDecimal amount = new BigDecimal(quantity);
    return RowFactory.create(practice, month, items, amount, regular, rate);
  }
}
