package org.medsip;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.File;
import java.net.Socket;
import java.net.URLConnection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.medsip.common.contract.Table;
import org.medsip.common.table.Tables;

/** The rooms of the house and who may enter them; CONTRIBUTING.md tells them in words. */
@AnalyzeClasses(
    packages = "org.medsip",
    importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.NoTestJars.class})
class HouseRulesTest {

  private static final String LAKE = "org.medsip.common.lake..";
  private static final String COLUMNAR = "org.medsip.common.columnar..";
  private static final String QUALITY = "org.medsip.common.quality..";
  private static final String RUN = "org.medsip.common.run..";
  private static final String METRIC = "org.medsip.common.metric..";
  private static final String STATS = "org.medsip.common.stats..";
  private static final String CLI = "org.medsip.jobs.cli..";
  private static final String SILVER = "org.medsip.jobs.silver..";
  private static final String GOLD = "org.medsip.jobs.gold..";

  /** The stages in the order data passes through them. */
  private static final List<String> STAGES =
      List.of("landing", "bronze", "silver", "gold", "published");

  /** The fields that hold the tables of class PERSON. */
  private static final Set<String> PERSONAL =
      Tables.all().stream()
          .filter(Table::isPersonal)
          .map(table -> table.name().toUpperCase(Locale.ROOT))
          .collect(Collectors.toSet());

  private static final Set<String> EAGER =
      Set.of(
          "collect",
          "collectAsList",
          "count",
          "first",
          "foreach",
          "foreachPartition",
          "head",
          "isEmpty",
          "reduce",
          "show",
          "tail",
          "take",
          "takeAsList",
          "toLocalIterator");

  @ArchTest
  static final ArchRule only_the_lake_knows_that_tables_are_delta_tables =
      outside(LAKE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta..")
          .because("another table format, or another version of this one, is a change of one room")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_lake_and_the_readers_of_published_files_know_file_systems =
      outside(LAKE, COLUMNAR, "org.medsip.jobs.landing..", "org.medsip.jobs.bronze..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hadoop.fs..")
          .because("a stage is told what to read and never where it lies")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_quality_knows_deequ =
      outside(QUALITY)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.amazon.deequ..")
          .because("another library of checks is a change of one room")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_quality_and_what_meets_plans_and_commits_know_scala =
      outside(QUALITY)
          .and()
          .doNotHaveFullyQualifiedName("org.medsip.common.lake.FileCommit")
          .and()
          .doNotHaveFullyQualifiedName("org.medsip.common.columnar.MadeRows")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("scala..")
          .because(
              "the next line of Spark brings another Scala, and the change must stay in few classes")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule silver_and_gold_know_neither_a_session_nor_a_file_nor_a_clock =
      inside(SILVER, GOLD)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.nio.file..", "org.apache.hadoop.fs..")
                  .or(belongToAnyOf(SparkSession.class, File.class, Clock.class)))
          .because("what a table says must follow from its inputs alone")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule silver_and_gold_never_run_a_query =
      inside(SILVER, GOLD)
          .should()
          .accessTargetWhere(
              describe(
                  "a Dataset is computed",
                  access ->
                      access.getTargetOwner().isAssignableTo(Dataset.class)
                          && EAGER.contains(access.getName())))
          .because("a stage only describes its result; the runner computes it once")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule what_is_published_is_copied_and_never_computed_by_spark =
      inside("org.medsip.jobs.published..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.apache.hadoop.fs..", "org.medsip.jobs.gold..")
                  .or(belongToAnyOf(SparkSession.class, Dataset.class, Clock.class)))
          .because("publishing is cheap, and adds nothing to what gold says")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_what_is_published_knows_duckdb_and_templates =
      outside("org.medsip.jobs.published..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.duckdb..", "gg.jte..")
                  .or(belongToAnyOf(Connection.class, DriverManager.class, Statement.class)))
          .because("another engine or template language is a change of one room")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule pages_know_no_lake =
      inside("org.medsip.jobs.published.atlas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LAKE, RUN, "org.apache.spark..")
          .because("a page is made from published tables alone, as anybody could make it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_command_line_reads_configuration =
      outside(CLI)
          .should()
          .accessTargetWhere(
              describe(
                  "the environment or a system property is read",
                  access ->
                      access.getTargetOwner().isEquivalentTo(System.class)
                          && Set.of("getenv", "getProperty", "getProperties")
                              .contains(access.getName())))
          .because("two runs with the same arguments do the same")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_command_line_and_the_runner_read_the_clock =
      outside(CLI, RUN)
          .should()
          .accessTargetWhere(describe("the clock is read", HouseRulesTest::readsTheClock))
          .because("the same input gives the same bytes on any day")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_metric_and_stats_know_mathematics =
      outside(METRIC, STATS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.hipparchus..", "org.apache.commons.statistics..", "org.apache.commons.math3..")
          .because("arithmetic that reaches gold has a formula, a source and a test in two rooms")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule statistics_are_plain_java =
      inside(STATS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", LAKE, QUALITY, RUN)
          .because("a method is read and tested without a cluster")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule common_stands_on_its_own =
      inside("org.medsip.common..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.medsip.jobs..")
          .because("common is a library that the jobs use")
          .allowEmptyShould(true);

  @ArchTest
  static void a_stage_never_knows_a_later_one(JavaClasses classes) {
    for (int place = 0; place < STAGES.size(); place++) {
      List<String> later = STAGES.subList(place + 1, STAGES.size());
      inside(inJobs(STAGES.get(place)))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(later.stream().map(HouseRulesTest::inJobs).toArray(String[]::new))
                  .or(resideInAnyPackage(CLI)))
          .because("data flows one way: " + String.join(", ", STAGES) + ", with cli on top")
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @ArchTest
  static final ArchRule the_simulator_writes_files_and_knows_nothing_of_how_they_are_read =
      inside("org.medsip.jobs.simulate..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "org.medsip.jobs.landing..",
              "org.medsip.jobs.bronze..",
              LAKE,
              CLI)
          .because("what checks the reader must not share its mistakes")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_fetch_asks_the_network =
      outside("org.medsip.jobs.fetch..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net.http..", "dev.failsafe..", "org.jsoup..")
                  .or(belongToAnyOf(Socket.class, URLConnection.class)))
          .because("one room knows who may be asked, how politely, and what is not believed")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule fetch_knows_what_a_file_is_and_not_what_becomes_of_it =
      inside("org.medsip.jobs.fetch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.spark..",
              "org.apache.hadoop..",
              "org.medsip.jobs.bronze..",
              SILVER,
              GOLD,
              "org.medsip.jobs.published..",
              CLI)
          .because("what is fetched is a folder of files, as if a person had put them there")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_what_is_named_secure_reads_people =
      inside(SILVER, GOLD)
          .and()
          .haveSimpleNameNotStartingWith("Secure")
          .should()
          .accessTargetWhere(
              describe(
                  "a table of class PERSON is named",
                  access -> PERSONAL.contains(access.getName())))
          .because("whoever looks for a leak must find at once where people are read")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule disclosure_control_is_plain_java =
      inside("org.medsip.common.disclosure..", "org.medsip.common.cohort..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", LAKE)
          .because("what keeps people safe, and who is counted, is tested without a cluster")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule a_class_is_named_for_what_it_is =
      noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helpers?|Manager)")
          .because("a class that cannot say what it is about collects what belongs elsewhere")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_room_of_columns_writes_pages =
      outside(COLUMNAR)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.parquet..")
          .because("how a file is laid out is measured, and may change, in one room")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_command_line_prints =
      outside(CLI)
          .should(ACCESS_STANDARD_STREAMS)
          .because("stdout carries data only, and one place sees to that")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule only_the_command_line_runs_sql_text =
      outside(CLI)
          .should()
          .accessTargetWhere(
              describe(
                  "a session runs SQL text",
                  access ->
                      access.getTargetOwner().isAssignableTo(SparkSession.class)
                          && access.getName().equals("sql")))
          .because("a query in a string is checked by nobody; users' own queries are the exception")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule logging_is_slf4j =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..")
          .because("one configuration decides what is logged and where it goes")
          .allowEmptyShould(true);

  /** Jars of test classes, which the import option for test folders does not know. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static GivenClassesConjunction inside(String... packages) {
    return noClasses().that().resideInAnyPackage(packages);
  }

  private static GivenClassesConjunction outside(String... packages) {
    return noClasses().that().resideOutsideOfPackages(packages);
  }

  private static String inJobs(String stage) {
    return "org.medsip.jobs." + stage + "..";
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    boolean now = access.getName().equals("now") && takesNothing(access.getTarget());
    boolean clock = owner.equals(Clock.class.getName()) && access.getName().startsWith("system");
    boolean millis =
        owner.equals(System.class.getName()) && access.getName().equals("currentTimeMillis");
    return (owner.startsWith("java.time.") && now) || clock || millis;
  }

  private static boolean takesNothing(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget code && code.getRawParameterTypes().isEmpty();
  }
}
