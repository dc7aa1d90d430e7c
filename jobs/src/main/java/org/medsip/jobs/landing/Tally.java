package org.medsip.jobs.landing;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.landing.FileTotals.Refused;

/**
 * What is counted while records are read, whatever is written later: sums are over every record
 * whose number could be read, accepted or not.
 */
public final class Tally {

  /** The columns that are added up where a table has them. */
  public static final List<String> SUMMED =
      List.of("items", "total_quantity", "nic", "actual_cost");

  private final String[] names;
  private final RowTyping.Measure[] measures;
  private final ExactSum[] sums;
  private final ExactSum[] rejectedSums;
  private final Map<Reason, Refused> refused = new EnumMap<>(Reason.class);
  private long accepted;

  public Tally(RowTyping typing) {
    this.names =
        SUMMED.stream().filter(column -> typing.measure(column).isPresent()).toArray(String[]::new);
    this.measures = new RowTyping.Measure[names.length];
    this.sums = new ExactSum[names.length];
    this.rejectedSums = new ExactSum[names.length];
    for (int i = 0; i < names.length; i++) {
      measures[i] = typing.measure(names[i]).orElseThrow();
      sums[i] = new ExactSum(measures[i].scale());
      rejectedSums[i] = new ExactSum(measures[i].scale());
    }
  }

  /** The columns that are added up. */
  List<String> names() {
    return List.of(names);
  }

  /**
   * Counts the record that was typed last, and why it was rejected if it was.
   *
   * @param line the line it begins on
   */
  public void count(@Nullable Rejection rejection, long line) {
    addUpInto(sums);
    if (rejection == null) {
      accepted++;
    } else {
      addUpInto(rejectedSums);
      refuse(rejection, line);
    }
  }

  /** Counts a record of which nothing can be read. */
  public void count(Damaged unreadable) {
    refuse(unreadable.rejection(), unreadable.line());
  }

  private void refuse(Rejection rejection, long line) {
    refused.merge(rejection.reason(), new Refused(1, line), Refused::with);
  }

  /** Counts an accepted record. */
  void countAccepted() {
    accepted++;
  }

  /** Adds a number of an accepted record to the sum of a column. */
  void add(int column, long unscaled) {
    sums[column].add(unscaled);
  }

  /**
   * What was counted so far.
   *
   * @param source the SHA-256 of the file that is read
   */
  public FileTotals of(String source) {
    return new FileTotals(source, accepted, refused, totalsOf(sums), totalsOf(rejectedSums));
  }

  private Map<String, BigDecimal> totalsOf(ExactSum[] of) {
    Map<String, BigDecimal> totals = new TreeMap<>();
    for (int i = 0; i < of.length; i++) {
      totals.put(names[i], of[i].total());
    }
    return totals;
  }

  private void addUpInto(ExactSum[] into) {
    for (int i = 0; i < measures.length; i++) {
      if (measures[i].isNumber()) {
        into[i].add(measures[i].unscaled());
      }
    }
  }
}
