package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The sites that count for an organisation, month by month, by one vintage of the boundaries. */
public final class SitesOfOrganisation {

  /**
   * The rows of {@code practice_month} that count for an organisation.
   *
   * @param practiceMonth rows of {@code practice_month}
   * @param practiceVintage rows of {@code practice_vintage}
   * @param vintage the vintage of the boundaries
   * @param level level of the organisation
   * @param code its code, or that of a residual row
   */
  public static Dataset<Row> of(
      Dataset<Row> practiceMonth,
      Dataset<Row> practiceVintage,
      String vintage,
      String level,
      String code) {
    if (level.equals("practice")) {
      Column ownCode = when(col("site_kind").isin("GP", "UNMATCHED"), col("practice_code"));
      return practiceMonth.filter(
          when(ownCode.isNotNull(), ownCode).otherwise(col("site_kind")).equalTo(code));
    }
    Dataset<Row> members =
        Memberships.of(practiceMonth, practiceVintage)
            .filter(
                col("org_vintage")
                    .equalTo(vintage)
                    .and(col("org_level").equalTo(level))
                    .and(col("org_code").equalTo(code)))
            .select("practice_code", "month");
    return practiceMonth.join(members, new String[] {"practice_code", "month"}, "left_semi");
  }

  private SitesOfOrganisation() {}
}
