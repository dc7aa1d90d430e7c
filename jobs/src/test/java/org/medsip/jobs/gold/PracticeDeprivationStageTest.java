package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsip.common.contract.Table;
import org.medsip.common.table.DeprivationTables;
import org.medsip.jobs.gold.DeprivationOracle.Found;

/** A thousand random worlds; those of organisations are in the same rows. */
class PracticeDeprivationStageTest {

  private static final DeprivationWorld WORLD =
      DeprivationWorld.random(20_251_030, 500).withItsLikeACenturyLater(4);
  private static final Map<Table, Dataset<Row>> TABLES = WORLD.tables();
  private static final List<Row> PRACTICES =
      Objects.requireNonNull(TABLES.get(DeprivationTables.PRACTICE_DEPRIVATION)).collectAsList();
  private static final List<Row> ORGANISATIONS =
      Objects.requireNonNull(TABLES.get(DeprivationTables.ORGANISATION_DEPRIVATION))
          .collectAsList();
  private static final DeprivationOracle ORACLE = new DeprivationOracle(WORLD);
  private static final Map<String, Found> EXPECTED = ORACLE.practices();

  @Test
  void everyPracticeIsWhatPlainLoopsOverItsRegistrantsGive() {
    assertSame(byKey(PRACTICES, "practice_code", "quarter", "imd_release"), EXPECTED);

    assertThat(PRACTICES).hasSizeGreaterThan(9_000);
    for (String source : List.of("lsoa_weighted", "lsoa_weighted_by_lookup", "fingertips")) {
      assertThat(PRACTICES).filteredOn(row -> source.equals(row.getAs("source"))).isNotEmpty();
    }
  }

  @Test
  void everyOrganisationIsWhatPlainLoopsOverItsPracticesGive() {
    Map<String, Row> found =
        byKey(ORGANISATIONS, "org_vintage", "org_level", "org_code", "quarter", "imd_release");

    assertSame(found, ORACLE.organisations(EXPECTED));
    assertThat(ORGANISATIONS)
        .filteredOn(row -> row.getAs("quintile_1_most_deprived") != null)
        .isNotEmpty();
  }

  @Test
  void everyLevelAddsUpToEnglandAndEnglandIsTheSameByEveryVintage() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (Row row : ORGANISATIONS) {
      String place =
          "%s %s %s %s"
              .formatted(
                  row.getAs("quarter"),
                  row.getAs("imd_release"),
                  row.getAs("org_vintage"),
                  row.getAs("org_level"));
      BigDecimal registrants = BigDecimal.valueOf(row.<Long>getAs("registrants"));
      sums.merge(place + " registrants", registrants, BigDecimal::add);
      for (String sum : DeprivationTables.SUMS) {
        BigDecimal value = row.getAs(sum);
        sums.merge(place + " " + sum, value == null ? BigDecimal.ZERO : value, BigDecimal::add);
      }
    }
    assertThat(sums).hasSizeGreaterThan(100_000);
    sums.forEach(
        (key, sum) -> {
          String[] words = key.split(" ");
          String england = words[0] + " " + words[1] + " as_was england " + words[4];
          assertThat(sum).as(key).isEqualByComparingTo(sums.get(england));
        });
  }

  @Test
  void aScoreLiesWithinThoseOfItsAreasAndTheSharesOfWhatIsCoveredAddUpToOne() {
    byKey(PRACTICES, "practice_code", "quarter", "imd_release")
        .forEach(
            (key, row) -> {
              Double score = row.getAs("imd_score_weighted");
              Double coverage = row.getAs("coverage");
              assertThat(score == null).isEqualTo(row.getAs("missing_reason") != null);
              assertThat(coverage == null || (coverage >= 0 && coverage <= 1)).as(key).isTrue();
              Found expected = EXPECTED.get(key);
              if (expected != null && expected.byAreas()) {
                assertThat(score).isBetween(expected.least - 1e-9, expected.most + 1e-9);
                double shares =
                    DeprivationTables.QUINTILES.stream()
                        .mapToDouble(fifth -> row.<Double>getAs("share_" + fifth))
                        .sum();
                assertThat(shares).isBetween(1 - 1e-12, 1 + 1e-12);
              }
            });
  }

  @Test
  void neitherTheOrderOfRowsNorAnUnrelatedPracticeChangesAScore() {
    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (Row row : PRACTICES) {
      LocalDate quarter = row.<Date>getAs("quarter").toLocalDate();
      if (quarter.getYear() < DeprivationWorld.FIRST.getYear() + DeprivationWorld.CENTURY) {
        before.add(said(row, quarter));
      } else if (!"Z".equals(row.getAs("practice_code"))) {
        after.add(said(row, quarter.minusYears(DeprivationWorld.CENTURY)));
      }
    }

    assertThat(after).containsExactlyInAnyOrderElementsOf(before);
    assertThat(PRACTICES).filteredOn(row -> "Z".equals(row.getAs("practice_code"))).isNotEmpty();
  }

  /** All of a row where no practice was added, and all but the fifths where one was. */
  private static String said(Row row, LocalDate quarter) {
    boolean joined = quarter.getMonthValue() % 2 == 0;
    StringBuilder said = new StringBuilder(quarter.toString());
    for (String column : DeprivationTables.PRACTICE_DEPRIVATION.contentColumns()) {
      boolean compares = column.startsWith("quintile");
      if (!column.equals("quarter") && !(joined && compares)) {
        said.append(" | ").append(row.<Object>getAs(column));
      }
    }
    return said.toString();
  }

  private static void assertSame(Map<String, Row> found, Map<String, Found> expected) {
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (key, should) -> {
          Row row = found.get(key);
          if (row != null && !isSame(row, should)) {
            differences.add(key + " is " + row + " and not " + told(should));
          }
        });
    assertThat(differences.stream().limit(3)).isEmpty();
  }

  private static boolean isSame(Row row, Found should) {
    boolean published = "fingertips".equals(should.source);
    boolean covered = should.covered.signum() > 0;
    boolean same =
        equal(row, "registrants", should.registrants)
            && equal(row, "quintile_1_most_deprived", should.fifth)
            && equal(row, "source", should.source)
            && equal(row, "missing_reason", should.reason)
            && near(row.getAs("imd_score_weighted"), should.score)
            && near(number(row, "covered_registrants"), should.covered.doubleValue())
            && near(number(row, "assumed_registrants"), should.assumed.doubleValue());
    if (Arrays.asList(row.schema().fieldNames()).contains("practices")) {
      same &= equal(row, "practices", should.practices);
    } else {
      same &=
          equal(row, "quintile_within_icb_1_most_deprived", should.fifthInIcb)
              && equal(row, "icb_code", should.icb)
              && equal(row, "lsoa_vintage", should.census);
    }
    double all = should.registrants == null ? 0 : should.registrants;
    Double coverage =
        published || all == 0 ? null : Double.valueOf(should.covered.doubleValue() / all);
    same &= near(row.getAs("coverage"), coverage);
    same &= equal(row, "low_coverage", coverage == null ? null : coverage < 0.95);
    for (int i = 0; i < 5; i++) {
      String fifth = DeprivationTables.QUINTILES.get(i);
      double people = should.fifths[i].doubleValue();
      same &= near(number(row, "registrants_" + fifth), people);
      boolean hasShare = covered && !published && should.score != null;
      Double share = hasShare ? Double.valueOf(people / should.covered.doubleValue()) : null;
      same &= near(row.getAs("share_" + fifth), share);
      same &= i > 0 || near(row.getAs("core20_share"), share);
    }
    return same;
  }

  private static String told(Found found) {
    return List.of(
            String.valueOf(found.registrants),
            found.covered,
            String.valueOf(found.score),
            String.valueOf(found.fifth),
            String.valueOf(found.fifthInIcb),
            String.valueOf(found.icb),
            String.valueOf(found.census),
            String.valueOf(found.source),
            String.valueOf(found.reason),
            found.assumed,
            found.practices)
        .toString();
  }

  private static boolean equal(Row row, String column, @Nullable Object should) {
    return Objects.equals(row.getAs(column), should);
  }

  /** An absent sum is a sum of nothing. */
  private static double number(Row row, String column) {
    BigDecimal value = row.getAs(column);
    return value == null ? 0 : value.doubleValue();
  }

  private static boolean near(@Nullable Double found, @Nullable Double should) {
    return found == null || should == null
        ? found == null && should == null
        : Math.abs(found - should) <= 1e-9;
  }

  private static Map<String, Row> byKey(List<Row> rows, String... key) {
    Map<String, Row> byKey = new TreeMap<>();
    for (Row row : rows) {
      List<String> values = new ArrayList<>();
      for (String column : key) {
        values.add(String.valueOf(row.<Object>getAs(column)));
      }
      byKey.put(String.join(" ", values), row);
    }
    return byKey;
  }
}
