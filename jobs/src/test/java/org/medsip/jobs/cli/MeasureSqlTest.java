package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.Fingerprint;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.gold.MeasureOrgPeriodStage;
import org.medsip.jobs.gold.PracticeMonthMeasureStage;
import org.medsip.jobs.published.DuckDb;
import org.medsip.jobs.published.Sql;
import org.medsip.jobs.silver.ProductMonthStage;

/** Every shipped measure of a random England of three months, by SQL and by the stages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeasureSqlTest {

  private static final int MONTHS = 3;
  private static final int SITES = 9;
  private static final LocalDate FIRST = LocalDate.of(2019, 9, 1);

  /** What the reference does not list: an opioid that is not resolved, nasal fentanyl, others. */
  private static final List<List<String>> OTHERS =
      List.of(
          List.of("0407020Q0ZZZZZZ", "Unheard-of morphine"),
          List.of("0407020A0BPAABS", "PecFent 100micrograms/dose nasal spray"),
          List.of("0407020Q0BIADAX", "MXL 120mg capsules"),
          List.of("0408010G0AAABAB", "Gabapentin 300mg capsules"),
          List.of("0408010AEAAACAC", "Pregabalin 75mg capsules"),
          List.of("0401010T0AAAMAM", "Temazepam 10mg tablets"),
          List.of("0401010Z0AAAAAA", "Zopiclone 7.5mg tablets"));

  private final MeasureCatalogue catalogue = MeasureCatalogue.load();
  private final Random random = new Random(23);
  private Rows products = Rows.of(SilverTables.PRODUCT_MONTH);
  private final Rows prescribing = Rows.of(SilverTables.PRESCRIBING);
  private final Rows practiceMonth = Rows.of(SilverTables.PRACTICE_MONTH);
  private final Rows practiceVintage = Rows.of(SilverTables.PRACTICE_VINTAGE);
  private final Rows weighted = Rows.of(PopulationTables.WEIGHTED_REGISTRANTS);

  private Path folder = Path.of("");
  private DuckDb duckDb;
  private String ofMeasures = "";
  private String ofFigures = "";

  @BeforeAll
  void measureTwice(@TempDir Path temporary) {
    folder = temporary;
    duckDb = DuckDb.inMemory(folder.resolve("scratch"));
    describeProducts();
    for (int site = 0; site < SITES; site++) {
      place("P" + site);
      for (int month = 0; month < MONTHS; month++) {
        prescribe("P" + site, FIRST.plusMonths(month));
      }
    }
    Rows measured =
        Rows.of(
            GoldTables.PRACTICE_MONTH_MEASURE,
            signed(OnRows.apply(new PracticeMonthMeasureStage(catalogue), prescribing, products)));
    Dataset<Row> figures =
        signed(
            OnRows.apply(
                new MeasureOrgPeriodStage(catalogue, Fingerprint.of("reference")),
                practiceMonth,
                practiceVintage,
                weighted,
                measured));
    for (Rows rows : List.of(products, prescribing, practiceMonth, practiceVintage, weighted)) {
      duckDb.run("create view %s as %s".formatted(rows.table().name(), query(rows.dataset())));
    }
    ofMeasures = query(measured.dataset());
    ofFigures = query(figures);
    MeasureSql sql = new MeasureSql(catalogue);
    duckDb.run(sql.practiceMonthMeasure());
    duckDb.run(sql.measureOrgPeriod());
  }

  @AfterAll
  void close() {
    duckDb.close();
  }

  @Test
  void theSumsOfEverySiteAndMonthAreThoseOfTheStage() {
    assertThat(same(GoldTables.PRACTICE_MONTH_MEASURE, ofMeasures))
        .isEqualTo((long) catalogue.variants().size() * SITES * MONTHS);
  }

  @Test
  void theFiguresOfEveryOrganisationAndPeriodAreThoseOfTheStage() {
    assertThat(same(GoldTables.MEASURE_ORG_PERIOD, ofFigures)).isGreaterThan(5_000);
  }

  @Test
  void everyColumnOfTheFiguresSaysSomething() {
    for (String column : GoldTables.MEASURE_ORG_PERIOD.columnNames()) {
      if (!List.of("definition_id", "source_run_id").contains(column)) {
        assertThat(
                duckDb.first(
                    "select count(distinct %s) from measure_org_period".formatted(column),
                    row -> row.getLong(1)))
            .as(column)
            .hasValueSatisfying(values -> assertThat(values).isGreaterThan(1));
      }
    }
  }

  @Test
  void aFigureThatDiffersIsFound() {
    String changed =
        "select * replace (if(org_code = 'P3', value * 1.00001, value) as value) from"
            + " measure_org_period";

    assertThatThrownBy(
            () ->
                new SameFigures(GoldTables.MEASURE_ORG_PERIOD).require(duckDb, ofFigures, changed))
        .hasMessageMatching(
            "DuckDB and medsip differ on measure_org_period, rows by column: \\{value=\\d+}");
  }

  @Test
  void aRowThatOneSideAloneHasIsFound() {
    String fewer = "select * from practice_month_measure where practice_code <> 'P3'";

    assertThatThrownBy(
            () ->
                new SameFigures(GoldTables.PRACTICE_MONTH_MEASURE)
                    .require(duckDb, ofMeasures, fewer))
        .hasMessageContaining("practice_code=" + catalogue.variants().size() * MONTHS);
  }

  private long same(Table table, String ours) {
    return new SameFigures(table).require(duckDb, ours, "select * from " + table.name());
  }

  private static Dataset<Row> signed(Dataset<Row> rows) {
    return rows.withColumn("source_run_id", lit("run"));
  }

  private String query(Dataset<Row> rows) {
    Path files = folder.resolve("rows" + random.nextInt(Integer.MAX_VALUE));
    rows.write().parquet(files.toString());
    return "select * from read_parquet(%s)".formatted(Sql.text(files + "/*.parquet"));
  }

  private void describeProducts() {
    Rows published = Rows.of(BronzeTables.EPD);
    for (int month = 0; month < MONTHS; month++) {
      int place = 0;
      for (String code : ProductReference.load().presentationCodes()) {
        if (place++ % 4 == 0) {
          published.row("month", FIRST.plusMonths(month), "bnf_code", code, "bnf_name", "");
        }
      }
      for (List<String> other : OTHERS) {
        published.row(
            "month", FIRST.plusMonths(month), "bnf_code", other.get(0), "bnf_name", other.get(1));
      }
    }
    products =
        Rows.of(
            SilverTables.PRODUCT_MONTH,
            OnRows.apply(new ProductMonthStage(), published, Rows.of(BronzeTables.PDPI)));
  }

  private void place(String practice) {
    for (String vintage : List.of("as_is", "2026-04-01")) {
      if (random.nextInt(6) > 0) {
        List<@Nullable Object> row = parents("");
        row.addAll(List.of("org_vintage", vintage, "practice_code", practice));
        practiceVintage.row(row.toArray());
      }
    }
  }

  /** The organisations above a site, of which some are not known. */
  private List<@Nullable Object> parents(String inNames) {
    List<@Nullable Object> parents = new ArrayList<>();
    for (String level : List.of("pcn", "sicbl", "icb", "psc", "region")) {
      boolean known = random.nextInt(7) > 0;
      String code = "%c%d".formatted(level.charAt(0), random.nextInt(2));
      parents.addAll(Arrays.asList(level + "_code", known ? code : null));
      parents.addAll(Arrays.asList(level + "_name", known ? "Name of " + code + inNames : null));
    }
    return parents;
  }

  private void prescribe(String practice, LocalDate month) {
    String kind = List.of("GP", "GP", "GP", "GP", "NON_GP", "UNMATCHED").get(random.nextInt(6));
    @Nullable Integer registrants =
        kind.equals("GP") && random.nextInt(9) > 0 ? 1 + random.nextInt(9000) : null;
    List<@Nullable Object> row = parents(" in " + month);
    row.addAll(
        Arrays.asList(
            "month", month,
            "practice_code", practice,
            "practice_name", practice + " in " + month,
            "site_kind", kind,
            "registrants", registrants));
    practiceMonth.row(row.toArray());
    for (String weights : weightSets()) {
      if (random.nextInt(8) > 0) {
        weighted.row(
            "month", month,
            "practice_code", practice,
            "weight_set", weights,
            "weighted", 1 + random.nextInt(900));
      }
    }
    for (Row product : products.list()) {
      if (product.<java.sql.Date>getAs("month").toLocalDate().equals(month)
          && random.nextInt(5) == 0) {
        prescribe(practice, month, product.getAs("bnf_code"));
      }
    }
  }

  /** A few rows are corrections, below zero. */
  private void prescribe(String practice, LocalDate month, String code) {
    long items = random.nextInt(40) == 0 ? -1 : 1 + random.nextInt(12);
    BigDecimal quantity = BigDecimal.valueOf(items * (1 + random.nextInt(90_000)), 3);
    BigDecimal nic = BigDecimal.valueOf(items * random.nextInt(9_000_000), 5);
    prescribing.row(
        "month", month,
        "practice_code", practice,
        "bnf_code", code,
        "items", items,
        "total_quantity", quantity,
        "items_quantity_squared", BigDecimal.valueOf(Math.abs(items) * 1000L, 2),
        "items_nic_squared", BigDecimal.valueOf(Math.abs(items) * 700L, 2),
        "nic", nic,
        "actual_cost", nic.multiply(new BigDecimal("0.93")).setScale(5, RoundingMode.DOWN));
  }

  private TreeSet<String> weightSets() {
    TreeSet<String> sets = new TreeSet<>();
    for (Measure measure : catalogue.measures()) {
      Optional.ofNullable(measure.standardisedBy()).ifPresent(sets::add);
      Optional.ofNullable(measure.denominator().weights()).ifPresent(sets::add);
    }
    return sets;
  }
}
