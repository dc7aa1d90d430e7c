package org.medsip.jobs.silver;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.lake.Lake;
import org.medsip.common.quality.Months;
import org.medsip.common.quality.QualityGate;
import org.medsip.common.quality.QualityResult;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Status;
import org.medsip.common.run.Stage;

/** What the gate says of the rows of a stage. */
final class Judged {

  /** The rules, of the table and of the stage, that the rows break. */
  static List<QualityResult> broken(Stage stage, Dataset<Row> rows) {
    return QualityGate.of(stage.writes(), stage.rules().toArray(Rule[]::new))
        .judge(Lake.conforming(stage.writes(), rows), Months.NONE)
        .stream()
        .filter(result -> result.status() == Status.FAILED)
        .toList();
  }

  /** The same in words: each with its severity and what was found. */
  static List<String> against(Stage stage, Dataset<Row> rows) {
    return broken(stage, rows).stream()
        .map(result -> result.severity() + " " + result.rule() + ": " + result.found())
        .toList();
  }

  private Judged() {}
}
