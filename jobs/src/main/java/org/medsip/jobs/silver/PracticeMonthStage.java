package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
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
 * Each site of a month's prescribing: to whom it belonged as the file says, its list size, and what
 * kind of site it was. The rule for the kind:
 *
 * <ol>
 *   <li>UNIDENTIFIED where the file says so;
 *   <li>GP where people are registered with it in the month;
 *   <li>NON_GP where its code is a dummy (ends with 998) or ODS gives it a prescribing setting or
 *       role other than that of a GP practice;
 *   <li>GP where the month has no list sizes at all, so that nothing can be said against it;
 *   <li>UNMATCHED otherwise: a closed or dormant practice, or one that is missing from the lists.
 * </ol>
 *
 * <p>A site that the file puts under two organisations belongs to the one with most items. Its
 * network is that of the practice map or of ODS, its area follows from its SICBL.
 */
public final class PracticeMonthStage implements Stage {

  private static final String DUMMY = "998";
  private static final String FIRST_NETWORKS = "2019-07-01";
  private static final String NO_NETWORK = "U";
  private static final int MAP_OF_THE_MONTH = 3;
  private static final int MEMBERSHIP = 2;
  private static final int EARLIER_MAP = 1;
  private static final String[] SITE_MONTH = {"month", "practice_code"};

  @Override
  public Table writes() {
    return SilverTables.PRACTICE_MONTH;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        BronzeTables.EPD,
        BronzeTables.PDPI,
        BronzeTables.GP_ADDRESS,
        BronzeTables.EPRACCUR,
        BronzeTables.PRACTICE_MAP,
        OrganisationTables.PCN_MEMBER,
        SilverTables.REGISTRANTS);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return PrescribingMonths.planWith(
        available,
        month -> {
          List<Part> more = new ArrayList<>(available.same(BronzeTables.GP_ADDRESS, month));
          more.addAll(available.editionFor(BronzeTables.EPRACCUR, month));
          more.addAll(networkSources(available, month));
          more.addAll(available.same(SilverTables.REGISTRANTS, month));
          return more;
        });
  }

  @Override
  public String definition() {
    return "practice_month 3 " + Areas.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> lists =
        inputs.of(SilverTables.REGISTRANTS).select("month", "practice_code", "registrants");
    Dataset<Row> monthsWithLists =
        lists.select(col("month"), lit(true).as("month_has_lists")).distinct();
    return sites(inputs)
        .join(broadcast(names(inputs)), SITE_MONTH, "left")
        .join(broadcast(settings(inputs, partitions)), SITE_MONTH, "left")
        .join(broadcast(lists), SITE_MONTH, "left")
        .join(broadcast(monthsWithLists), new String[] {"month"}, "left")
        .join(broadcast(networks(inputs, partitions)), SITE_MONTH, "left")
        .withColumn("practice_name", coalesce(col("practice_name"), col("other_name")))
        .withColumn("site_kind", siteKind())
        .withColumn("area", Areas.of(col("practice_code"), col("sicbl_code"), col("month")))
        .withColumn("psc_code", col("area.code"))
        .withColumn("psc_name", col("area.name"));
  }

  private static Dataset<Row> sites(Inputs inputs) {
    Column[] parents = {
      col("sicbl_code"),
      col("sicbl_name"),
      col("icb_code"),
      col("icb_name"),
      col("region_code"),
      col("region_name"),
      col("practice_name")
    };
    List<Column> grouping = new ArrayList<>(List.of(col("month"), col("practice_code")));
    grouping.addAll(List.of(parents));
    List<Column> order = new ArrayList<>(List.of(col("site_items").desc()));
    for (Column parent : parents) {
      order.add(parent.asc_nulls_last());
    }
    return PublishedRows.of(inputs)
        .groupBy(grouping.toArray(Column[]::new))
        .agg(sum("items").as("site_items"))
        .withColumn(
            "place",
            row_number()
                .over(
                    Window.partitionBy("month", "practice_code")
                        .orderBy(order.toArray(Column[]::new))))
        .filter(col("place").equalTo(1));
  }

  /** What may say to which network a practice belongs in a month. */
  private static List<Part> networkSources(Available available, String month) {
    if (month.compareTo(FIRST_NETWORKS) < 0) {
      return List.of();
    }
    List<Part> parts = new ArrayList<>(available.newestUntil(BronzeTables.PRACTICE_MAP, month));
    parts.addAll(available.editionThatKnows(OrganisationTables.PCN_MEMBER, month));
    return parts;
  }

  /**
   * The network of each practice: as the practice map of the month says, else as the memberships of
   * ODS say of its first day, else as the newest map before. Of two networks at once the later
   * membership counts, then the higher code.
   */
  private static Dataset<Row> networks(Inputs inputs, SortedSet<String> months) {
    SortedSet<String> wanted = new TreeSet<>(months).tailSet(FIRST_NETWORKS);
    Column said = struct(col("pcn_code"), col("pcn_name"));
    return byMaps(inputs.of(BronzeTables.PRACTICE_MAP), wanted)
        .unionByName(byMemberships(inputs.of(OrganisationTables.PCN_MEMBER), wanted))
        .groupBy("month", "practice_code")
        .agg(max_by(said, struct(col("rank"), col("since"), col("pcn_code"))).as("pcn"))
        .select("month", "practice_code", "pcn.*");
  }

  private static Dataset<Row> byMaps(Dataset<Row> maps, SortedSet<String> months) {
    Dataset<Row> byEdition = maps.withColumnRenamed("month", "edition");
    Column named = col("pcn_code").notEqual(NO_NETWORK);
    return byEdition
        .join(broadcast(Editions.newestUntil(months, byEdition)), "edition")
        .select(
            col("month"),
            col("practice_code"),
            when(named, col("pcn_code")).as("pcn_code"),
            when(named, col("pcn_name")).as("pcn_name"),
            when(col("edition").equalTo(col("month")), MAP_OF_THE_MONTH)
                .otherwise(EARLIER_MAP)
                .as("rank"),
            col("edition").as("since"));
  }

  private static Dataset<Row> byMemberships(Dataset<Row> members, SortedSet<String> months) {
    Column lasts = col("member_to").isNull().or(col("member_to").geq(col("month")));
    return members
        .join(broadcast(Editions.knowing(months, members)), "edition")
        .filter(col("member_from").leq(col("month")).and(lasts))
        .select(
            col("month"),
            col("practice_code"),
            col("pcn_code"),
            col("pcn_name"),
            lit(MEMBERSHIP).as("rank"),
            col("member_from").as("since"));
  }

  private static Dataset<Row> names(Inputs inputs) {
    return inputs
        .of(BronzeTables.GP_ADDRESS)
        .groupBy("month", "practice_code")
        .agg(max("practice_name").as("other_name"));
  }

  /** The prescribing setting of each site, by the edition that speaks for the month. */
  private static Dataset<Row> settings(Inputs inputs, SortedSet<String> months) {
    Dataset<Row> settings =
        inputs
            .of(BronzeTables.EPRACCUR)
            .groupBy("edition", "practice_code")
            .agg(max("prescribing_setting").as("prescribing_setting"));
    return settings
        .join(broadcast(EditionOfMonth.forMonths(settings, "edition", months, "month")), "edition")
        .drop("edition");
  }

  private static Column siteKind() {
    Column otherSetting = not(OdsWords.isPractice(col("prescribing_setting")));
    return when(col("practice_code").equalTo(PublishedRows.UNIDENTIFIED), "UNIDENTIFIED")
        .when(col("registrants").gt(0), "GP")
        .when(col("practice_code").endsWith(DUMMY).or(otherSetting), "NON_GP")
        .when(col("month_has_lists"), "UNMATCHED")
        .otherwise("GP");
  }
}
