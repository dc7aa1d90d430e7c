package org.medsip.common.cohort;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medsip.common.cohort.Cohort.Beside;
import org.medsip.common.cohort.Cohort.DoseDenominator;
import org.medsip.common.cohort.Cohort.Rule;
import org.medsip.common.contract.StrictYaml;
import org.medsip.common.product.OmeSet;

/**
 * One hand-written definition, and in one sentence what is wrong with it.
 *
 * @param name name of the file
 * @param text its content
 */
record CohortFile(String name, String text) {

  private static final int MOST_MONTHS = 24;
  private static final String ID = "[A-Z0-9]+(-[A-Z0-9]+)*";

  private static final List<String> OME_SETS =
      Arrays.stream(OmeSet.values()).map(OmeSet::id).sorted().toList();

  /**
   * The cohort it defines.
   *
   * @throws IllegalArgumentException if it is wrong: the message says which file and what
   */
  Cohort parse() {
    Cohort cohort = read();
    if (!name.equals(cohort.id() + ".yaml")) {
      throw new IllegalArgumentException(
          "Cohort file %s defines %s; name the file after the cohort".formatted(name, cohort.id()));
    }
    mistake(cohort)
        .ifPresent(
            sentence -> {
              throw wrong(sentence);
            });
    return cohort;
  }

  private Cohort read() {
    try {
      return StrictYaml.read(text, Cohort.class);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Cohort file %s is wrong: %s".formatted(name, e.getMessage()), e);
    }
  }

  private IllegalArgumentException wrong(String sentence) {
    return new IllegalArgumentException("Cohort file %s is wrong: %s".formatted(name, sentence));
  }

  private static Optional<String> mistake(Cohort cohort) {
    if (!cohort.id().matches(ID)) {
      return Optional.of(
          "the id '%s' is not capitals and digits such as LT-A".formatted(cohort.id()));
    }
    if (cohort.title().isBlank() || cohort.text().isBlank()) {
      return Optional.of("the title or the text is blank");
    }
    if (cohort.references().isEmpty()) {
      return Optional.of("it names no reference");
    }
    if (cohort.version() < 1) {
      return Optional.of("the version is %d; the first is 1".formatted(cohort.version()));
    }
    if (cohort.windowMonths() < 1 || cohort.windowMonths() > MOST_MONTHS) {
      return Optional.of(
          "the window is %d months; it may be 1 to %d"
              .formatted(cohort.windowMonths(), MOST_MONTHS));
    }
    if (cohort.threshold().signum() <= 0) {
      return Optional.of(
          "the threshold is %s; it must be above zero".formatted(cohort.threshold()));
    }
    return mistakenDose(cohort).or(() -> mistakenBeside(cohort)).or(() -> mistakenWindow(cohort));
  }

  private static Optional<String> mistakenDose(Cohort cohort) {
    boolean dose = cohort.rule() == Rule.DAILY_DOSE;
    boolean divided = cohort.doseDenominator() != DoseDenominator.NONE;
    boolean factors = !cohort.omeSet().equals(Cohort.NO_OME);
    if (dose != divided || dose != factors) {
      return Optional.of(
          "a daily_dose has a dose_denominator and an ome_set, and no other rule has one");
    }
    return factors && !OME_SETS.contains(cohort.omeSet())
        ? Optional.of(
            "the ome_set '%s' is none of %s"
                .formatted(cohort.omeSet(), OME_SETS.stream().collect(Collectors.joining(", "))))
        : Optional.empty();
  }

  private static Optional<String> mistakenBeside(Cohort cohort) {
    boolean asked = cohort.rule() == Rule.ITEM_BESIDE;
    if (asked == (cohort.beside() == Beside.NONE)) {
      return Optional.of("item_beside says beside what, and no other rule does");
    }
    return asked && cohort.threshold().compareTo(BigDecimal.ONE) != 0
        ? Optional.of("item_beside asks for an item, so its threshold is 1")
        : Optional.empty();
  }

  private static Optional<String> mistakenWindow(Cohort cohort) {
    BigDecimal window = BigDecimal.valueOf(cohort.windowMonths());
    int more = window.compareTo(cohort.threshold());
    boolean wholeMonths = cohort.threshold().stripTrailingZeros().scale() <= 0;
    return switch (cohort.rule()) {
      case CONSECUTIVE_MONTHS ->
          more == 0
              ? Optional.empty()
              : Optional.of("the window of consecutive_months is as long as the threshold");
      case MONTHS_OF_WINDOW ->
          more >= 0 && wholeMonths
              ? Optional.empty()
              : Optional.of("months_of_window asks for a whole number of its months");
      case EPISODE_LONGER_THAN ->
          wholeMonths && window.subtract(cohort.threshold()).intValue() == 2
              ? Optional.empty()
              : Optional.of("an episode is seen in a window two months longer than the threshold");
      case DAYS_COVERED ->
          cohort.windowMonths() == DaysCovered.WINDOW_MONTHS && wholeMonths
              ? Optional.empty()
              : Optional.of(
                  "days_covered has a window of " + DaysCovered.WINDOW_MONTHS + " months");
      case DAILY_DOSE, ITEM_BESIDE -> Optional.empty();
    };
  }
}
