package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.months_between;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Which extracts speak for the lists of a month.
 *
 * @param month the month
 * @param all the months of all extracts
 */
record Extracts(String month, SortedSet<String> all) {

  /** Extracts further apart say nothing of the months between them. */
  static final int MOST_MONTHS_APART = 12;

  /** An older extract is not carried forward. */
  static final int MOST_MONTHS_CARRIED = 6;

  /** Whether the month has an extract of its own. */
  boolean areOfTheMonth() {
    return all.contains(month);
  }

  Optional<String> before() {
    SortedSet<String> earlier = all.headSet(month);
    return earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.last());
  }

  private Optional<String> after() {
    SortedSet<String> later = all.tailSet(month + "\0");
    return later.isEmpty() ? Optional.empty() : Optional.of(later.first());
  }

  /** Whether a practice in both of the extracts around the month is interpolated. */
  private boolean areCloseTogether() {
    return before().isPresent()
        && after().isPresent()
        && monthsBetween(before().get(), after().get()) <= MOST_MONTHS_APART;
  }

  private boolean isCarriedForward() {
    return before().isPresent() && monthsBetween(before().get(), month) <= MOST_MONTHS_CARRIED;
  }

  /** Those whose figures are those of the month; none where nothing speaks for it. */
  List<String> ofFigures() {
    if (areOfTheMonth()) {
      return List.of(month);
    }
    List<String> figures = new ArrayList<>();
    if (areCloseTogether() || isCarriedForward()) {
      before().ifPresent(figures::add);
    }
    if (areCloseTogether()) {
      after().ifPresent(figures::add);
    }
    return figures;
  }

  /**
   * All that the lists of the month depend on: beside the figures the extract before, which says
   * whether a list has jumped, and the extract after, which says whether a practice was still open.
   */
  List<String> ofLists() {
    List<String> figures = ofFigures();
    if (figures.isEmpty()) {
      return List.of();
    }
    List<String> lists = new ArrayList<>();
    before().ifPresent(lists::add);
    if (areOfTheMonth()) {
      lists.add(month);
    } else {
      after().ifPresent(lists::add);
    }
    return lists;
  }

  /** Whole months from one column of months to another. */
  static Column months(String from, String to) {
    return months_between(col(to), col(from)).cast(DataTypes.IntegerType);
  }

  private static long monthsBetween(String earlier, String later) {
    return ChronoUnit.MONTHS.between(LocalDate.parse(earlier), LocalDate.parse(later));
  }
}
