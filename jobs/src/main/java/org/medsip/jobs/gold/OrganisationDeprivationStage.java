package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.DeprivationColumns;
import org.medsip.common.metric.Organisation;
import org.medsip.common.quality.Rule;
import org.medsip.common.run.Available;
import org.medsip.common.run.EditionOfMonth;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.SilverTables;

/**
 * How deprived the areas are where the registrants of each organisation live: the sums of its
 * practices, divided once, by the memberships of the month that speaks for the quarter.
 *
 * <p>Where any practice has sums over areas, only such sums count, and the registrants of the others
 * are uncovered; where none has, the published scores count, each for the list size of its practice.
 */
public final class OrganisationDeprivationStage implements Stage {

  private static final String[] PLACE = {
    "quarter", "practice_code", "org_vintage", "org_level"
  };

  @Override
  public Table writes() {
    return DeprivationTables.ORGANISATION_DEPRIVATION;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        DeprivationTables.PRACTICE_DEPRIVATION,
        SilverTables.PRACTICE_MONTH,
        SilverTables.PRACTICE_VINTAGE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    if (available.of(SilverTables.PRACTICE_MONTH).isEmpty()) {
      return new TreeMap<>();
    }
    return available.forEachPartition(
        DeprivationTables.PRACTICE_DEPRIVATION,
        quarter -> {
          List<Part> parts =
              new ArrayList<>(available.same(DeprivationTables.PRACTICE_DEPRIVATION, quarter));
          parts.addAll(available.editionFor(SilverTables.PRACTICE_MONTH, quarter));
          parts.addAll(available.all(SilverTables.PRACTICE_VINTAGE));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "organisation_deprivation 1";
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        Rule.Holds.always(
            "the registrants in the five fifths are those covered",
            PracticeDeprivationStage.fifthsAreTheCovered()));
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> practices = whatCounts(inputs.of(DeprivationTables.PRACTICE_DEPRIVATION));
    Dataset<Row> sums = summed(inOrganisations(practices, memberships(inputs, partitions)));
    Column peers =
        DeprivationColumns.quintile(
            col("quarter"), col("imd_release"), col("org_level"), col("org_vintage"));
    return withoutValueWhereResidual(DeprivationColumns.withShares(sums))
        .withColumn("quintile_1_most_deprived", peers);
  }

  /** The practices with the sums that count for organisations. */
  private static Dataset<Row> whatCounts(Dataset<Row> practices) {
    Column published = col("source").equalTo(PracticeDeprivationStage.FALLBACK);
    Column byAreas = col("source").isNotNull().and(published.unary_$bang());
    Column anyByAreas = max(byAreas).over(Window.partitionBy("quarter", "imd_release"));
    Column counts =
        coalesce(byAreas.or(anyByAreas.unary_$bang().and(published)), lit(false));
    Map<String, Column> counted = new HashMap<>();
    Stream.concat(DeprivationTables.SUMS.stream(), Stream.of("source", "lsoa_vintage"))
        .forEach(name -> counted.put(name, when(col("counts"), col(name))));
    counted.put("registrants", coalesce(col("registrants"), lit(0L)));
    return practices.withColumn("counts", counts).withColumns(counted);
  }

  private static Dataset<Row> memberships(Inputs inputs, SortedSet<String> quarters) {
    Dataset<Row> sites = inputs.of(SilverTables.PRACTICE_MONTH);
    return Memberships.of(sites, inputs.of(SilverTables.PRACTICE_VINTAGE))
        .join(broadcast(EditionOfMonth.forMonths(sites, "month", quarters, "quarter")), "month")
        .drop("month");
  }

  /** A practice that is no site of the month is in the residual row of every level. */
  private static Dataset<Row> inOrganisations(Dataset<Row> practices, Dataset<Row> memberships) {
    Dataset<Row> levels = memberships.select("quarter", "org_vintage", "org_level").distinct();
    Column england = col("org_level").equalTo("england");
    return practices
        .join(broadcast(levels), new String[] {"quarter"}, "inner")
        .join(memberships, PLACE, "left")
        .withColumns(
            Map.of(
                "org_code",
                coalesce(
                    col("org_code"), when(england, Memberships.ENGLAND).otherwise("UNMATCHED")),
                "org_name",
                coalesce(col("org_name"), when(england, "England"))));
  }

  private static Dataset<Row> summed(Dataset<Row> members) {
    List<Column> sums = new ArrayList<>(DeprivationColumns.sumsOverPractices());
    sums.add(max("org_name").as("org_name"));
    sums.add(count(when(col("counts"), 1)).as("practices"));
    sums.add(max("source").as("source"));
    sums.add(max("lsoa_vintage").as("lsoa_vintage"));
    sums.add(max(col("missing_reason").equalTo("no_lookup")).as("without_lookup"));
    return members
        .groupBy("org_level", "org_code", "org_vintage", "quarter", "imd_release")
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static Dataset<Row> withoutValueWhereResidual(Dataset<Row> rows) {
    Column residual = col("org_code").isin(Organisation.RESIDUAL.toArray());
    Column ofAreas = col("source").eqNullSafe(PracticeDeprivationStage.FALLBACK).unary_$bang();
    Map<String, Column> valued = new HashMap<>();
    DeprivationTables.VALUES.forEach(
        value -> valued.put(value, when(residual.unary_$bang(), col(value))));
    valued.put("coverage", when(ofAreas, col("coverage")));
    valued.put("low_coverage", when(ofAreas, col("low_coverage")));
    valued.put("missing_reason", missingReason(residual));
    return rows.withColumns(valued);
  }

  private static Column missingReason(Column residual) {
    Column covered = coalesce(col("covered_registrants").gt(0), lit(false));
    return when(residual, "no_organisation")
        .when(col("imd_score_weighted").isNotNull(), lit(null).cast(DataTypes.StringType))
        .when(covered, "no_scores_in_release")
        .when(col("without_lookup"), "no_lookup")
        .otherwise("no_covered_registrants");
  }
}
