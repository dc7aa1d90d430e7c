package org.medsip.common.metric;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.medsip.common.table.DeprivationTables;

/**
 * How deprived the areas are where people live: sums over people, exact, and one division at the
 * end.
 *
 * <p>The score of a practice or organisation is the mean score of the areas of its registrants, the
 * people whose area the release lists. International Journal of Health Geographics 2007, 6:38 takes
 * this as the standard and finds the score of the practice's own postcode 2.54 points above it.
 */
public final class DeprivationColumns {

  /** So many peers there must be for fifths of them to mean anything. */
  public static final long FEWEST_PEERS = 5;

  private static final double ENOUGH_COVERAGE = 0.95;

  private static final Column NO_PART = lit(0).cast(DeprivationTables.PART);

  private static final Object[] ASSUMED =
      Arrays.stream(AreaWeights.Basis.values())
          .filter(AreaWeights.Basis::isAssumed)
          .map(AreaWeights.Basis::name)
          .toArray();

  private static final UserDefinedFunction QUOTIENT =
      udf(
          (UDF2<BigDecimal, BigDecimal, Double>) DeprivationColumns::quotient,
          DataTypes.DoubleType);

  /** A count of people as a decimal, so that what it is multiplied by stays exact. */
  private static final DataType COUNT = DataTypes.createDecimalType(10, 0);

  /**
   * What one person of an area of the other census adds: the areas of the release, each times the
   * {@code weight} of the part of the person that is in it.
   */
  public static List<Column> sumsOverParts() {
    List<Column> sums = new ArrayList<>();
    sums.add(sum(col("weight")).cast(DeprivationTables.PART).as("covered"));
    sums.add(
        sum(col("weight").multiply(col("imd_score").cast(DeprivationTables.SCORE)))
            .cast(DeprivationTables.SCORE_PART)
            .as("imd_score"));
    for (String fifth : DeprivationTables.QUINTILES) {
      Column inFifth = when(col("in_" + fifth).gt(0), col("weight")).otherwise(NO_PART);
      sums.add(sum(inFifth).cast(DeprivationTables.PART).as("in_" + fifth));
    }
    Column assumed = when(col("basis").isin(ASSUMED), col("weight")).otherwise(NO_PART);
    sums.add(sum(assumed).cast(DeprivationTables.PART).as("assumed"));
    return sums;
  }

  /**
   * What {@code registrants_by_lsoa} joined to {@code lsoa_deprivation} adds up to; an area that
   * the release does not list adds to the registrants alone.
   */
  public static List<Column> sumsOverAreas() {
    List<Column> sums = new ArrayList<>();
    sums.add(sum("registrants").as("registrants"));
    sums.add(people("covered_registrants", overPeople("covered")));
    sums.add(people("assumed_registrants", overPeople("assumed")));
    sums.add(
        sum(people().multiply(col("imd_score")))
            .cast(DeprivationTables.SCORE_SUM)
            .as("imd_score_sum"));
    DeprivationTables.QUINTILES.forEach(
        fifth -> sums.add(people("registrants_" + fifth, overPeople("in_" + fifth))));
    return sums;
  }

  /** What the sums of practices add up to. */
  public static List<Column> sumsOverPractices() {
    List<Column> sums = new ArrayList<>();
    sums.add(sum("registrants").as("registrants"));
    sums.add(people("covered_registrants", coalesce(sum("covered_registrants"), NO_PART)));
    sums.add(people("assumed_registrants", sum("assumed_registrants")));
    sums.add(sum("imd_score_sum").cast(DeprivationTables.SCORE_SUM).as("imd_score_sum"));
    DeprivationTables.QUINTILES.forEach(
        fifth -> sums.add(people("registrants_" + fifth, sum("registrants_" + fifth))));
    return sums;
  }

  /** The score summed over the registrants of a practice whose score is published. */
  public static Column sumOfPublishedScore() {
    return people()
        .multiply(col("published_score").cast(DeprivationTables.SCORE_PART))
        .cast(DeprivationTables.SCORE_SUM);
  }

  /** The score by one source less that by another. */
  public static Column difference() {
    return col("score").minus(col("other_score"));
  }

  /** Sums with the score, coverage and shares that follow from them. */
  public static Dataset<Row> withShares(Dataset<Row> sums) {
    Column coverage = ratio("covered_registrants", "registrants");
    Map<String, Column> figures = new HashMap<>();
    figures.put("imd_score_weighted", ofCovered("imd_score_sum"));
    figures.put("coverage", coverage);
    figures.put("low_coverage", coverage.lt(ENOUGH_COVERAGE));
    DeprivationTables.QUINTILES.forEach(
        fifth -> figures.put("share_" + fifth, ofCovered("registrants_" + fifth)));
    figures.put("core20_share", ofCovered("registrants_quintile_1_most_deprived"));
    return sums.withColumns(figures);
  }

  /**
   * The fifth of a practice or organisation among its peers by {@code imd_score_weighted}, 1 the
   * most deprived, so that every fifth has as many {@code registrants}. Where one lies on a border
   * the middle of its registrants decides; those with the same score lie in the same fifth. Null
   * without a score, and where fewer than five peers have one.
   *
   * @param among what peers have in common
   */
  public static Column quintile(Column... among) {
    Column hasScore = col("imd_score_weighted").isNotNull();
    Column weight = coalesce(col("registrants"), lit(0L));
    WindowSpec peers = Window.partitionBy(with(among, hasScore));
    WindowSpec fromMostDeprived = peers.orderBy(col("imd_score_weighted").desc());
    WindowSpec fromLeastDeprived = peers.orderBy(col("imd_score_weighted"));
    WindowSpec everybody =
        fromMostDeprived.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    Column all = sum(weight).over(everybody);
    Column asDeprivedOrMore = sum(weight).over(fromMostDeprived);
    Column asDeprivedOrLess = sum(weight).over(fromLeastDeprived);
    Column twiceTheMiddle = all.plus(asDeprivedOrMore).minus(asDeprivedOrLess);
    Column fifth = floor(twiceTheMiddle.multiply(5).divide(all.multiply(2))).plus(1);
    return when(
        hasScore.and(count(lit(1)).over(everybody).geq(FEWEST_PEERS)).and(all.gt(0)),
        least(fifth, lit(5L)));
  }

  private static Column[] with(Column[] some, Column one) {
    List<Column> all = new ArrayList<>(List.of(some));
    all.add(one);
    return all.toArray(Column[]::new);
  }

  private static Column people() {
    return col("registrants").cast(COUNT);
  }

  private static Column overPeople(String part) {
    return sum(people().multiply(coalesce(col(part), NO_PART)));
  }

  private static Column people(String name, Column sum) {
    return sum.cast(DeprivationTables.PEOPLE).as(name);
  }

  private static Column ofCovered(String sum) {
    return ratio(sum, "covered_registrants");
  }

  private static Column ratio(String part, String whole) {
    return QUOTIENT.apply(
        col(part).cast(DeprivationTables.SCORE_SUM), col(whole).cast(DeprivationTables.SCORE_SUM));
  }

  /** Divided exactly and rounded once, so that equal ratios are equal numbers. */
  static @Nullable Double quotient(@Nullable BigDecimal part, @Nullable BigDecimal whole) {
    return part == null || whole == null || whole.signum() <= 0
        ? null
        : Double.valueOf(part.divide(whole, MathContext.DECIMAL128).doubleValue());
  }

  private DeprivationColumns() {}
}
