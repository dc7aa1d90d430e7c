package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.run.EditionOfMonth;
import org.medsip.common.stats.GroupRates;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.PopulationTables;
import org.medsip.jobs.gold.Memberships;

/**
 * All that is known of where organisations stand at the end of each period, in rows of three kinds:
 * to whom each practice belongs, its people by age and sex, and what a release of the index says of
 * an organisation.
 */
final class PlaceRows {

  /** The column with the last day of the period, as days since 1970: quicker to read than dates. */
  static final String PERIOD = "period";

  private static final StructType SCHEMA =
      StructType.fromDDL(
          PERIOD
              + " INT, org_level STRING, org_code STRING, parents ARRAY<STRING>,"
              + " registrants BIGINT, imd_release BIGINT, score DOUBLE, coverage DOUBLE,"
              + " fifth BIGINT, fifth_within_icb BIGINT, shares ARRAY<DOUBLE>,"
              + " people BIGINT, over_65 BIGINT, female BIGINT");

  private static final List<String> OVER_65 =
      PopulationTables.AGE_BANDS.subList(
          PopulationTables.AGE_BANDS.indexOf("65_69"), PopulationTables.AGE_BANDS.size());

  /** The kinds of rows. */
  enum Kind {
    /** To whom a practice belongs, with its list size. */
    PRACTICE,
    /** Its people by age and sex. */
    AGE_SEX,
    /** What a release of the index says of an organisation. */
    DEPRIVATION
  }

  /**
   * To whom the practices of the last months of the periods belong, as it was then.
   *
   * @param practiceMonth rows of {@code practice_month}
   */
  static Dataset<Row> practices(Dataset<Row> practiceMonth) {
    Column[] parents =
        Memberships.LEVELS.stream().map(level -> col(level + "_code")).toArray(Column[]::new);
    return practiceMonth
        .filter(col("site_kind").equalTo("GP"))
        .select(
            filled(
                period(last_day(col("month"))),
                col("practice_code").as("org_code"),
                array(parents).as("parents"),
                col("registrants")));
  }

  /**
   * What is said of practices by the quarters that speak for the last months of the periods.
   *
   * @param practices rows of {@code practice_deprivation}
   */
  static Dataset<Row> deprivationOfPractices(Dataset<Row> practices, SortedSet<String> periods) {
    Column[] shares =
        DeprivationTables.QUINTILES.stream()
            .map(fifth -> col("share_" + fifth))
            .toArray(Column[]::new);
    return speaking(practices, periods)
        .select(
            filled(
                period(last_day(col("month"))),
                lit(Peer.PRACTICE).as("org_level"),
                col("practice_code").as("org_code"),
                col("imd_release"),
                col("imd_score_weighted").as("score"),
                coalesce(col("coverage"), lit(0.0)).as("coverage"),
                col("quintile_1_most_deprived").as("fifth"),
                col("quintile_within_icb_1_most_deprived").as("fifth_within_icb"),
                array(shares).as("shares")));
  }

  /**
   * The same of larger organisations, as their boundaries then were.
   *
   * @param organisations rows of {@code organisation_deprivation}
   */
  static Dataset<Row> deprivationOfOrganisations(
      Dataset<Row> organisations, SortedSet<String> periods) {
    return speaking(organisations, periods)
        .filter(col("org_vintage").equalTo(Memberships.AS_WAS))
        .select(
            filled(
                period(last_day(col("month"))),
                col("org_level"),
                col("org_code"),
                col("imd_release"),
                col("imd_score_weighted").as("score"),
                coalesce(col("coverage"), lit(0.0)).as("coverage"),
                array().cast("array<double>").as("shares")));
  }

  /**
   * The people of practices by age and sex, in the newest extract that says and is not later.
   *
   * @param registrants rows of {@code registrants_age_sex}
   */
  static Dataset<Row> ageSex(Dataset<Row> registrants, SortedSet<String> periods) {
    Column isOld = col("age_band").isin(OVER_65.toArray());
    Column isFemale = col("sex").equalTo("FEMALE");
    return registrants
        .join(
            broadcast(EditionOfMonth.forMonths(registrants, "month", months(periods), "of_month")),
            "month")
        .groupBy("of_month", "practice_code")
        .agg(
            sum("registrants").as("people"),
            sum(when(isOld, col("registrants")).otherwise(0L)).as("over_65"),
            sum(when(isFemale, col("registrants")).otherwise(0L)).as("female"))
        .filter(col("people").gt(0))
        .select(
            filled(
                period(last_day(col("of_month"))),
                col("practice_code").as("org_code"),
                col("people"),
                col("over_65"),
                col("female")));
  }

  private static Dataset<Row> speaking(Dataset<Row> rows, SortedSet<String> periods) {
    return rows.filter(col("imd_score_weighted").isNotNull())
        .join(
            broadcast(EditionOfMonth.forMonths(rows, "quarter", months(periods), "month")),
            "quarter");
  }

  private static SortedSet<String> months(SortedSet<String> periods) {
    SortedSet<String> months = new TreeSet<>();
    periods.forEach(period -> months.add(PeerStage.lastMonth(period)));
    return months;
  }

  /** The last day of a period; never null, so that what is grouped by it is of the same type. */
  static Column period(Column lastDay) {
    return coalesce(unix_date(lastDay), lit(0)).as(PERIOD);
  }

  /** The columns, those that are not given null. */
  private static Column[] filled(Column... given) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : SCHEMA.fields()) {
      Column filled = lit(null);
      for (Column column : given) {
        if (column.named().name().equals(field.name())) {
          filled = column;
        }
      }
      columns.add(
          field.name().equals(PERIOD) ? filled : filled.cast(field.dataType()).as(field.name()));
    }
    return columns.toArray(Column[]::new);
  }

  /** What a row says. */
  static Kind kind(Row row) {
    if (!row.isNullAt(at("parents"))) {
      return Kind.PRACTICE;
    }
    return row.isNullAt(at("imd_release")) ? Kind.AGE_SEX : Kind.DEPRIVATION;
  }

  static int period(Row row) {
    return row.getInt(at(PERIOD));
  }

  static AgeSex ageSex(Row row) {
    return new AgeSex(
        row.getLong(at("people")), row.getLong(at("over_65")), row.getLong(at("female")));
  }

  static String level(Row row) {
    return row.getString(at("org_level"));
  }

  static String code(Row row) {
    return row.getString(at("org_code"));
  }

  static List<@Nullable String> parents(Row row) {
    return Collections.unmodifiableList(new ArrayList<>(row.<String>getList(at("parents"))));
  }

  static @Nullable Long registrants(Row row) {
    return row.<@Nullable Long>getAs(at("registrants"));
  }

  static Deprivation deprivation(Row row) {
    return new Deprivation(
        row.getLong(at("imd_release")),
        row.getDouble(at("score")),
        row.getDouble(at("coverage")),
        row.<@Nullable Long>getAs(at("fifth")),
        row.<@Nullable Long>getAs(at("fifth_within_icb")),
        Deprivation.UNRANKED,
        shares(row.getList(at("shares"))));
  }

  /** No share is a share of nobody; nobody in any fifth is nothing said. */
  private static GroupRates.@Nullable Shares shares(List<@Nullable Double> given) {
    double[] shares = new double[given.size()];
    boolean anybody = false;
    for (int i = 0; i < shares.length; i++) {
      Double share = given.get(i);
      shares[i] = share == null ? 0 : share;
      anybody |= shares[i] > 0;
    }
    return anybody ? new GroupRates.Shares(shares) : null;
  }

  private static int at(String field) {
    return SCHEMA.fieldIndex(field);
  }

  private PlaceRows() {}
}
