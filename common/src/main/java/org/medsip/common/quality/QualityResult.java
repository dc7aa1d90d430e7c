package org.medsip.common.quality;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What came of one rule on one table.
 *
 * @param table the table's name
 * @param months the months that were judged
 * @param rule the rule in words, unique in its table
 * @param severity what breaking it leads to
 * @param status how it was met
 * @param expected what the rule asks for
 * @param found what the rows have
 * @param message the whole as one sentence, with sample keys where there are any
 */
public record QualityResult(
    String table,
    Months months,
    String rule,
    Severity severity,
    Status status,
    String expected,
    String found,
    String message) {

  static QualityResult of(
      String table,
      Months months,
      String rule,
      Severity severity,
      Status status,
      String expected,
      String found) {
    String verb =
        switch (status) {
          case PASSED -> "is kept by ";
          case FAILED -> "is broken by ";
          case SKIPPED -> "was not judged on ";
        };
    String message =
        "The rule '"
            + rule
            + "' "
            + verb
            + table
            + " for "
            + months.label()
            + ": expected "
            + expected
            + ", found "
            + found
            + ".";
    return new QualityResult(table, months, rule, severity, status, expected, found, message);
  }

  /** The same result with the keys of some rows that break the rule. */
  QualityResult withExamples(String examples) {
    String sentence =
        message.substring(0, message.length() - 1) + ", for example " + examples + ".";
    return new QualityResult(table, months, rule, severity, status, expected, found, sentence);
  }

  /** Whether nothing may be published. */
  public boolean stopsPublication() {
    return status == Status.FAILED && severity == Severity.ERROR;
  }

  /** A row of {@link org.medsip.common.table.QualityTables#QUALITY_RESULT}. */
  public Row toRow(String runId) {
    return RowFactory.create(
        runId,
        table,
        months.label(),
        rule,
        severity.name(),
        status.name(),
        expected,
        found,
        message);
  }
}
