package org.medsip.common.metric;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Measure.Denominator;
import org.medsip.common.metric.Measure.Denominator.Kind;
import org.medsip.common.metric.Measure.Exclusion;
import org.medsip.common.metric.Measure.IntervalMethod;
import org.medsip.common.metric.Measure.Quantity;
import org.medsip.common.metric.Measure.Variant;
import org.medsip.common.product.QuantityUnit;
import org.medsip.common.product.Release;
import org.medsip.common.product.Route;

/**
 * What is wrong with a definition whose syntax is right: what the program could not compute, would
 * compute wrongly, or what would count nothing at all.
 */
final class MeasureMeaning {

  private final Measure measure;
  private final KnownToMeasures known;
  private final List<String> mistakes = new ArrayList<>();

  MeasureMeaning(Measure measure, KnownToMeasures known) {
    this.measure = measure;
    this.known = known;
  }

  /** The mistakes, a sentence each. What is counted is judged once all else is right. */
  List<String> mistakes() {
    mistakes.clear();
    written().flatMap(selection -> selection.all().stream()).forEach(this::judgeConditions);
    judgeDenominator();
    judgeStandardisation();
    judgeInterval();
    measure.variants().forEach(this::judgeVariant);
    judgeWorkedExample();
    if (measure.reviewDue().isBefore(measure.reviewed())) {
      mistake("review_due is before reviewed; correct one of the two");
    }
    if (mistakes.isEmpty()) {
      measure.variants().keySet().forEach(id -> judgeCount(new MeasureVariant(measure, id)));
    }
    return List.copyOf(mistakes);
  }

  /** Every selection of the definition. */
  private Stream<Selection> written() {
    return Stream.of(
            Stream.of(measure.numerator().selection()),
            Stream.ofNullable(measure.denominator().selection()),
            measure.exclusions().stream().map(Exclusion::selection),
            measure.variants().values().stream().flatMap(v -> Stream.ofNullable(v.where())),
            measure.variants().values().stream().flatMap(v -> Stream.ofNullable(v.selection())))
        .flatMap(Function.identity());
  }

  private void judgeConditions(Selection selection) {
    selection.bnf().keySet().forEach(this::judgePrefix);
    selection.notBnf().keySet().forEach(this::judgePrefix);
    selection.notBnf().keySet().stream()
        .filter(prefix -> takesNothingFrom(selection, prefix))
        .forEach(prefix -> mistake("not_bnf leaves out '%s', which bnf does not select", prefix));
    judgeWords("substance", selection.substance(), ProductFacts::substance);
    judgeWords("partner", selection.partner(), ProductFacts::partner);
    judgeWords("form", selection.form(), ProductFacts::form);
    judgeIds("route", selection.route(), Stream.of(Route.values()).map(Route::id));
    judgeIds("release", selection.release(), Stream.of(Release.values()).map(Release::id));
    Selection.Strength strength = selection.strength();
    if (strength != null) {
      judgeWords("unit of strength", List.of(strength.unit()), ProductFacts::strengthUnit);
      if (strength.isOfNothing()) {
        mistake("a strength is at least %s and at most %s", strength.atLeast(), strength.atMost());
      }
    }
  }

  private void judgePrefix(String prefix) {
    if (known.chemicals().matching(prefix).isEmpty()) {
      mistake(
          "the BNF code '%s' matches no substance of schemas/reference/bnf_chemicals.csv; correct"
              + " it, or add the substance there with its source",
          prefix);
    }
  }

  private boolean takesNothingFrom(Selection selection, String prefix) {
    List<String> leftOut = known.chemicals().matching(prefix);
    return !selection.bnf().isEmpty()
        && selection.bnf().keySet().stream()
            .flatMap(in -> known.chemicals().matching(in).stream())
            .noneMatch(leftOut::contains);
  }

  private void judgeWords(
      String attribute,
      Collection<String> words,
      Function<ProductFacts, @Nullable String> ofProduct) {
    SortedSet<String> there = known.values(ofProduct);
    words.stream()
        .filter(word -> !there.contains(word))
        .forEach(
            word ->
                mistake(
                    "no presentation of the product reference has the %s '%s'; there are %s",
                    attribute, word, inOrder(there)));
  }

  private void judgeIds(String attribute, Collection<String> words, Stream<String> ids) {
    SortedSet<String> there = ids.collect(Collectors.toCollection(TreeSet::new));
    words.stream()
        .filter(word -> !there.contains(word))
        .forEach(
            word -> mistake("there is no %s '%s'; there are %s", attribute, word, inOrder(there)));
  }

  private void judgeDenominator() {
    Denominator denominator = measure.denominator();
    boolean weighted = denominator.kind() == Kind.WEIGHTED_REGISTRANTS;
    if (denominator.isOfItems() != (denominator.selection() != null)) {
      mistake("a denominator has a selection where its kind is items, and nowhere else");
    }
    if (weighted != (denominator.weights() != null)) {
      mistake("a denominator has weights where its kind is weighted_registrants, and nowhere else");
    }
    judgeWeightSet(denominator.weights());
  }

  private void judgeStandardisation() {
    judgeWeightSet(measure.standardisedBy());
    if (measure.standardisedBy() != null && measure.denominator().isOfItems()) {
      mistake("a share of items has no age and sex; take standardised_by out");
    }
  }

  private void judgeWeightSet(@Nullable String name) {
    if (name != null && !known.weightSets().contains(name)) {
      mistake(
          "the weight set '%s' is unknown; there %s",
          name, known.weightSets().isEmpty() ? "is none" : "are " + inOrder(known.weightSets()));
    }
  }

  private void judgeInterval() {
    boolean counts = measure.numerator().quantity() == Quantity.ITEMS;
    boolean share = measure.denominator().isOfItems();
    IntervalMethod right =
        share ? IntervalMethod.WILSON : counts ? IntervalMethod.BYAR : IntervalMethod.DOBSON;
    if (share && !counts) {
      mistake("its denominator is items, so its quantity must be items too");
    } else if (measure.interval() != right) {
      mistake(
          "%s is the interval of %s; write %s",
          inYaml(measure.interval()), of(measure.interval()), inYaml(right));
    }
  }

  private static String of(IntervalMethod interval) {
    return switch (interval) {
      case BYAR -> "items over registrants";
      case DOBSON -> "a sum of doses, quantity or cost over registrants";
      case WILSON -> "a share of items";
    };
  }

  private void judgeVariant(String id, Variant variant) {
    Quantity quantity = measure.numerator().quantity();
    judgeChoice(id, "ddd", variant.ddd() != null, quantity == Quantity.DDD);
    judgeChoice(id, "ome", variant.ome() != null, quantity == Quantity.OME);
    judgeChoice(id, "threshold", variant.threshold() != null, asksForHighDose(id));
    if (variant.where() != null && variant.selection() != null) {
      mistake("variant '%s' both narrows the selection and takes its place; do one", id);
    }
  }

  private void judgeChoice(String variant, String key, boolean given, boolean needed) {
    if (given && !needed) {
      mistake("variant '%s' has %s, which nothing in the measure asks for", variant, key);
    } else if (needed && !given) {
      mistake("variant '%s' lacks %s, without which it cannot be computed", variant, key);
    }
  }

  private boolean asksForHighDose(String id) {
    MeasureVariant variant = new MeasureVariant(measure, id);
    return Stream.of(
            Stream.of(variant.numerator()),
            Stream.ofNullable(variant.variant().where()),
            Stream.ofNullable(measure.denominator().selection()),
            measure.exclusions().stream().map(Exclusion::selection))
        .flatMap(Function.identity())
        .flatMap(selection -> selection.all().stream())
        .anyMatch(Selection::highDose);
  }

  private void judgeWorkedExample() {
    Set<String> expected = measure.workedExample().expected().keySet();
    Set<String> variants = measure.variants().keySet();
    if (!expected.equals(variants)) {
      mistake(
          "the worked example has the value of %s, and the variants are %s",
          inOrder(expected), inOrder(variants));
    }
    if (measure.workedExample().month().getDayOfMonth() != 1) {
      mistake("the month of the worked example is not written as its first day");
    }
  }

  private void judgeCount(MeasureVariant variant) {
    List<ProductFacts> selected = known.products().stream().filter(variant::selects).toList();
    if (selected.isEmpty()) {
      mistake("variant '%s' selects no presentation that is known", variant.id());
      return;
    }
    switch (measure.numerator().quantity()) {
      case DDD, OME -> judgeDoses(variant, selected);
      case QUANTITY -> judgeUnits(variant, selected);
      case ITEMS, NIC, ACTUAL_COST -> {
        // Every presentation has them.
      }
    }
    if (measure.denominator().isOfItems()) {
      judgeShare(variant, selected);
    }
  }

  private void judgeDoses(MeasureVariant variant, List<ProductFacts> selected) {
    String dose = inYaml(measure.numerator().quantity());
    selected.stream()
        .filter(product -> product.kind() == ProductFacts.Kind.NOT_OPIOID)
        .findFirst()
        .ifPresent(
            product ->
                mistake(
                    "variant '%s' selects %s, and only opioids of BNF section 0407 have %s",
                    variant.id(), named(product), dose));
    if (selected.stream().noneMatch(product -> variant.contribution(product).isPresent())) {
      mistake("nothing that variant '%s' selects has a value of %s in it", variant.id(), dose);
    }
  }

  private void judgeUnits(MeasureVariant variant, List<ProductFacts> selected) {
    SortedSet<String> units =
        selected.stream()
            .flatMap(product -> Stream.ofNullable(product.quantityUnit()))
            .map(unit -> isMeasured(unit) ? unit : "pieces")
            .collect(Collectors.toCollection(TreeSet::new));
    if (units.size() > 1) {
      mistake("variant '%s' adds up %s, which are not alike", variant.id(), inOrder(units));
    }
  }

  private static boolean isMeasured(String unit) {
    return unit.equals(QuantityUnit.ML.id()) || unit.equals(QuantityUnit.G.id());
  }

  private void judgeShare(MeasureVariant variant, List<ProductFacts> selected) {
    selected.stream()
        .filter(product -> !variant.compares(product))
        .findFirst()
        .ifPresent(
            product ->
                mistake(
                    "variant '%s' counts %s in the numerator and not in the denominator, so its"
                        + " value is no share",
                    variant.id(), named(product)));
  }

  private String named(ProductFacts product) {
    return product.bnfCode()
        + known.chemicals().nameOf(product.bnfCode()).map(" (%s)"::formatted).orElse("");
  }

  private void mistake(String sentence, @Nullable Object... words) {
    mistakes.add(sentence.formatted(words));
  }

  private static String inYaml(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String inOrder(Collection<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }
}
