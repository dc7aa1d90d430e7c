package org.medsip.common.metric;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.product.DddVariant;
import org.medsip.common.product.HighDoseThreshold;
import org.medsip.common.product.OmeSet;
import org.medsip.common.product.Product;

/**
 * What a measure may ask of a presentation. What is not known of it is null or absent, and then
 * meets no condition.
 *
 * @param bnfCode the code by which it is selected
 * @param kind whether it is an opioid
 * @param substance the opioid in it
 * @param partner what an opioid compound holds beside it
 * @param route how it is taken
 * @param form pharmaceutical form
 * @param release how long a dose lasts
 * @param strength of the opioid, in {@code strengthUnit}
 * @param strengthUnit {@code mg}, {@code mg/5ml}, {@code mcg/hour}
 * @param quantityUnit what one unit of quantity is
 * @param wearHours how long a patch is worn
 * @param nicPerDose the cost of one dose in pounds, where units are found by cost
 * @param longActing whether it counts in the denominator of the high-dose share
 * @param highDoseAt the thresholds at which it counts as high dose
 * @param dddPerUnit defined daily doses in one unit
 * @param omePerUnit oral morphine equivalent of one unit, in mg
 */
public record ProductFacts(
    String bnfCode,
    Kind kind,
    @Nullable String substance,
    @Nullable String partner,
    @Nullable String route,
    @Nullable String form,
    @Nullable String release,
    @Nullable BigDecimal strength,
    @Nullable String strengthUnit,
    @Nullable String quantityUnit,
    @Nullable BigDecimal wearHours,
    @Nullable BigDecimal nicPerDose,
    boolean longActing,
    Set<HighDoseThreshold> highDoseAt,
    Map<DddVariant, BigDecimal> dddPerUnit,
    Map<OmeSet, BigDecimal> omePerUnit) {

  /** Whether a presentation is an opioid analgesic of BNF section 0407. */
  public enum Kind {
    OPIOID,
    /** An opioid, or perhaps one, of which no more is known. */
    UNRESOLVED,
    NOT_OPIOID
  }

  /** An opioid about which all is known. */
  public static ProductFacts of(Product product) {
    return new ProductFacts(
        product.bnfCode(),
        Kind.OPIOID,
        product.substance(),
        product.partner().orElse(null),
        product.route().id(),
        product.form(),
        product.release().id(),
        product.strength(),
        product.strengthUnit(),
        product.quantityUnit().id(),
        product.wearHours().orElse(null),
        product.nicPerDose().orElse(null),
        product.regularLongActing(),
        product.highDoseAt(),
        product.dddPerUnit(),
        product.omeMgPerUnit());
  }

  /** A presentation of which the code and the kind are all that is known. */
  public static ProductFacts of(String bnfCode, Kind kind) {
    return new ProductFacts(
        bnfCode, kind, null, null, null, null, null, null, null, null, null, null, false, Set.of(),
        Map.of(), Map.of());
  }

  /** What a row of {@code product_month} says. */
  public static ProductFacts of(Row row) {
    Set<HighDoseThreshold> highDoseAt = EnumSet.noneOf(HighDoseThreshold.class);
    for (HighDoseThreshold threshold : HighDoseThreshold.values()) {
      if (isTrue(row, "high_dose_" + threshold.id())) {
        highDoseAt.add(threshold);
      }
    }
    Map<DddVariant, BigDecimal> ddd = new EnumMap<>(DddVariant.class);
    for (DddVariant variant : DddVariant.values()) {
      putIfKnown(ddd, variant, row.getAs("ddd_" + variant.id() + "_per_unit"));
    }
    Map<OmeSet, BigDecimal> ome = new EnumMap<>(OmeSet.class);
    for (OmeSet set : OmeSet.values()) {
      putIfKnown(ome, set, row.getAs("ome_" + set.id() + "_per_unit"));
    }
    return new ProductFacts(
        row.getAs("current_bnf_code"),
        kind(row.getAs("resolution")),
        row.getAs("substance"),
        row.getAs("partner"),
        row.getAs("route"),
        row.getAs("form"),
        row.getAs("release"),
        row.getAs("strength"),
        row.getAs("strength_unit"),
        row.getAs("quantity_unit"),
        row.getAs("wear_hours"),
        row.getAs("nic_per_dose"),
        isTrue(row, "long_acting"),
        highDoseAt,
        ddd,
        ome);
  }

  private static Kind kind(String resolution) {
    return switch (resolution) {
      case "opioid" -> Kind.OPIOID;
      case "unresolved" -> Kind.UNRESOLVED;
      default -> Kind.NOT_OPIOID;
    };
  }

  private static boolean isTrue(Row row, String column) {
    @Nullable Boolean flag = row.getAs(column);
    return flag != null && flag;
  }

  private static <K> void putIfKnown(
      Map<K, BigDecimal> perUnit, K key, @Nullable BigDecimal value) {
    if (value != null) {
      perUnit.put(key, value);
    }
  }
}
