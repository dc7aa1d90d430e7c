package org.medsip.jobs.gold.variation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.medsip.common.stats.JointClass;

/** Says in a sentence why an organisation has its class. */
final class Rationale {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private static final Map<String, String> MANY =
      Map.of(
          "practice", "practices",
          "pcn", "PCNs",
          "sicbl", "sub-ICB locations",
          "icb", "ICBs",
          "psc", "PSC areas");

  private static final Map<JointClass, String> VERDICT =
      Map.of(
          JointClass.PRIORITY, "Deprived and high",
          JointClass.PROBABLE, "Deprived and probably high",
          JointClass.HIGH_ONLY, "High and not deprived",
          JointClass.DEPRIVED_ONLY, "Deprived and not high",
          JointClass.NEITHER, "Neither deprived nor high");

  /** The variant of a measure that has only one, which says nothing. */
  private static final String ONLY = "standard";

  private static final int THOUSAND = 3;

  private Rationale() {}

  /**
   * The sentence.
   *
   * @param agreeing how many ways of measuring give the same class
   * @param ways how many ways there are
   */
  static String of(Judgement judgement, int agreeing, int ways) {
    if (judgement.tooLittle() != null) {
      return "Too little is known: " + judgement.tooLittle() + ".";
    }
    return judgement
        .standing()
        .map(
            standing ->
                VERDICT.get(judgement.joint())
                    + ": "
                    + deprivation(judgement)
                    + "; "
                    + rate(judgement, standing)
                    + "; "
                    + rank(standing)
                    + "; "
                    + agreement(agreeing, ways)
                    + ".")
        .orElse("Too little is known.");
  }

  private static String deprivation(Judgement judgement) {
    Deprivation said = judgement.deprivation();
    return (Boolean.TRUE.equals(judgement.deprived()) ? "in" : "not in")
        + " the most deprived fifth of "
        + MANY.get(judgement.peer().level())
        + " "
        + judgement.frame().inWords()
        + " (mean IMD "
        + judgement.release()
        + " score "
        + (said == null ? "unknown" : number(said.score()))
        + ")";
  }

  private static String rate(Judgement judgement, Standing standing) {
    Subject subject = judgement.subject();
    Double value = judgement.peer().value();
    return (value == null ? "unknown" : number(value))
        + " "
        + subject.measure().unit()
        + (subject.variant().equals(ONLY) ? "" : " (variant " + subject.variant() + ")")
        + " over the "
        + subject.windowMonths()
        + " months to "
        + DAY.format(subject.periodEnd())
        + ", with a probability of "
        + percent(standing.high())
        + " of truly being above "
        + number(standing.threshold())
        + ", the rate that a fifth exceed";
  }

  private static String rank(Standing standing) {
    return "rank "
        + whole(standing.rank().median())
        + " of "
        + whole(standing.ranked())
        + " (90% interval "
        + whole(standing.rank().p05())
        + " to "
        + whole(standing.rank().p95())
        + ")";
  }

  private static String agreement(int agreeing, int ways) {
    return ways == 1
        ? "there is one way of measuring"
        : agreeing + " of " + ways + " ways of measuring agree";
  }

  /** Three figures, whatever the size. */
  private static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return decimals == 0 ? whole(rounded.longValueExact()) : rounded.toPlainString();
  }

  /** With commas between thousands. */
  private static String whole(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    int first = number < 0 ? 1 : 0;
    for (int place = digits.length() - THOUSAND; place > first; place -= THOUSAND) {
      digits.insert(place, ',');
    }
    return digits.toString();
  }

  /** Never 0 or 100 %, which nothing is. */
  private static String percent(double probability) {
    if (probability > 0.99) {
      return "over 99%";
    }
    return probability < 0.01 ? "under 1%" : Math.round(100 * probability) + "%";
  }
}
