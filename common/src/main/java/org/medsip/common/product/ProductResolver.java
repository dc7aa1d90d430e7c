package org.medsip.common.product;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medsip.common.product.ProductReference.Brand;
import org.medsip.common.product.ProductReference.CombinedDdd;
import org.medsip.common.product.ProductReference.Ddd;
import org.medsip.common.product.ProductReference.HighDoseRule;
import org.medsip.common.product.ProductReference.Scope;
import org.medsip.common.product.ProductReference.Wear;
import org.medsip.common.product.Resolution.NotOpioid;
import org.medsip.common.product.Resolution.Resolved;
import org.medsip.common.product.Resolution.Unresolved;

/**
 * Says what a BNF code and a name stand for, from the reference alone. A brand resolves through its
 * generic equivalent, the name must not contradict it, and what is not known is not guessed.
 */
public final class ProductResolver {

  private static final int CODE_LENGTH = 15;
  private static final String NOT_A_STRENGTH = "A0";
  private static final String GENERIC_PRODUCT = "AA";

  private final ProductReference reference;

  /** A resolver over one reference; the same code and name always give an equal answer. */
  public ProductResolver(ProductReference reference) {
    this.reference = reference;
  }

  /** What this presentation is. The name may be in the style of any year, or empty. */
  public Resolution resolve(String bnfCode, String bnfName) {
    Scope scope = reference.scopeOf(bnfCode);
    return switch (scope.kind()) {
      case NOT_OPIOID -> new NotOpioid(scope.meaning());
      case MIXED -> inMixedScope(bnfCode, bnfName, scope);
      case OPIOID -> opioid(bnfCode, bnfName);
    };
  }

  /**
   * Characters 1-9, {@code AA}, and 14-15 twice; none for suffix {@code A0}, which is no strength.
   */
  static Optional<String> genericEquivalent(String bnfCode) {
    String suffix = bnfCode.substring(CODE_LENGTH - 2);
    return suffix.equals(NOT_A_STRENGTH)
        ? Optional.empty()
        : Optional.of(bnfCode.substring(0, 9) + GENERIC_PRODUCT + suffix + suffix);
  }

  private Resolution inMixedScope(String bnfCode, String bnfName, Scope scope) {
    boolean listed = bnfCode.length() == CODE_LENGTH && listed(bnfCode).isPresent();
    if (listed || namesAnOpioid(bnfName)) {
      return opioid(bnfCode, bnfName);
    }
    return new NotOpioid(scope.meaning());
  }

  private boolean namesAnOpioid(String bnfName) {
    String name = bnfName.toLowerCase(Locale.ROOT);
    return reference.substanceNames().stream().anyMatch(name::contains);
  }

  private Resolution opioid(String bnfCode, String bnfName) {
    if (bnfCode.length() != CODE_LENGTH) {
      return new Unresolved("a presentation code has 15 characters, this one " + bnfCode.length());
    }
    NameFacts name = NameFacts.of(bnfName, reference.words());
    Optional<Presentation> presentation = listed(bnfCode).or(() -> byNameAlone(bnfCode, name));
    if (presentation.isEmpty()) {
      return new Unresolved(
          "its generic equivalent is not in presentations.csv and its name does not say enough");
    }
    return contradiction(bnfCode, name, presentation.get())
        .<Resolution>map(Unresolved::new)
        .orElseGet(() -> product(bnfCode, bnfName, presentation.get()));
  }

  private Optional<Presentation> listed(String bnfCode) {
    return reference
        .presentation(bnfCode)
        .or(() -> genericEquivalent(bnfCode).flatMap(reference::presentation));
  }

  /**
   * A name in full says all that is needed: one strength, a form, and its release. Names of
   * generics do, as NHSBSA writes them; of brands only where release is not in question, because
   * the form has none but immediate release or the name says that it is modified.
   */
  private Optional<Presentation> byNameAlone(String bnfCode, NameFacts name) {
    boolean releaseInQuestion =
        !isGeneric(bnfCode)
            && name.release().isEmpty()
            && name.form().filter(Form::isSwallowedWhole).isPresent();
    if (releaseInQuestion || name.amounts().size() != 1) {
      return Optional.empty();
    }
    return reference
        .substanceOf(bnfCode.substring(0, 9))
        .filter(substance -> substance.partner().isEmpty())
        .filter(substance -> !isGeneric(bnfCode) || name.mentions(substance.name()))
        .flatMap(
            substance ->
                name.form()
                    .filter(form -> isFullyStated(name.amounts().get(0), form, name))
                    .map(form -> presentation(bnfCode, substance.name(), form, name)));
  }

  private static boolean isFullyStated(Amount amount, Form form, NameFacts name) {
    if (form.isPatch()) {
      return amount.per() == Amount.Per.HOUR;
    }
    if (form.quantityUnit() == QuantityUnit.G) {
      return false;
    }
    if (form.isLiquid()) {
      return amount.per() == Amount.Per.ML;
    }
    return amount.inOneUnitOf(form, name.containerMl()).isPresent();
  }

  private static Presentation presentation(
      String bnfCode, String substance, Form form, NameFacts name) {
    Amount amount = name.amounts().get(0);
    return new Presentation(
        bnfCode,
        substance,
        Optional.empty(),
        form,
        name.release().orElse(Release.IMMEDIATE),
        strength(amount, form, name),
        Optional.of(amount.perMl().orElse(BigDecimal.ONE)).filter(ml -> form.isLiquid()),
        Optional.empty(),
        Optional.empty(),
        new Citation("name", bnfCode, "the presentation's own name", ""));
  }

  private static BigDecimal strength(Amount amount, Form form, NameFacts name) {
    if (form.isLiquid()) {
      return amount.mg();
    }
    if (form.isPatch()) {
      return amount.mg().movePointRight(3);
    }
    PerUnit one = amount.inOneUnitOf(form, name.containerMl()).orElseThrow();
    return one.rounded().stripTrailingZeros();
  }

  private Optional<String> contradiction(
      String bnfCode, NameFacts name, Presentation presentation) {
    return strengthContradiction(name, presentation)
        .or(() -> formContradiction(name, presentation))
        .or(() -> releaseContradiction(bnfCode, name, presentation))
        .or(() -> wearContradiction(name, presentation));
  }

  private static Optional<String> strengthContradiction(NameFacts name, Presentation listed) {
    List<PerUnit> named = name.amountsInOneUnitOf(listed.form());
    if (named.isEmpty() || named.stream().anyMatch(listed.opioid()::isSameAs)) {
      return Optional.empty();
    }
    return Optional.of(
        "its name gives another strength than %s %s of %s"
            .formatted(listed.strength(), listed.strengthUnitWithVolume(), listed.bnfCode()));
  }

  private static Optional<String> formContradiction(NameFacts name, Presentation listed) {
    return name.form()
        .filter(form -> form.contradicts(listed.form()))
        .map(
            form ->
                "its name says %s, %s is %s"
                    .formatted(form.name(), listed.bnfCode(), listed.form().name()));
  }

  private static Optional<String> releaseContradiction(
      String bnfCode, NameFacts name, Presentation listed) {
    boolean namedModified = name.release().isPresent();
    boolean listedModified = listed.release() != Release.IMMEDIATE;
    if (namedModified && !listedModified) {
      return Optional.of("its name says modified release, " + listed.bnfCode() + " is immediate");
    }
    if (isGeneric(bnfCode) && name.form().isPresent() && listedModified && !namedModified) {
      return Optional.of("a generic name without modified release, which " + bnfCode + " is");
    }
    return Optional.empty();
  }

  private Optional<String> wearContradiction(NameFacts name, Presentation listed) {
    if (!listed.form().isPatch()) {
      return Optional.empty();
    }
    Optional<BigDecimal> worn = reference.wear(listed).map(Wear::hours);
    if (worn.isEmpty()) {
      return Optional.of(
          "no wear time is known for a %s patch of %s mcg/hour"
              .formatted(listed.substance(), listed.strength().toPlainString()));
    }
    return name.wearHours()
        .filter(named -> named.compareTo(worn.get()) != 0)
        .map(named -> "its name says it is worn %s hours, not %s".formatted(named, worn.get()));
  }

  private static boolean isGeneric(String bnfCode) {
    return bnfCode.startsWith(GENERIC_PRODUCT, 9);
  }

  private Resolution product(String bnfCode, String bnfName, Presentation listed) {
    List<Citation> citations = new ArrayList<>(List.of(listed.citation()));
    Optional<Brand> brand = reference.brand(bnfCode.substring(0, 11));
    brand.map(Brand::citation).ifPresent(citations::add);
    Optional<BigDecimal> nicPerDose = brand.flatMap(Brand::nicPerDose);
    if (listed.form().isSpray() && nicPerDose.isEmpty()) {
      return new Unresolved("its QUANTITY may count bottles or doses and no dose price is known");
    }
    Optional<Wear> wear = reference.wear(listed).filter(worn -> listed.form().isPatch());
    wear.map(Wear::citation).ifPresent(citations::add);
    PerUnit opioid = wear.map(Wear::hours).map(listed.opioid()::times).orElse(listed.opioid());
    Map<DddVariant, BigDecimal> ddds = ddds(listed, opioid, citations);
    Map<OmeSet, BigDecimal> omes = omes(listed, opioid, citations);
    Release release = brand.flatMap(Brand::release).orElse(listed.release());
    List<HighDoseRule> rules = reference.highDoseRules(listed, release);
    rules.stream().map(HighDoseRule::citation).forEach(citations::add);
    return new Resolved(
        new Product(
            bnfCode,
            bnfName,
            listed.substance(),
            listed.partner(),
            listed.form().route(),
            listed.form().name(),
            release,
            listed.strength(),
            listed.strengthUnitWithVolume(),
            listed.form().quantityUnit(),
            nicPerDose.isPresent() ? QuantityRule.NIC_PER_DOSE : QuantityRule.AS_PUBLISHED,
            nicPerDose,
            wear.map(Wear::hours),
            opioid.rounded(),
            ddds,
            omes,
            rules.stream().anyMatch(rule -> rule.threshold().equals(HighDoseRule.REGULAR)),
            thresholds(rules),
            List.copyOf(citations)));
  }

  private Map<DddVariant, BigDecimal> ddds(
      Presentation listed, PerUnit opioid, List<Citation> citations) {
    Map<DddVariant, BigDecimal> perUnit = new EnumMap<>(DddVariant.class);
    Optional<Ddd> mainIndex = reference.mainIndexDdd(listed);
    Optional<CombinedDdd> combined = reference.combinedDdd(listed);
    mainIndex.map(Ddd::citation).ifPresent(citations::add);
    combined.map(CombinedDdd::citation).ifPresent(citations::add);
    for (DddVariant variant : DddVariant.values()) {
      mainIndex
          .map(ddd -> opioid.over(ddd.mg()))
          .or(
              () ->
                  combined
                      .filter(dose -> variant.contains(dose.variant()))
                      .flatMap(dose -> listed.unitDoses().map(ud -> ud.over(dose.unitDoses()))))
          .ifPresent(doses -> perUnit.put(variant, doses.rounded()));
    }
    return Collections.unmodifiableMap(perUnit);
  }

  private Map<OmeSet, BigDecimal> omes(
      Presentation listed, PerUnit opioid, List<Citation> citations) {
    Map<OmeSet, BigDecimal> perUnit = new EnumMap<>(OmeSet.class);
    for (OmeSet set : OmeSet.values()) {
      reference
          .factor(set, listed)
          .ifPresent(
              factor -> {
                citations.add(factor.citation());
                perUnit.put(set, opioid.times(factor.value()).rounded());
              });
    }
    return Collections.unmodifiableMap(perUnit);
  }

  private static Set<HighDoseThreshold> thresholds(List<HighDoseRule> rules) {
    Set<HighDoseThreshold> met = EnumSet.noneOf(HighDoseThreshold.class);
    Arrays.stream(HighDoseThreshold.values())
        .filter(limit -> rules.stream().anyMatch(rule -> rule.threshold().equals(limit.id())))
        .forEach(met::add);
    return Collections.unmodifiableSet(met);
  }
}
