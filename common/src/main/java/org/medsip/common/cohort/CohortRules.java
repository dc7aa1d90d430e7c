package org.medsip.common.cohort;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import org.medsip.common.cohort.Cohort.DoseDenominator;
import org.medsip.common.product.OmeSet;

/** Says in which cohorts somebody is in a month. */
public final class CohortRules implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The months without an opioid after which somebody has stopped. */
  public static final int MONTHS_OF_A_STOP = 3;

  private final List<Cohort> cohorts;
  private final long[] needed;

  public CohortRules(CohortCatalogue catalogue) {
    if (catalogue.cohorts().size() > Long.SIZE) {
      throw new IllegalArgumentException("There are more than " + Long.SIZE + " cohorts");
    }
    cohorts = catalogue.cohorts();
    needed = cohorts.stream().mapToLong(cohort -> needed(cohort, catalogue)).toArray();
  }

  /** The rules somebody has to keep to be in a cohort: its own and those of what it requires. */
  private static long needed(Cohort cohort, CohortCatalogue catalogue) {
    int own = catalogue.indexOf(cohort.id());
    return cohort.requires().stream()
        .map(id -> catalogue.cohorts().get(catalogue.indexOf(id)))
        .mapToLong(required -> needed(required, catalogue))
        .reduce(1L << own, (one, other) -> one | other);
  }

  /** The cohorts somebody is in: bit i is set for the i-th of the catalogue. */
  public long cohortsOf(PersonMonths person, int month) {
    long kept = 0;
    for (int i = 0; i < needed.length; i++) {
      kept |= isKept(cohorts.get(i), person, month) ? 1L << i : 0;
    }
    long members = 0;
    for (int i = 0; i < needed.length; i++) {
      members |= (kept & needed[i]) == needed[i] ? 1L << i : 0;
    }
    return members;
  }

  /** Whether somebody has had no opioid in the month and the two before it. */
  public boolean hasStopped(PersonMonths person, int month) {
    return person.withOpioid(MONTHS_OF_A_STOP, month) == 0;
  }

  private static boolean isKept(Cohort cohort, PersonMonths person, int month) {
    return switch (cohort.rule()) {
      case CONSECUTIVE_MONTHS ->
          person.withOpioid(cohort.windowMonths(), month) == cohort.windowMonths();
      case MONTHS_OF_WINDOW ->
          person.hasOpioid(month)
              && person.withOpioid(cohort.windowMonths(), month) >= cohort.threshold().intValue();
      case DAYS_COVERED -> DaysCovered.upTo(month, person).compareTo(cohort.threshold()) >= 0;
      case EPISODE_LONGER_THAN ->
          monthsOfEpisode(person, month, cohort.windowMonths()) > cohort.threshold().intValue();
      case DAILY_DOSE -> hasDailyDose(cohort, person, month);
      case ITEM_BESIDE -> person.has(cohort.beside(), month);
    };
  }

  /** From the first month of the present episode to this one, as far as the window goes. */
  private static int monthsOfEpisode(PersonMonths person, int last, int window) {
    if (!person.hasOpioid(last)) {
      return 0;
    }
    int first = last;
    for (int month = last; month > last - window && first - month <= 2; month--) {
      first = person.hasOpioid(month) ? month : first;
    }
    return last - first + 1;
  }

  private static boolean hasDailyDose(Cohort cohort, PersonMonths person, int month) {
    int months = cohort.windowMonths();
    BigDecimal days =
        cohort.doseDenominator() == DoseDenominator.DAYS_SUPPLIED
            ? supplied(person, months, month)
            : BigDecimal.valueOf(Months.days(months, month));
    BigDecimal dose = person.omeMg(OmeSet.of(cohort.omeSet()), months, month);
    return days.signum() > 0 && dose.compareTo(cohort.threshold().multiply(days)) >= 0;
  }

  private static BigDecimal supplied(PersonMonths person, int months, int last) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int month = last - months + 1; month <= last; month++) {
      sum = sum.add(person.daysSupplied(month));
    }
    return sum;
  }
}
