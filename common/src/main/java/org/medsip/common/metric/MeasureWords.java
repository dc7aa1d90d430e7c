package org.medsip.common.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Measure.Denominator;
import org.medsip.common.metric.Measure.Exclusion;
import org.medsip.common.product.ProductReference;

/** What a definition selects and computes, in words, with every code it names. */
public final class MeasureWords {

  private final SortedMap<String, String> opioidPrefixes;

  public MeasureWords(ProductReference reference) {
    this.opioidPrefixes = reference.opioidPrefixes();
  }

  /** What the numerator of a variant counts, such as {@code route oral; release modified}. */
  public String selected(MeasureVariant variant) {
    List<String> parts = conditions(variant.numerator(), variant);
    Selection narrower = variant.variant().where();
    if (narrower != null) {
      parts.addAll(conditions(narrower, variant));
    }
    return String.join("; ", parts);
  }

  /** What a value is divided by. */
  public String denominator(MeasureVariant variant) {
    Denominator denominator = variant.measure().denominator();
    Selection compared = denominator.selection();
    if (compared != null) {
      return denominator.kind().meaning()
          + " of: "
          + String.join("; ", conditions(compared, variant));
    }
    return denominator.weights() == null
        ? denominator.kind().meaning()
        : denominator.kind().meaning() + " (" + denominator.weights() + ")";
  }

  /** What is left out, each with the reason; empty where nothing is. */
  public List<String> exclusions(MeasureVariant variant) {
    return variant.measure().exclusions().stream().map(e -> exclusion(e, variant)).toList();
  }

  private String exclusion(Exclusion exclusion, MeasureVariant variant) {
    return String.join("; ", conditions(exclusion.selection(), variant))
        + " ("
        + exclusion.reason()
        + ")";
  }

  private List<String> conditions(Selection selection, MeasureVariant variant) {
    List<String> words = new ArrayList<>();
    if (selection.opioid()) {
      words.add("opioid analgesics (" + codes(opioidPrefixes) + ")");
    }
    if (!selection.bnf().isEmpty()) {
      words.add(codes(selection.bnf()));
    }
    if (!selection.notBnf().isEmpty()) {
      words.add("without " + codes(selection.notBnf()));
    }
    add(words, "substance", selection.substance());
    add(words, "beside the opioid", selection.partner());
    if (selection.compound() != null) {
      words.add(selection.compound() ? "compound products" : "products of one ingredient");
    }
    add(words, "route", selection.route());
    add(words, "form", selection.form());
    add(words, "release", selection.release());
    if (selection.strength() != null) {
      words.add("strength " + bounds(selection.strength()));
    }
    if (selection.longActing()) {
      words.add("long-acting, regularly taken (schemas/reference/high_dose_rules.csv)");
    }
    if (selection.highDose()) {
      words.add(
          "at least %d mg OME a day as usually taken (schemas/reference/high_dose_rules.csv)"
              .formatted(Objects.requireNonNull(variant.variant().threshold())));
    }
    if (selection.dailyDose() != null) {
      words.add(
          "at least %s mg OME (%s) a day as usually taken"
              .formatted(plain(selection.dailyDose().atLeast()), selection.dailyDose().ome().id()));
    }
    if (!selection.anyOf().isEmpty()) {
      words.add(
          selection.anyOf().stream()
              .map(one -> "(" + String.join("; ", conditions(one, variant)) + ")")
              .collect(Collectors.joining(" or ", "any of ", "")));
    }
    return words;
  }

  private static void add(List<String> words, String attribute, Collection<String> values) {
    if (!values.isEmpty()) {
      words.add(attribute + " " + values.stream().sorted().collect(Collectors.joining(" or ")));
    }
  }

  private static String bounds(Selection.Strength strength) {
    BigDecimal least = strength.atLeast();
    BigDecimal most = strength.atMost();
    String unit = " " + strength.unit();
    if (least != null && most != null && least.compareTo(most) == 0) {
      return plain(least) + unit;
    }
    String above = least == null ? "" : "at least " + plain(least) + unit;
    String below = most == null ? "" : "at most " + plain(most) + unit;
    return above.isEmpty() || below.isEmpty() ? above + below : above + " and " + below;
  }

  private static String codes(Map<String, String> names) {
    return names.entrySet().stream()
        .map(code -> code.getKey() + " " + code.getValue())
        .collect(Collectors.joining(", ", "BNF ", ""));
  }

  private static String plain(@Nullable BigDecimal number) {
    return Objects.requireNonNull(number).stripTrailingZeros().toPlainString();
  }
}
