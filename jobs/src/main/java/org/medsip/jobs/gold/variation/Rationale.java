package org.medsip.jobs.gold.variation;

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
                "%s: %s; %s; %s; %d of %d ways of measuring agree."
                    .formatted(
                        VERDICT.get(judgement.joint()),
                        deprivation(judgement),
                        rate(judgement, standing),
                        rank(standing),
                        agreeing,
                        ways))
        .orElse("Too little is known.");
  }

  private static String deprivation(Judgement judgement) {
    Deprivation said = judgement.deprivation();
    return "%sin the most deprived fifth of %s %s (mean IMD %d score %s)"
        .formatted(
            Boolean.TRUE.equals(judgement.deprived()) ? "" : "not ",
            MANY.get(judgement.peer().level()),
            judgement.frame().inWords(),
            judgement.release(),
            said == null ? "unknown" : number(said.score()));
  }

  private static String rate(Judgement judgement, Standing standing) {
    Subject subject = judgement.subject();
    Double value = judgement.peer().value();
    return ("%s %s (%s) over the %d months to %s, above the %s that a fifth exceed with a probability"
            + " of %s")
        .formatted(
            value == null ? "unknown" : number(value),
            subject.measure().unit(),
            subject.variant(),
            subject.windowMonths(),
            subject.periodEnd().format(DAY),
            number(standing.threshold()),
            percent(standing.high()));
  }

  private static String rank(Standing standing) {
    return "rank %,d of %,d, from %,d to %,d in nine of ten draws"
        .formatted(
            standing.rank().median(),
            standing.ranked(),
            standing.rank().p05(),
            standing.rank().p95());
  }

  /** Three figures, whatever the size. */
  private static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  /** Never 0 or 100 %, which nothing is. */
  private static String percent(double probability) {
    if (probability > 0.99) {
      return "over 99%";
    }
    return probability < 0.01 ? "under 1%" : Math.round(100 * probability) + "%";
  }
}
