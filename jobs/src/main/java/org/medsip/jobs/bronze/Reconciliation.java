package org.medsip.jobs.bronze;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.run.QualityGateFailed;
import org.medsip.jobs.landing.FileTotals;
import org.medsip.jobs.landing.Tally;

/**
 * What was read of a file against what its table now holds of it: every row and every total is
 * either written or in quarantine.
 */
record Reconciliation(Table table, FileTotals read, long rowsOut, Map<String, BigDecimal> sumsOut) {

  /** So many rejected rows are let pass in a small file, and this share of a large one. */
  private static final long FEW = 10;

  private static final double SMALL_SHARE = 0.01;

  /** Before the sums a row says which file it is of and how many rows that has. */
  private static final int FIRST_SUM = 2;

  /**
   * Adds up what was written of each file.
   *
   * @param read what was counted while each file was read
   * @param written the rows of these files as the table has them
   */
  static List<Reconciliation> of(Table table, List<FileTotals> read, Dataset<Row> written) {
    List<ColumnSum> summed =
        Tally.SUMMED.stream()
            .filter(table.columnNames()::contains)
            .map(name -> new ColumnSum(name, table.schema().apply(name).dataType()))
            .toList();
    Column[] sums = summed.stream().flatMap(one -> one.halves().stream()).toArray(Column[]::new);
    Map<String, Row> byFile =
        written.groupBy("source_file").agg(count(lit(1)), sums).collectAsList().stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row));
    return read.stream()
        .map(totals -> of(table, totals, summed, Optional.ofNullable(byFile.get(totals.source()))))
        .toList();
  }

  private static Reconciliation of(
      Table table, FileTotals read, List<ColumnSum> summed, Optional<Row> written) {
    Map<String, BigDecimal> sumsOut = new LinkedHashMap<>();
    int place = FIRST_SUM;
    for (ColumnSum sum : summed) {
      int at = place;
      sumsOut.put(sum.name(), written.map(row -> sum.total(row, at)).orElse(BigDecimal.ZERO));
      place += sum.halves().size();
    }
    return new Reconciliation(table, read, written.map(row -> row.getLong(1)).orElse(0L), sumsOut);
  }

  /**
   * Stops the run where something is unaccounted for, or too much was rejected.
   *
   * @throws QualityGateFailed saying what does not add up
   */
  void require() {
    if (!isExact()) {
      throw new QualityGateFailed(
          "The rule 'everything read is written or in quarantine' is broken by %s of the file %s:"
                  .formatted(table.name(), read.source())
              + " %d rows read, %d written, %d quarantined; sums read %s, written %s."
                  .formatted(read.rowsIn(), rowsOut, read.rejected(), read.sums(), sumsOut));
    }
    if (read.rejected() > Math.max(FEW, SMALL_SHARE * read.rowsIn())) {
      throw new QualityGateFailed(
          "The rule 'rejected rows' is broken by %s of the file %s:"
                  .formatted(table.name(), read.source())
              + " expected at most 1 %% of rows, found %d of %d;"
                  .formatted(read.rejected(), read.rowsIn())
              + " look at the table quarantine, and download the file again.");
    }
  }

  boolean isExact() {
    boolean sumsAddUp =
        sumsOut.entrySet().stream()
            .allMatch(
                out ->
                    orZero(read.sums().get(out.getKey()))
                            .compareTo(
                                out.getValue().add(orZero(read.rejectedSums().get(out.getKey()))))
                        == 0);
    return sumsAddUp && read.rowsIn() == rowsOut + read.rejected();
  }

  Row toRow(String runId) {
    List<@Nullable Object> values = new ArrayList<>();
    values.addAll(List.of(runId, table.layer().label(), read.source()));
    values.addAll(List.of(read.rowsIn(), rowsOut, read.rejected(), 0L));
    values.add(null);
    for (Map<String, BigDecimal> side : List.of(read.sums(), sumsOut, read.rejectedSums())) {
      for (String name : Tally.SUMMED) {
        values.add(typed(name, side.get(name)));
      }
    }
    values.add(isExact());
    return RowFactory.create(values.toArray());
  }

  private static @Nullable Object typed(String name, @Nullable BigDecimal sum) {
    if (sum == null) {
      return null;
    }
    return name.equals("items") ? (Object) sum.longValueExact() : sum;
  }

  private static BigDecimal orZero(@Nullable BigDecimal sum) {
    return sum == null ? BigDecimal.ZERO : sum;
  }
}
