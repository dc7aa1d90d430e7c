package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.contract.Table;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.DeclaredGate;
import org.medsip.common.run.Manifest;
import org.medsip.common.run.RunContext;
import org.medsip.common.run.Stage;
import org.medsip.common.run.StageRunner;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.QualityTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.published.Publisher;
import org.medsip.jobs.silver.SecureCohortMemberStage;
import org.medsip.jobs.silver.SecureCohortPartStage;
import org.medsip.jobs.silver.SecurePatientMonthStage;

/**
 * One person with a pseudonym, an age, a sex and a small area like nobody else's is followed from
 * the extract into a lake that is built twice: no byte of what may leave it knows them.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {

  private static final String CANARY = "CANARY7Q";
  private static final String AREA = "E01999999";
  private static final String AGE = "CANARYAGE";
  private static final String[] MONTHS = {"2024-01-01", "2024-02-01", "2024-03-01"};
  private static final CohortCatalogue CATALOGUE = CohortCatalogue.load();
  private static final DisclosurePolicy POLICY = DisclosurePolicy.of("nhsbsa");

  private final List<String> said = new ArrayList<>();
  private Path root = Path.of("");

  @BeforeAll
  void buildTwice(@TempDir Path folder) {
    root = folder;
    Lake lake = new Lake(SparkTest.spark(), folder.toString());
    lake.replace(SilverTables.PRACTICE_MONTH, sites().dataset(), built("1"), List.of());
    build(lake, 1, "first");
    build(lake, 2, "second");
  }

  private static BuiltFrom built(String from) {
    Map<String, String> months = new TreeMap<>();
    for (String month : MONTHS) {
      months.put(month, from);
    }
    return new BuiltFrom(months);
  }

  private void build(Lake lake, int scripts, String run) {
    lake.replace(BronzeTables.PATIENT_ITEM, items(scripts).dataset(), built(run), List.of());
    DeclaredGate gate = new DeclaredGate(lake, said::add);
    RunContext context = new RunContext(run, Instant.EPOCH, "0");
    StageRunner runner = new StageRunner(lake, context, gate, said::add);
    List<Stage> stages =
        List.of(
            new SecurePatientMonthStage(),
            new SecureCohortMemberStage(CATALOGUE),
            new SecureCohortPartStage(CATALOGUE),
            new SecureCohortFigureStage(CATALOGUE, POLICY),
            new CohortCountStage(CATALOGUE, POLICY));
    stages.forEach(runner::run);
    gate.record(context);
    new Manifest(lake, context).bringUpToDate(stages.stream().map(Stage::writes).toList());
    new Publisher(lake, "0", said::add).bringUpToDate();
  }

  private static Rows sites() {
    Rows rows = Rows.of(SilverTables.PRACTICE_MONTH).each("site_kind", "GP", "registrants", 9_000);
    for (String month : MONTHS) {
      for (String practice : List.of("A00001", "A00002")) {
        rows.row(
            "month",
            month,
            "practice_code",
            practice,
            "pcn_code",
            "U1",
            "sicbl_code",
            "S1",
            "icb_code",
            "Q1",
            "psc_code",
            "P1",
            "region_code",
            "R1");
      }
    }
    return rows;
  }

  /** Thirty people at one practice and the canary, alone, at the other. */
  private static Rows items(int scripts) {
    Rows rows =
        Rows.of(BronzeTables.PATIENT_ITEM)
            .each(
                "bnf_code",
                "0407020Q0AACNCN",
                "bnf_name",
                "Morphine sulfate 10mg/5ml oral solution",
                "quantity",
                300,
                "nhs_no_captured",
                "Y");
    for (String month : MONTHS) {
      for (int person = 0; person < 30; person++) {
        rows.row(
            "month",
            month,
            "pseudo_id",
            "P%05d".formatted(person),
            "practice_code",
            "A00001",
            "sex",
            person % 2 == 0 ? "MALE" : "FEMALE",
            "age_band",
            "65_69",
            "items",
            1,
            "lsoa_code",
            "E01000001");
      }
      rows.row(
          "month",
          month,
          "pseudo_id",
          CANARY,
          "practice_code",
          "A00002",
          "sex",
          "INDETERMINATE",
          "age_band",
          AGE,
          "items",
          scripts,
          "lsoa_code",
          AREA);
    }
    return rows;
  }

  @Test
  void noPublishedByteKnowsTheCanary() throws IOException {
    List<Path> files = publishable();

    assertThat(files).hasSizeGreaterThan(20);
    assertThat(files.stream().filter(file -> isIn(file, "silver"))).isEmpty();
    assertThat(knowing(files)).isEmpty();
  }

  @Test
  void theSameSearchFindsTheCanaryWhereItIs() throws IOException {
    List<Path> secure =
        files(root).stream()
            .filter(file -> isIn(file, "patient_month") || isIn(file, "patient_item"))
            .toList();

    assertThat(knowing(secure))
        .anyMatch(hit -> hit.contains(CANARY))
        .anyMatch(hit -> hit.contains(AREA));
  }

  /** Also in versions of the tables that were replaced, of which the files still lie there. */
  @Test
  void noVersionOfAPublishedTableShowsACountThatThePolicyHides() throws IOException {
    int versions = 0;
    for (List<Path> files : tables(files(root.resolve("gold")))) {
      Dataset<Row> rows = everyVersion(files);
      if (List.of(rows.columns()).contains("n_published")) {
        for (Row row : rows.filter("n_published IS NOT NULL").collectAsList()) {
          assertThat(row.<Long>getAs("n_published") % 5).as("%s", row).isZero();
        }
        versions += files.size();
      }
    }
    Lake lake = new Lake(SparkTest.spark(), root.toString());
    assertThat(versions).isGreaterThan(6);
    assertThat(lake.version(CohortTables.COHORT_FIGURE).orElseThrow()).isPositive();
    assertThat(
            lake.read(CohortTables.COHORT_COUNT)
                .filter("org_code = 'A00002' AND cohort_id = 'LT-A' AND month = '2024-03-01'")
                .select("n_published", "suppressed")
                .collectAsList()
                .toString())
        .isEqualTo("[[null,true]]");
  }

  @Test
  void nothingSaidInARunKnowsTheCanary() {
    assertThat(String.join("\n", said)).doesNotContain(CANARY, AREA);
  }

  private boolean isIn(Path file, String folder) {
    return Stream.iterate(file, path -> path != null && !path.equals(root), Path::getParent)
        .anyMatch(path -> path.getFileName().toString().equals(folder));
  }

  /** Everything of the lake but the tables of class PERSON. */
  private List<Path> publishable() throws IOException {
    List<String> secure =
        Stream.of(
                BronzeTables.PATIENT_ITEM,
                CohortTables.PATIENT_MONTH,
                CohortTables.COHORT_MEMBER,
                CohortTables.COHORT_PART)
            .map(Table::name)
            .toList();
    return files(root).stream()
        .filter(file -> secure.stream().noneMatch(table -> isIn(file, table)))
        .filter(file -> !isIn(file, SilverTables.PRACTICE_MONTH.name()))
        .toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Where files know the canary: in their bytes, footers too, or in any value of any row. */
  private static List<String> knowing(List<Path> files) throws IOException {
    List<String> hits = new ArrayList<>();
    for (Path file : files) {
      search(file + "\n" + Files.readString(file, StandardCharsets.ISO_8859_1), file, hits);
    }
    for (List<Path> table : tables(files)) {
      search(everyVersion(table).collectAsList().toString(), table.get(0), hits);
    }
    return hits;
  }

  private static void search(String text, Path where, List<String> hits) {
    for (String word : List.of(CANARY, AREA)) {
      if (text.contains(word)) {
        hits.add(word + " in " + where);
      }
    }
  }

  /** The Parquet files of each table, of all its versions. */
  private static List<List<Path>> tables(List<Path> files) {
    Map<Path, List<Path>> tables = new TreeMap<>();
    for (Path file : files) {
      boolean data =
          file.toString().endsWith(".parquet") && !file.toString().contains("_delta_log");
      if (data) {
        Path folder = Objects.requireNonNull(file.getParent());
        boolean isMonth = String.valueOf(folder.getFileName()).contains("=");
        Path table = isMonth ? Objects.requireNonNull(folder.getParent()) : folder;
        tables.computeIfAbsent(table, none -> new ArrayList<>()).add(file);
      }
    }
    return List.copyOf(tables.values());
  }

  private static Dataset<Row> everyVersion(List<Path> files) {
    return SparkTest.spark()
        .read()
        .parquet(files.stream().map(Path::toString).toArray(String[]::new));
  }

  @Test
  void bothPublicationsAreAmongWhatIsSearched() throws IOException {
    assertThat(publishable().stream().filter(file -> isIn(file, "publications")))
        .extracting(file -> file.getFileName().toString())
        .contains("index.html", "medsip.duckdb", "datapackage.json", "publication.json")
        .anyMatch(name -> name.endsWith(".csv"))
        .anyMatch(name -> name.endsWith(".parquet"));
    try (Stream<Path> all = Files.list(root.resolve("publications"))) {
      assertThat(all).hasSize(2);
    }
  }

  /** What was judged of secure tables is recorded in the open, and must name nobody. */
  @Test
  void theQualityResultsOfSecureTablesAreThere() {
    Lake lake = new Lake(SparkTest.spark(), root.toString());
    assertThat(
            lake.read(QualityTables.QUALITY_RESULT).filter("table_name = 'patient_month'").count())
        .isPositive();
  }
}
