package org.medsip.jobs.silver;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.quality.Months;
import org.medsip.common.quality.QualityGate;
import org.medsip.common.quality.QualityResult;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Status;
import org.medsip.common.run.Stage;

/** What the gate behind a stage finds against some rows. */
final class Judged {

  /** The rules that are broken, each with its severity and what was found. */
  static List<String> against(Stage stage, Dataset<Row> rows) {
    return QualityGate.of(stage.writes(), stage.rules().toArray(Rule[]::new))
        .judge(rows, Months.NONE)
        .stream()
        .filter(result -> result.status() == Status.FAILED)
        .map(Judged::said)
        .toList();
  }

  private static String said(QualityResult result) {
    return result.severity() + " " + result.rule() + ": " + result.found();
  }

  private Judged() {}
}
