package org.medsip.jobs.cli;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Part;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.gold.Memberships;

/**
 * A row that holds a value of a measure, or the parts of one.
 *
 * @param measureId the measure
 * @param variant its variant
 * @param orgVintage the vintage of the boundaries
 * @param orgLevel level of the organisation, or {@link #SITE}
 * @param orgCode its code
 * @param firstMonth first month of the period, as its first day
 * @param lastMonth last month of the period
 * @param numerator the numerator of the row
 * @param denominator the denominator of the row, where it has one
 * @param value the value, where the row has one
 * @param missingReason why it has none
 */
record MeasuredRow(
    String measureId,
    String variant,
    String orgVintage,
    String orgLevel,
    String orgCode,
    LocalDate firstMonth,
    LocalDate lastMonth,
    BigDecimal numerator,
    @Nullable BigDecimal denominator,
    @Nullable Double value,
    @Nullable String missingReason) {

  /** Instead of a level, where the row is of one site, whatever kind of site it is. */
  static final String SITE = "site";

  /** The row as one of a measure; none if its table holds no measures. */
  static Optional<MeasuredRow> of(Table table, Row row) {
    if (table.equals(GoldTables.MEASURE_ORG_PERIOD)) {
      return Optional.of(ofPeriod(row));
    }
    return table.equals(GoldTables.PRACTICE_MONTH_MEASURE)
        ? Optional.of(ofSite(row))
        : Optional.empty();
  }

  /**
   * Whether the row depends on a part: one of a month of its period, or of no month. By the
   * boundaries of the months themselves it depends on no other boundaries.
   */
  boolean dependsOn(Part part) {
    if (part.table().equals(SilverTables.PRACTICE_VINTAGE)) {
      return !orgVintage.equals(Memberships.AS_WAS);
    }
    if (!part.table().partition().filter("month"::equals).isPresent()) {
      return true;
    }
    LocalDate month = LocalDate.parse(part.partition());
    return !month.isBefore(firstMonth) && !month.isAfter(lastMonth);
  }

  boolean isOfSite() {
    return orgLevel.equals(SITE);
  }

  private static MeasuredRow ofPeriod(Row row) {
    LocalDate last = row.<Date>getAs("period_end").toLocalDate().withDayOfMonth(1);
    return new MeasuredRow(
        row.getAs("measure_id"),
        row.getAs("variant"),
        row.getAs("org_vintage"),
        row.getAs("org_level"),
        row.getAs("org_code"),
        last.minusMonths(row.<Long>getAs("window_months") - 1),
        last,
        row.getAs("numerator"),
        row.getAs("denominator"),
        row.getAs("value"),
        row.getAs("missing_reason"));
  }

  private static MeasuredRow ofSite(Row row) {
    LocalDate month = row.<Date>getAs("month").toLocalDate();
    return new MeasuredRow(
        row.getAs("measure_id"),
        row.getAs("variant"),
        Memberships.AS_WAS,
        SITE,
        row.getAs("practice_code"),
        month,
        month,
        row.getAs("numerator"),
        row.getAs("items_compared"),
        null,
        null);
  }
}
