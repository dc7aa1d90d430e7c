package org.medsip.common.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;

/** Something that must be true of the rows of a table, measured as one figure. */
public sealed interface Rule {

  /** The rule in words, unique in its table. */
  String label();

  /** What breaking it leads to. */
  Severity severity();

  /** What it asks for, in words. */
  String expected();

  /** Whether the measured figure keeps the rule. */
  boolean isKeptBy(double figure);

  /** The measured figure in words. */
  String found(double figure, long rows);

  /** There is a row; the figure is their number. */
  record HasRows() implements Rule {
    @Override
    public String label() {
      return "rows";
    }

    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public String expected() {
      return "at least 1 row";
    }

    @Override
    public boolean isKeptBy(double figure) {
      return figure > 0;
    }

    @Override
    public String found(double figure, long rows) {
      return rows + " rows";
    }
  }

  /** No two rows have the same key; the figure is the share of rows whose key is theirs alone. */
  record Unique(List<String> columns) implements Rule {
    public Unique {
      columns = List.copyOf(columns);
    }

    @Override
    public String label() {
      return "unique key " + String.join(", ", columns);
    }

    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public String expected() {
      return "no key twice";
    }

    @Override
    public boolean isKeptBy(double figure) {
      return figure >= 1;
    }

    @Override
    public String found(double figure, long rows) {
      return missing(figure, rows) + " of " + rows + " rows share their key";
    }
  }

  /**
   * A condition holds for a share of the rows; the figure is that share.
   *
   * @param condition a true or false for each row; an unknown counts as false
   * @param minimumShare from 0 to 1, where 1 is every row
   */
  record Holds(String label, Column condition, double minimumShare, Severity severity)
      implements Rule {

    /** A condition every row must meet for anything to be published. */
    public static Holds always(String label, Column condition) {
      return new Holds(label, condition, 1, Severity.ERROR);
    }

    /** Whether a row meets the condition, never unknown. */
    Column isMet() {
      return coalesce(condition, lit(false));
    }

    @Override
    public String expected() {
      return minimumShare == 1
          ? "every row"
          : "at least " + Words.percent(minimumShare) + " of rows";
    }

    @Override
    public boolean isKeptBy(double figure) {
      return figure >= minimumShare;
    }

    @Override
    public String found(double figure, long rows) {
      return missing(figure, rows) + " of " + rows + " rows against it";
    }
  }

  /**
   * Every value of a column meets a condition; the figure is the share of rows where it does.
   *
   * @param column the only column that the condition is of
   * @param condition a true or false for each row; an unknown counts as false
   * @param witnesses the values that all meet it only if every value does
   */
  record EveryValue(String label, String column, Column condition, Witness witnesses)
      implements Rule {

    /** The same asked of rows. */
    Holds ofRows() {
      return Holds.always(label, condition);
    }

    @Override
    public Severity severity() {
      return ofRows().severity();
    }

    @Override
    public String expected() {
      return ofRows().expected();
    }

    @Override
    public boolean isKeptBy(double figure) {
      return ofRows().isKeptBy(figure);
    }

    @Override
    public String found(double figure, long rows) {
      return ofRows().found(figure, rows);
    }
  }

  /** The values of a column that are judged in place of all. */
  enum Witness {
    /** The absent one, for a condition that a value meets by being there. */
    ABSENT,
    /** Also the least and the greatest, for a condition met by all between two that meet it. */
    EXTREMES,
    /** Every different one. */
    DIFFERENT
  }

  /**
   * The sum of one column is at most so much of the sum of another, such as the items of unresolved
   * products among all opioid items; the figure is the ratio. Nothing of nothing keeps it.
   *
   * @param part a number for each row
   * @param whole a number for each row
   * @param maximum from 0 to 1
   */
  record RatioAtMost(String label, Column part, Column whole, double maximum, Severity severity)
      implements Rule {

    @Override
    public String expected() {
      return "at most " + Words.percent(maximum);
    }

    @Override
    public boolean isKeptBy(double figure) {
      return figure <= maximum;
    }

    @Override
    public String found(double figure, long rows) {
      return Words.percent(figure);
    }
  }

  /**
   * The median of a column is at most so much, such as the difference between two sources; the
   * figure is the median of the rows that have a value. No value at all keeps it.
   *
   * @param value a number for each row that is judged, null for the others
   */
  record MedianAtMost(String label, Column value, double maximum, Severity severity)
      implements Rule {

    @Override
    public String expected() {
      return "at most " + Words.number(maximum);
    }

    @Override
    public boolean isKeptBy(double figure) {
      return Double.isNaN(figure) || figure <= maximum;
    }

    @Override
    public String found(double figure, long rows) {
      return Double.isNaN(figure) ? "nothing to judge" : Words.number(figure);
    }
  }

  private static long missing(double share, long rows) {
    return Math.round((1 - share) * rows);
  }
}
