package org.medsip.common.quality;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/** How far a figure of a month may lie from what is usual. */
public sealed interface AnomalyRule {

  /**
   * The figure it judges; where it is measured by part, as in {@code rows_by_region[Y60]}, each
   * part.
   */
  String metric();

  /** What it asks for, in words. */
  String expected();

  /** Whether a series, which ends with the month in question, has what it takes to judge it. */
  boolean canJudge(SortedMap<LocalDate, Double> series);

  /** Whether the last of a series is out of bounds. */
  boolean isBrokenBy(SortedMap<LocalDate, Double> series);

  /**
   * The rules for a month of prescribing: a month a quarter smaller or three tenths larger than the
   * one before it is no ordinary month (the fewest and the most working days make a tenth); of a
   * chapter only that it does not vanish, because vaccines come and go with the season.
   */
  List<AnomalyRule> PRESCRIBING =
      List.of(
          new Change("rows", 0.75, 1.30, 0),
          new Change("items", 0.75, 1.30, 0),
          new Change("opioid_items", 0.75, 1.30, 0),
          new Change("nic", 0.75, 1.30, 0),
          new Change("practices", 0.95, 1.30, 0),
          new Floor("practices_kept", 0.95),
          new Change("rows_by_region", 0.75, 1.30, 1_000),
          new Change("rows_by_chapter", 0, Double.POSITIVE_INFINITY, 1_000));

  /**
   * The figure lies strictly between two multiples of the month before.
   *
   * @param least the lower multiple, such as 0.75
   * @param most the upper multiple, such as 1.30
   * @param from the smallest figure of the month before that is judged at all
   */
  record Change(String metric, double least, double most, double from) implements AnomalyRule {
    @Override
    public String expected() {
      return Double.isInfinite(most)
          ? "more than " + Words.percent(least) + " of the month before"
          : "between "
              + Words.percent(least)
              + " and "
              + Words.percent(most)
              + " of the month before";
    }

    @Override
    public boolean isBrokenBy(SortedMap<LocalDate, Double> series) {
      return Deequ.endsInAJump(series, least, most);
    }

    @Override
    public boolean canJudge(SortedMap<LocalDate, Double> series) {
      Double monthBefore = series.get(series.lastKey().minusMonths(1));
      return monthBefore != null && monthBefore >= from;
    }
  }

  /** The figure, a share, lies above a floor. */
  record Floor(String metric, double floor) implements AnomalyRule {
    @Override
    public String expected() {
      return "more than " + Words.percent(floor);
    }

    @Override
    public boolean isBrokenBy(SortedMap<LocalDate, Double> series) {
      return Deequ.endsBelow(series, floor);
    }

    @Override
    public boolean canJudge(SortedMap<LocalDate, Double> series) {
      return true;
    }
  }
}
