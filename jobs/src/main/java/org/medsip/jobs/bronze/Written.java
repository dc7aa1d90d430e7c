package org.medsip.jobs.bronze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.WrittenFile;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.bronze.columnar.ColumnarFiles;
import org.medsip.jobs.bronze.columnar.WrittenPart;
import org.medsip.jobs.landing.FileTotals;
import org.medsip.jobs.landing.Source;

/**
 * Files whose rows are written to their table, and not yet found good.
 *
 * @param totals what was counted while each file was read
 * @param quarantined the rows of the quarantine that come from files with rejected records
 */
record Written(List<FileTotals> totals, Function<List<Source>, Dataset<Row>> quarantined) {

  /** The rows of the quarantine. */
  Dataset<Row> rejected(List<Source> files) {
    return quarantined.apply(files);
  }

  /** Writes the rows of files of any table through Spark. */
  static Written rowByRow(SparkSession spark, Lake lake, List<Source> files, BuiltFrom builtFrom) {
    BronzeRows rows = BronzeRows.of(spark, files);
    lake.replace(rows.table(), rows.accepted(), builtFrom.pending(), List.of());
    List<FileTotals> totals =
        files.stream()
            .map(file -> rows.totals(file).orElseThrow(Written::notReadToItsEnd))
            .toList();
    return new Written(totals, some -> BronzeRows.of(spark, some).rejected());
  }

  /** Writes the rows of prescribing files as files of their table. */
  static Written columnByColumn(
      SparkSession spark, Lake lake, List<Source> files, BuiltFrom builtFrom) {
    Table table = files.get(0).table();
    List<WrittenPart> parts = ColumnarFiles.write(spark, files, lake.folder(table));
    List<WrittenFile> written = parts.stream().flatMap(part -> part.files().stream()).toList();
    lake.replace(table, written, builtFrom.pending());
    Map<String, FileTotals> totals = new LinkedHashMap<>();
    parts.forEach(part -> totals.merge(part.totals().source(), part.totals(), FileTotals::with));
    boolean complete = parts.stream().allMatch(WrittenPart::hasAllRejected);
    return new Written(
        List.copyOf(totals.values()),
        some ->
            complete
                ? lake.rows(BronzeTables.QUARANTINE, rows(parts, some))
                : BronzeRows.of(spark, some).rejected());
  }

  private static List<Row> rows(List<WrittenPart> parts, List<Source> files) {
    List<Row> rows = new ArrayList<>();
    for (Source file : files) {
      for (WrittenPart part : parts) {
        if (part.totals().source().equals(file.file().sha256())) {
          part.firstRejected().forEach(rejected -> rows.add(row(rejected, file)));
        }
      }
    }
    return rows;
  }

  private static Row row(WrittenPart.RejectedRecord rejected, Source file) {
    return BronzeRows.rowOfQuarantine(
        new Rejected(
            rejected.line(),
            rejected.rejection().reason(),
            rejected.rejection().detail(),
            rejected.record()),
        file);
  }

  private static IllegalStateException notReadToItsEnd() {
    return new IllegalStateException("A file was not read to its end");
  }
}
