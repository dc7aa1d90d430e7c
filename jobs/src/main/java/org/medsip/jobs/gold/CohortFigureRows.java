package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.cohort.Cohort;
import org.medsip.common.cohort.CohortCatalogue;

/** Published figures, with the version of the definition they count. */
final class CohortFigureRows {

  /** The figures of some kinds. */
  static Dataset<Row> of(Dataset<Row> figures, CohortCatalogue catalogue, Object... kinds) {
    return figures
        .filter(col("figure").isin(kinds))
        .withColumn("version", version(col("cohort_id"), catalogue))
        .withColumn("estimate_kind", lit("observed_patient"));
  }

  /** The version of a cohort of the catalogue. */
  static Column version(Column cohort, CohortCatalogue catalogue) {
    List<Column> versions = new ArrayList<>();
    for (Cohort of : catalogue.cohorts()) {
      versions.add(lit(of.id()));
      versions.add(lit(String.valueOf(of.version())));
    }
    return element_at(map(versions.toArray(Column[]::new)), cohort);
  }

  /** What is shown of one kind, where the kinds of an organisation are brought together. */
  static Column shown(String kind) {
    return max(when(col("figure").equalTo(kind), col("n_published")));
  }

  private CohortFigureRows() {}
}
