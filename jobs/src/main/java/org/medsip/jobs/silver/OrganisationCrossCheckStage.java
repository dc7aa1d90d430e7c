package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.EditionOfMonth;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.OrganisationTables;
import org.medsip.common.table.SilverTables;

/**
 * Every practice of which the practice map of a month and ODS say different things: that it is
 * there, which SICBL it belongs to, which network. What both say alike is not listed.
 */
public final class OrganisationCrossCheckStage implements Stage {

  private static final String NO_NETWORK = "U";

  @Override
  public Table writes() {
    return SilverTables.ORGANISATION_CROSS_CHECK;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.PRACTICE_MAP, BronzeTables.EPRACCUR, OrganisationTables.PCN_MEMBER);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.forEachPartition(
        BronzeTables.PRACTICE_MAP,
        month -> {
          List<Part> parts = new ArrayList<>(available.same(BronzeTables.PRACTICE_MAP, month));
          parts.addAll(available.editionFor(BronzeTables.EPRACCUR, month));
          parts.addAll(available.editionThatKnows(OrganisationTables.PCN_MEMBER, month));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "organisation_cross_check 2";
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> map = inputs.of(BronzeTables.PRACTICE_MAP);
    Dataset<Row> sites = sites(inputs.of(BronzeTables.EPRACCUR), partitions);
    Dataset<Row> networks = networks(inputs.of(OrganisationTables.PCN_MEMBER), partitions);
    return presence(map, sites)
        .unionByName(differences("sicbl", map, "commissioner_code", sites, "sicbl_code"))
        .unionByName(differences("pcn", map, "pcn_code", networks, "network_code"));
  }

  /** The sites of the ODS edition that speaks for each month. */
  private static Dataset<Row> sites(Dataset<Row> epraccur, SortedSet<String> months) {
    Column closed = col("close_date").isNotNull().and(col("close_date").lt(col("month")));
    Column isOpen =
        OdsWords.isActive(col("status"))
            .and(closed.unary_$bang())
            .and(col("open_date").leq(col("month")));
    return epraccur
        .join(broadcast(EditionOfMonth.forMonths(epraccur, "edition", months, "month")), "edition")
        .groupBy("month", "practice_code")
        .agg(
            max("practice_name").as("ods_name"),
            max(when(isOpen, OdsWords.isPractice(col("prescribing_setting"))).otherwise(false))
                .as("is_open_practice"),
            max("status").as("ods_status"),
            max("commissioner_code").as("sicbl_code"));
  }

  /** The network of each practice on the first day of each month; the later of two. */
  private static Dataset<Row> networks(Dataset<Row> members, SortedSet<String> months) {
    Column lasts = col("member_to").isNull().or(col("member_to").geq(col("month")));
    return members
        .join(broadcast(Editions.knowing(months, members)), "edition")
        .filter(col("member_from").leq(col("month")).and(lasts))
        .groupBy("month", "practice_code")
        .agg(
            max_by(col("pcn_code"), struct(col("member_from"), col("pcn_code")))
                .as("network_code"));
  }

  private static Dataset<Row> presence(Dataset<Row> map, Dataset<Row> sites) {
    Column inMap = col("map_name").isNotNull();
    Column inOds = col("ods_status").isNotNull();
    Column finding =
        when(inMap.and(inOds.unary_$bang()), "only_in_map")
            .when(inMap.and(col("is_open_practice").unary_$bang()), "not_open_in_ods")
            .when(inMap.unary_$bang().and(col("is_open_practice")), "only_in_ods");
    return map.select(
            col("month"),
            col("practice_code"),
            coalesce(col("practice_name"), lit("")).as("map_name"))
        .join(sites, new String[] {"month", "practice_code"}, "full")
        .withColumn("finding", finding)
        .filter(col("finding").isNotNull())
        .select(
            col("month"),
            col("practice_code"),
            lit("practice").as("level"),
            col("finding"),
            col("map_name").as("map_says"),
            col("ods_name").as("ods_says"));
  }

  /** Practices of both sources with another parent in each; a map without networks says nothing. */
  private static Dataset<Row> differences(
      String level, Dataset<Row> map, String inMap, Dataset<Row> ods, String inOds) {
    Column said = when(col(inMap).notEqual(NO_NETWORK), col(inMap));
    return map.select(col("month"), col("practice_code"), said.as("map_says"), col(inMap))
        .filter(col(inMap).isNotNull())
        .drop(inMap)
        .join(
            ods.select(col("month"), col("practice_code"), col(inOds).as("ods_says")),
            new String[] {"month", "practice_code"},
            "inner")
        .filter(col("map_says").eqNullSafe(col("ods_says")).unary_$bang())
        .select(
            col("month"),
            col("practice_code"),
            lit(level).as("level"),
            lit("differs").as("finding"),
            col("map_says"),
            col("ods_says"));
  }
}
