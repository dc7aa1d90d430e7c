package org.medsip.common.cohort;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.medsip.common.cohort.Cohort.DoseDenominator;
import org.medsip.common.product.OmeSet;

/** Says in which cohorts somebody is in a month. */
public final class CohortRules implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The months without an opioid after which somebody has stopped. */
  public static final int MONTHS_OF_A_STOP = 3;

  private final List<Rule> rules;

  /** The rule of one cohort, without those of the cohorts it requires. */
  private interface Kept extends Serializable {
    boolean by(PersonMonths person, int month);
  }

  /**
   * What makes a member of a cohort.
   *
   * @param bit the bit that says so
   * @param required the bits of the cohorts of which a member must be one as well
   */
  private record Rule(long bit, long required, Kept kept) implements Serializable {}

  public CohortRules(CohortCatalogue catalogue) {
    if (catalogue.cohorts().size() > Long.SIZE) {
      throw new IllegalArgumentException("There are more than " + Long.SIZE + " cohorts");
    }
    rules =
        catalogue.cohorts().stream()
            .sorted(Comparator.comparingInt(cohort -> after(cohort, catalogue)))
            .map(
                cohort ->
                    new Rule(
                        bit(cohort.id(), catalogue), required(cohort, catalogue), kept(cohort)))
            .toList();
  }

  /** How many cohorts have to be decided one after another before this one can be. */
  private static int after(Cohort cohort, CohortCatalogue catalogue) {
    return cohort.requires().stream()
        .map(id -> catalogue.cohorts().get(catalogue.indexOf(id)))
        .mapToInt(required -> 1 + after(required, catalogue))
        .max()
        .orElse(0);
  }

  private static long bit(String id, CohortCatalogue catalogue) {
    return 1L << catalogue.indexOf(id);
  }

  private static long required(Cohort cohort, CohortCatalogue catalogue) {
    return cohort.requires().stream()
        .mapToLong(id -> bit(id, catalogue))
        .reduce(0, (one, other) -> one | other);
  }

  /** The cohorts somebody is in: bit i is set for the i-th of the catalogue. */
  public long cohortsOf(PersonMonths person, int month) {
    long members = 0;
    for (Rule rule : rules) {
      boolean isInRequired = (members & rule.required) == rule.required;
      members |= isInRequired && rule.kept.by(person, month) ? rule.bit : 0;
    }
    return members;
  }

  /** Whether somebody has had no opioid in the month and the two before it. */
  public boolean hasStopped(PersonMonths person, int month) {
    return person.withOpioid(MONTHS_OF_A_STOP, month) == 0;
  }

  private static Kept kept(Cohort cohort) {
    int window = cohort.windowMonths();
    BigDecimal threshold = cohort.threshold();
    int months = threshold.intValue();
    return switch (cohort.rule()) {
      case CONSECUTIVE_MONTHS -> (person, month) -> person.withOpioid(window, month) == window;
      case MONTHS_OF_WINDOW ->
          (person, month) -> person.hasOpioid(month) && person.withOpioid(window, month) >= months;
      case DAYS_COVERED ->
          (person, month) -> DaysCovered.upTo(month, person).compareTo(threshold) >= 0;
      case EPISODE_LONGER_THAN ->
          (person, month) -> monthsOfEpisode(person, month, window) > months;
      case DAILY_DOSE -> dailyDose(cohort);
      case ITEM_BESIDE -> (person, month) -> person.has(cohort.beside(), month);
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

  private static Kept dailyDose(Cohort cohort) {
    OmeSet set = OmeSet.of(cohort.omeSet());
    int window = cohort.windowMonths();
    BigDecimal threshold = cohort.threshold();
    boolean isOverSupply = cohort.doseDenominator() == DoseDenominator.DAYS_SUPPLIED;
    return (person, month) -> {
      BigDecimal days =
          isOverSupply
              ? person.daysSupplied(window, month)
              : BigDecimal.valueOf(Months.days(window, month));
      BigDecimal dose = person.omeMg(set, window, month);
      return days.signum() > 0 && dose.compareTo(threshold.multiply(days)) >= 0;
    };
  }
}
