package org.medsip.common.cohort;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cohorts of one person, written from their texts alone: plain loops over calendar months and
 * days, in ten-thousandths of a milligram and of a day.
 */
public final class NaiveCohorts {

  /** So many units are a milligram, or a day. */
  public static final long UNITS = 10_000;

  /**
   * What was dispensed in a month.
   *
   * @param opioids items of oral and transdermal opioids
   * @param ome their dose in units
   * @param supply the days they last in units; 0 where that is not known
   * @param beside gab, bzd or z
   */
  public record Dispensed(int opioids, long ome, long supply, Set<String> beside) {}

  private final Map<YearMonth, Dispensed> dispensed = new TreeMap<>();

  public void dispense(YearMonth month, Dispensed what) {
    dispensed.put(month, what);
  }

  public Map<YearMonth, Dispensed> dispensed() {
    return dispensed;
  }

  /** The cohorts somebody is in. */
  public Set<String> of(YearMonth month) {
    Set<String> cohorts = new TreeSet<>();
    boolean[] had = new boolean[14];
    for (int back = 0; back < 14; back++) {
      Dispensed then = dispensed.get(month.minusMonths(back));
      had[back] = then != null && then.opioids > 0;
    }
    boolean ltA = had[0] && had[1] && had[2];
    if (ltA) {
      cohorts.add("LT-A");
      if (had[3]) {
        cohorts.add("LT-B");
      }
      addEpisodes(had, cohorts);
      addBeside(month, cohorts);
    }
    if (had[0] && (had[1] ? 1 : 0) + (had[2] ? 1 : 0) + (had[3] ? 1 : 0) >= 2) {
      cohorts.add("LT-D");
    }
    if (coveredDays(month) >= 90 * UNITS) {
      cohorts.add("LT-C");
    }
    addDoses(month, ltA, cohorts);
    return cohorts;
  }

  private static void addEpisodes(boolean[] had, Set<String> cohorts) {
    int oldest = 0;
    int missed = 0;
    for (int back = 0; back < had.length && missed < 2; back++) {
      if (had[back]) {
        oldest = back;
        missed = 0;
      } else {
        missed++;
      }
    }
    if (oldest + 1 > 3) {
      cohorts.add("LT-A-GT3M");
    }
    if (oldest + 1 > 6) {
      cohorts.add("LT-A-GT6M");
    }
    if (oldest + 1 > 12) {
      cohorts.add("LT-A-GT12M");
    }
  }

  private void addBeside(YearMonth month, Set<String> cohorts) {
    Dispensed now = dispensed.get(month);
    Map<String, String> ids = Map.of("gab", "CO-GAB", "bzd", "CO-BZD", "z", "CO-Z");
    for (String beside : now == null ? Set.<String>of() : now.beside) {
      cohorts.add(ids.getOrDefault(beside, ""));
    }
  }

  /** Day by day: the supply of a month is added on its first day, less what is beyond 28 days. */
  private long coveredDays(YearMonth month) {
    LocalDate end = month.atEndOfMonth();
    long left = 0;
    long covered = 0;
    for (LocalDate day = month.minusMonths(4).atDay(1); !day.isAfter(end); day = day.plusDays(1)) {
      if (day.getDayOfMonth() == 1) {
        Dispensed begun = dispensed.get(YearMonth.from(day));
        left = Math.min(left, 28 * UNITS) + (begun == null ? 0 : begun.supply);
      }
      long used = Math.min(left, UNITS);
      left -= used;
      if (!day.isBefore(end.minusDays(119))) {
        covered += used;
      }
    }
    return covered;
  }

  private void addDoses(YearMonth month, boolean ltA, Set<String> cohorts) {
    for (int threshold : new int[] {120, 90}) {
      if (ome(month, 1) >= UNITS * threshold * month.lengthOfMonth()) {
        cohorts.add("HD-1-" + threshold);
      }
      long days = 0;
      long supply = 0;
      for (int back = 0; back < 3; back++) {
        days += month.minusMonths(back).lengthOfMonth();
        Dispensed then = dispensed.get(month.minusMonths(back));
        supply += then == null ? 0 : then.supply;
      }
      if (ltA && ome(month, 3) >= UNITS * threshold * days) {
        cohorts.add("HD-3-" + threshold);
      }
      if (ltA && supply > 0 && ome(month, 3) >= threshold * supply) {
        cohorts.add("HD-S-" + threshold);
      }
    }
  }

  private long ome(YearMonth month, int months) {
    long sum = 0;
    for (int back = 0; back < months; back++) {
      Dispensed then = dispensed.get(month.minusMonths(back));
      sum += then == null ? 0 : then.ome;
    }
    return sum;
  }
}
