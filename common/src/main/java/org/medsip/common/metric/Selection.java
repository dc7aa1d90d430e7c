package org.medsip.common.metric;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.ProductFacts.Kind;
import org.medsip.common.product.HighDoseThreshold;
import org.medsip.common.product.OmeSet;
import org.medsip.common.product.Release;

/**
 * Which presentations a measure counts: those that meet every condition that is given. A condition
 * of what is not known of a presentation is not met.
 *
 * @param opioid only opioid analgesics of BNF section 0407, those that could not be resolved too
 * @param bnf prefixes of BNF codes, any of which the code begins with, each with its name
 * @param notBnf prefixes none of which it begins with, each with the reason
 * @param substance the opioid is one of these
 * @param partner what a compound holds beside the opioid is one of these
 * @param compound whether the opioid is one of several ingredients
 * @param route the route is one of these
 * @param form the form is one of these
 * @param release the release is one of these
 * @param strength bounds of the strength
 * @param longActing only what counts in the denominator of the high-dose share
 * @param highDose only what reaches the threshold the variant names
 * @param dailyDose bounds of the dose of a day as usually taken
 * @param anyOf selections of which at least one must be met
 */
public record Selection(
    boolean opioid,
    SortedMap<String, String> bnf,
    SortedMap<String, String> notBnf,
    List<String> substance,
    List<String> partner,
    @Nullable Boolean compound,
    List<String> route,
    List<String> form,
    List<String> release,
    @Nullable Strength strength,
    boolean longActing,
    boolean highDose,
    @Nullable DailyDose dailyDose,
    List<Selection> anyOf)
    implements Serializable {

  public Selection {
    bnf = sorted(bnf);
    notBnf = sorted(notBnf);
    substance = listed(substance);
    partner = listed(partner);
    route = listed(route);
    form = listed(form);
    release = listed(release);
    anyOf = listed(anyOf);
  }

  /**
   * Bounds of a labelled strength.
   *
   * @param unit the unit it is labelled in, such as {@code mg} or {@code mcg/hour}
   * @param atLeast the least strength
   * @param atMost the greatest
   */
  public record Strength(String unit, @Nullable BigDecimal atLeast, @Nullable BigDecimal atMost)
      implements Serializable {

    boolean isOfNothing() {
      return atLeast != null && atMost != null && atLeast.compareTo(atMost) > 0;
    }

    boolean holds(ProductFacts product) {
      BigDecimal labelled = product.strength();
      return labelled != null
          && unit.equals(product.strengthUnit())
          && (atLeast == null || labelled.compareTo(atLeast) >= 0)
          && (atMost == null || labelled.compareTo(atMost) <= 0);
    }
  }

  /**
   * The least oral morphine equivalent of a day. Only what is taken regularly has one: a patch
   * delivers it while it is worn, modified release is taken twice a day, and of 24-hour release
   * once.
   *
   * @param atLeast in mg
   * @param ome the factor set
   */
  public record DailyDose(BigDecimal atLeast, OmeSet ome) implements Serializable {

    private static final BigDecimal HOURS_OF_A_DAY = BigDecimal.valueOf(24);

    boolean holds(ProductFacts product) {
      BigDecimal ofOneUnit = product.omePerUnit().get(ome);
      BigDecimal worn = product.wearHours();
      if (ofOneUnit == null) {
        return false;
      }
      if (worn != null) {
        return ofOneUnit.multiply(HOURS_OF_A_DAY).compareTo(atLeast.multiply(worn)) >= 0;
      }
      return timesADay(product)
          .filter(times -> ofOneUnit.multiply(times).compareTo(atLeast) >= 0)
          .isPresent();
    }

    private static Optional<BigDecimal> timesADay(ProductFacts product) {
      if (Release.MODIFIED.id().equals(product.release())) {
        return Optional.of(BigDecimal.valueOf(2));
      }
      return Release.MODIFIED_24_HOUR.id().equals(product.release())
          ? Optional.of(BigDecimal.ONE)
          : Optional.empty();
    }
  }

  /**
   * Whether a presentation meets it.
   *
   * @param threshold the threshold of the variant, where it names one
   */
  boolean holds(ProductFacts product, @Nullable HighDoseThreshold threshold) {
    return (!opioid || product.kind() != Kind.NOT_OPIOID)
        && (bnf.isEmpty() || beginsWithOne(product, bnf))
        && !beginsWithOne(product, notBnf)
        && isOneOf(substance, product.substance())
        && isOneOf(partner, product.partner())
        && isCompoundAsAsked(product)
        && isOneOf(route, product.route())
        && isOneOf(form, product.form())
        && isOneOf(release, product.release())
        && (strength == null || strength.holds(product))
        && (!longActing || product.longActing())
        && (!highDose || (threshold != null && product.highDoseAt().contains(threshold)))
        && (dailyDose == null || dailyDose.holds(product))
        && (anyOf.isEmpty() || anyOf.stream().anyMatch(one -> one.holds(product, threshold)));
  }

  /** This selection and every one within it. */
  List<Selection> all() {
    List<Selection> all = new ArrayList<>(List.of(this));
    anyOf.forEach(one -> all.addAll(one.all()));
    return all;
  }

  private boolean isCompoundAsAsked(ProductFacts product) {
    return compound == null
        || (product.kind() == Kind.OPIOID && compound == (product.partner() != null));
  }

  private static boolean beginsWithOne(ProductFacts product, SortedMap<String, String> prefixes) {
    return prefixes.keySet().stream().anyMatch(product.bnfCode()::startsWith);
  }

  private static boolean isOneOf(List<String> wanted, @Nullable String found) {
    return wanted.isEmpty() || (found != null && wanted.contains(found));
  }

  private static <T> List<T> listed(@Nullable List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }

  private static SortedMap<String, String> sorted(@Nullable SortedMap<String, String> given) {
    return given == null ? new TreeMap<>() : new TreeMap<>(given);
  }
}
