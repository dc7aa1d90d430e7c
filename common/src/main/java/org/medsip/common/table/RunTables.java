package org.medsip.common.table;

import static org.medsip.common.table.Columns.RUN_ID;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** What a run took in, changed and wrote. */
public final class RunTables {

  public static final Table SOURCE_FILE =
      Table.of(
              "source_file",
              Layer.RUN,
              "Every file a run was given and what became of it; the newest row of a file counts.",
              RUN_ID,
              Column.code("sha256", "SHA-256 of the bytes as downloaded."),
              Column.text("name", "Name of the file in the input folder."),
              Column.code("dataset", "The publication the file belongs to."),
              Column.code("layout", "The layout it was recognised by."),
              Column.text(
                  "part", "Which of the files of a month it is, where a month has several."),
              Column.month("month", "The month or edition of its rows.").optional(),
              Column.text("month_from", "How the month or edition was found.").optional(),
              Column.count("revision", "", "Number of the publication, 0 for the first."),
              Column.code("status", "Whether its rows are in use.")
                  .oneOf("current", "superseded", "not_data"),
              Column.text("superseded_by", "The file that is in use in its place.").optional(),
              Column.text("charset", "Character set of its content.").optional(),
              Column.count("rows", "rows", "Records it holds, without the header.").optional(),
              Column.count("bytes", "bytes", "Size as downloaded.").atLeast(0),
              Column.text("drift", "Columns it has that its layout does not know.").optional(),
              Column.text("location", "Where its bytes are kept."),
              Column.text("url", "The address it was fetched from, where it was fetched.")
                  .optional(),
              Column.of(
                      "fetched_at",
                      DataTypes.TimestampType,
                      "When it was fetched; of two files of a month the one fetched later counts.")
                  .optional(),
              Column.flag(
                  "synthetic", "Whether it came with the truth.json of a simulation: not England."),
              Column.of("recorded_at", DataTypes.TimestampType, "When the run recorded it."))
          .keyedBy("run_id", "sha256", "name");

  public static final Table ROW_RECONCILIATION =
      Table.of(
              "row_reconciliation",
              Layer.RUN,
              "For each file and layer: rows in = rows out + quarantined + excluded, and the totals"
                  + " that go with them, exactly.",
              reconciliationColumns())
          .keyedBy("run_id", "layer", "source_file");

  public static final Table QUARANTINE_SUMMARY =
      Table.of(
              "quarantine_summary",
              Layer.RUN,
              "Rejected rows by file and reason; the rows themselves are in quarantine.",
              RUN_ID,
              Column.code("source_file", "SHA-256 of the file."),
              Column.code("reason", "Why the rows were rejected."),
              Column.count("rows", "rows", "How many.").atLeast(1),
              Column.count("first_line", "", "Line of the first of them in the file."))
          .keyedBy("run_id", "source_file", "reason");

  public static final Table REVISION_DIFF =
      Table.of(
              "revision_diff",
              Layer.RUN,
              "What a republished month changed, by site and BNF section.",
              changedTotals())
          .keyedBy("run_id", "month", "practice_code", "bnf_section");

  public static final Table RUN_MANIFEST =
      Table.of(
              "run_manifest",
              Layer.RUN,
              "Every table and partition a run wrote, what it was built from and its content hash.",
              RUN_ID,
              Column.code("table_name", "The table."),
              Column.code("partition", "The partition, or ALL for the whole table."),
              Column.code("layer", "The layer of the table."),
              Column.count("table_version", "", "Delta version that holds it."),
              Column.count("rows", "rows", "Rows it holds.").atLeast(0),
              Column.code(
                  "content_sha256",
                  "SHA-256 of the sorted rows in canonical text, the same on any machine."),
              Column.code("built_from", "SHA-256 over what it was built from.").optional(),
              Column.text("program_version", "Version of medsip."),
              Column.of("recorded_at", DataTypes.TimestampType, "When it was recorded."))
          .keyedBy("run_id", "table_name", "partition");

  public static final List<Table> ALL =
      List.of(SOURCE_FILE, ROW_RECONCILIATION, QUARANTINE_SUMMARY, REVISION_DIFF, RUN_MANIFEST);

  private static Column[] reconciliationColumns() {
    List<Column> columns = new ArrayList<>();
    columns.add(RUN_ID);
    columns.add(Column.code("layer", "The layer the rows went into."));
    columns.add(Column.code("source_file", "SHA-256 of the file."));
    columns.add(Column.count("rows_in", "rows", "Rows read.").atLeast(0));
    columns.add(Column.count("rows_out", "rows", "Rows written or summed.").atLeast(0));
    columns.add(Column.count("rows_quarantined", "rows", "Rows rejected.").atLeast(0));
    columns.add(
        Column.count("rows_excluded", "rows", "Rows left out by a written rule.").atLeast(0));
    columns.add(Column.text("excluded_because", "The written rule.").optional());
    for (String side : List.of("in", "out", "quarantined")) {
      columns.add(Column.count("items_" + side, "items", "Items " + side + ".").optional());
      columns.add(
          Column.decimal("quantity_" + side, Columns.EXACT_SUM, "units", "Quantity " + side + ".")
              .optional());
      columns.add(
          Column.decimal("nic_" + side, Columns.EXACT_SUM, "GBP", "NIC " + side + ".").optional());
      columns.add(
          Column.decimal(
                  "actual_cost_" + side, Columns.EXACT_SUM, "GBP", "Actual cost " + side + ".")
              .optional());
    }
    columns.add(Column.flag("reconciled", "Whether rows and totals in equal those accounted for."));
    return columns.toArray(Column[]::new);
  }

  private static Column[] changedTotals() {
    List<Column> columns = new ArrayList<>();
    columns.add(RUN_ID);
    columns.add(Column.month("month", "The republished month."));
    columns.add(Column.code("practice_code", "The site."));
    columns.add(Column.text("bnf_section", "First four characters of the BNF code."));
    for (String when : List.of("before", "after")) {
      columns.add(Column.count("rows_" + when, "rows", "Rows " + when + "."));
      columns.add(Column.count("items_" + when, "items", "Items " + when + "."));
      columns.add(
          Column.decimal("quantity_" + when, Columns.EXACT_SUM, "units", "Quantity " + when + "."));
      columns.add(Column.decimal("nic_" + when, Columns.EXACT_SUM, "GBP", "NIC " + when + "."));
      columns.add(
          Column.decimal(
              "actual_cost_" + when, Columns.EXACT_SUM, "GBP", "Actual cost " + when + "."));
    }
    return columns.toArray(Column[]::new);
  }

  private RunTables() {}
}
