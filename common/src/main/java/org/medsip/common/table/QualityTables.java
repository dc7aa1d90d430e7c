package org.medsip.common.table;

import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** The tables that say how good the data of a run was, and what it is compared with. */
public final class QualityTables {

  /** One row for each rule that was judged; written for a failed run as well. */
  public static final Table QUALITY_RESULT =
      Table.of(
              "quality_result",
              Layer.RUN,
              "Each quality rule that a run judged, with what was expected and what was found.",
              Column.code("run_id", "The run that judged the rule.").asProvenance(),
              Column.code("table_name", "The table whose rows were judged."),
              Column.code("months", "The months that were judged together, or 'all rows'."),
              Column.code("rule", "The rule in words."),
              Column.text("severity", "What breaking the rule leads to: no publication, or a note.")
                  .oneOf("ERROR", "WARNING"),
              Column.text("status", "How the rule was met; SKIPPED where nothing could be judged.")
                  .oneOf("PASSED", "FAILED", "SKIPPED"),
              Column.text("expected", "What the rule asks for."),
              Column.text("found", "What the rows have."),
              Column.text("message", "The whole as one sentence, with keys of a few rows."))
          .keyedBy("run_id", "table_name", "months", "rule");

  /** What the next months are compared with; holds accepted months only. */
  public static final Table QUALITY_METRIC =
      Table.of(
              "quality_metric",
              Layer.RUN,
              "Figures of each accepted month, which the next months are compared with.",
              Column.code("table_name", "The table that was measured."),
              Column.month("month", "The month that was measured."),
              Column.code(
                  "metric", "What was measured; a part of the month in brackets, as in rows[04]."),
              Column.real("value", "as the metric says", "The figure."))
          .keyedBy("table_name", "month", "metric");

  private QualityTables() {}
}
