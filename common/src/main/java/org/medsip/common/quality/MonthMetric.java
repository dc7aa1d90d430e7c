package org.medsip.common.quality;

import java.time.LocalDate;

/**
 * A figure of one month of a table: a row of {@link
 * org.medsip.common.table.QualityTables#QUALITY_METRIC}.
 *
 * @param table the table's name
 * @param month the first day of the month
 * @param metric what was measured, such as {@code items}, or {@code rows_by_region[Y60]}
 * @param value the figure, in the metric's unit
 */
public record MonthMetric(String table, LocalDate month, String metric, double value) {}
