package org.medsip.common.product;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a presentation's name says of itself, in either style: {@code Zomorph_Cap 10mg} or {@code
 * Zomorph 10mg modified-release capsules}. Names say little and never all: silence is no statement.
 *
 * @param text the name in lower case
 * @param form the form whose word stands in the name
 * @param release modified, when the name says so
 * @param amounts every strength in the name, in its order
 * @param containerMl the size of the ampoule or vial, when the name says it
 * @param wearHours how long a patch is worn, when the name says it
 */
record NameFacts(
    String text,
    Optional<Form> form,
    Optional<Release> release,
    List<Amount> amounts,
    Optional<BigDecimal> containerMl,
    Optional<BigDecimal> wearHours) {

  private static final int STEM = 5;
  private static final String NUMBER = "\\d+(?:\\.\\d+)?";
  private static final String UNIT = "mg|mcg|micrograms?|g(?![a-z])|ml|hours?|hr|days?|dose";
  private static final Pattern STRENGTH =
      Pattern.compile("%1$s(?:%2$s)?(?:/(?:%1$s)?(?:%2$s)?)*".formatted(NUMBER, UNIT));
  private static final Pattern TERM = Pattern.compile("(%s)?(%s)?".formatted(NUMBER, UNIT));

  /** Reads a name with the words of the reference. */
  static NameFacts of(String name, NameWords words) {
    String text = name.toLowerCase(Locale.ROOT).replace('_', ' ');
    List<Amount> amounts = new ArrayList<>();
    Optional<BigDecimal> containerMl = Optional.empty();
    Optional<BigDecimal> wearHours = Optional.empty();
    for (MatchResult match : STRENGTH.matcher(text).results().toList()) {
      List<Term> terms = terms(match.group());
      Term last = terms.get(terms.size() - 1);
      if (terms.size() > 1 || last.isMass()) {
        amounts.addAll(amountsIn(terms));
      } else if (last.isVolume()) {
        containerMl = Optional.ofNullable(last.number());
      } else if (last.isTime()) {
        wearHours = last.hours();
      }
    }
    return new NameFacts(
        text, words.formIn(text), words.releaseIn(text), amounts, containerMl, wearHours);
  }

  /** The amounts in one unit of the form's quantity; for a patch, in one hour. */
  List<PerUnit> amountsInOneUnitOf(Form wanted) {
    return amounts.stream()
        .flatMap(amount -> amount.inOneUnitOf(wanted, containerMl).stream())
        .toList();
  }

  /** Whether the name begins some word as the substance does: {@code Morph Sulf}, morphine. */
  boolean mentions(String substance) {
    return text.contains(substance.substring(0, STEM));
  }

  private static List<Term> terms(String strength) {
    return Arrays.stream(strength.split("/"))
        .filter(term -> !term.isEmpty())
        .map(Term::of)
        .toList();
  }

  /** Reads {@code 8mg/500mg/5ml} and {@code 15.4/0.4mg}: a missing unit is that of the next. */
  private static List<Amount> amountsIn(List<Term> terms) {
    Term last = terms.get(terms.size() - 1);
    List<Amount> backwards = new ArrayList<>();
    String unit = "";
    for (int i = terms.size() - (last.isMass() ? 1 : 2); i >= 0; i--) {
      Term term = terms.get(i);
      unit = term.unit().isEmpty() ? unit : term.unit();
      new Term(term.number(), unit)
          .mg()
          .map(mg -> new Amount(mg, last.per(), last.ml()))
          .ifPresent(backwards::add);
    }
    Collections.reverse(backwards);
    return backwards;
  }

  private record Term(@Nullable BigDecimal number, String unit) {

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final BigDecimal HOURS_IN_A_DAY = BigDecimal.valueOf(24);

    static Term of(String text) {
      Matcher term = TERM.matcher(text);
      if (!term.matches()) {
        return new Term(null, "");
      }
      String number = term.group(1);
      String unit = term.group(2);
      return new Term(number == null ? null : new BigDecimal(number), unit == null ? "" : unit);
    }

    boolean isMass() {
      return unit.equals("mg") || unit.equals("g") || unit.startsWith("mc") || isMicrogram();
    }

    private boolean isMicrogram() {
      return unit.startsWith("microgram");
    }

    boolean isVolume() {
      return unit.equals("ml");
    }

    boolean isTime() {
      return unit.startsWith("h") || unit.startsWith("day");
    }

    Amount.Per per() {
      if (isVolume()) {
        return Amount.Per.ML;
      }
      if (isTime() && number == null) {
        return Amount.Per.HOUR;
      }
      return unit.equals("dose") ? Amount.Per.DOSE : Amount.Per.UNIT;
    }

    Optional<BigDecimal> ml() {
      return isVolume() ? Optional.ofNullable(number) : Optional.empty();
    }

    Optional<BigDecimal> hours() {
      return Optional.ofNullable(number)
          .map(value -> unit.startsWith("day") ? value.multiply(HOURS_IN_A_DAY) : value);
    }

    Optional<BigDecimal> mg() {
      return isMass() ? Optional.ofNullable(number).map(this::inMg) : Optional.empty();
    }

    private BigDecimal inMg(BigDecimal value) {
      return switch (unit) {
        case "mg" -> value;
        case "g" -> value.multiply(THOUSAND);
        default -> value.movePointLeft(3);
      };
    }
  }
}
