package org.medsip.jobs.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.MeasureTrace.Added;
import org.medsip.common.metric.MeasureTrace.Unvalued;

/**
 * Where a row comes from.
 *
 * @param table its table
 * @param meaning what the table holds
 * @param row its values by column
 * @param measure how its value is computed, where it is a value of a measure
 * @param builtBy the stages behind it, the last first
 * @param tables the tables behind it, in the versions of now
 * @param files the published files behind it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Explanation(
    String table,
    String meaning,
    Map<String, @Nullable Object> row,
    @Nullable OfMeasure measure,
    List<Step> builtBy,
    List<TableVersion> tables,
    List<FileUse> files) {

  /** A stage and the tables it reads. */
  record Step(String stage, List<String> reads) {}

  /**
   * A table behind the row.
   *
   * @param table its name
   * @param version its newest version
   * @param partitions the partitions that were read
   * @param runs the runs that wrote these, as the manifest has them
   */
  record TableVersion(String table, long version, List<String> partitions, List<String> runs) {}

  /**
   * A file behind the row.
   *
   * @param name its name as downloaded
   * @param sha256 its SHA-256
   * @param dataset what it is a publication of
   * @param month its month or edition
   * @param rows rows it has
   * @param contributing of these, rows of the presentations and sites the value counts; for a file
   *     that names no presentation, rows of the sites
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FileUse(
      String name,
      String sha256,
      String dataset,
      String month,
      @Nullable Long rows,
      @Nullable Long contributing) {}

  /**
   * How a value of a measure is computed.
   *
   * @param id the measure
   * @param variant its variant
   * @param title what is divided by what
   * @param variantTitle what the variant is
   * @param unit the unit of the value
   * @param formula the formula in words
   * @param numbers the formula with its numbers
   * @param interval the method of the interval
   * @param selection what the numerator counts
   * @param denominator what it is divided by
   * @param exclusions what is left out, and why
   * @param recomputed what the numerator is when it is added up again from silver
   * @param agrees whether that is the numerator of the row
   * @param products what each presentation adds, the largest first
   * @param otherProducts how many more there are
   * @param withoutValue what is selected and has no value
   * @param months the denominator month by month
   * @param denominatorAgrees whether the months add up to the denominator of the row
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfMeasure(
      String id,
      String variant,
      String title,
      String variantTitle,
      String unit,
      String formula,
      String numbers,
      String interval,
      String selection,
      String denominator,
      List<String> exclusions,
      BigDecimal recomputed,
      boolean agrees,
      List<Added> products,
      int otherProducts,
      List<Unvalued> withoutValue,
      List<MonthOfDenominator> months,
      @Nullable Boolean denominatorAgrees) {}

  /**
   * A month of the denominator.
   *
   * @param month the month
   * @param count registrants or items of the month
   * @param times what they are multiplied by: days, or 1
   * @param basis what was counted, and where the figure is from
   */
  record MonthOfDenominator(String month, BigDecimal count, int times, String basis) {

    BigDecimal total() {
      return count.multiply(BigDecimal.valueOf(times));
    }
  }
}
