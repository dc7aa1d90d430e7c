package org.medsip.jobs.gold;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Every shipped variant of every measure once more, from the words of its definition, by a
 * condition written in Java and not read from the definition.
 */
final class NaiveMeasures {

  /** A presentation, as {@code product_month} describes it. */
  record Drug(Row row) {

    String code() {
      return row.getAs("bnf_code");
    }

    boolean begins(String... prefixes) {
      for (String prefix : prefixes) {
        if (code().startsWith(prefix)) {
          return true;
        }
      }
      return false;
    }

    boolean is(String column, String... values) {
      String said = row.getAs(column);
      return said != null && Set.of(values).contains(said);
    }

    boolean flag(String column) {
      Boolean flag = row.getAs(column);
      return flag != null && flag;
    }

    @Nullable BigDecimal number(String column) {
      return row.getAs(column);
    }

    double strength(String unit) {
      BigDecimal strength = row.getAs("strength");
      return strength != null && is("strength_unit", unit) ? strength.doubleValue() : Double.NaN;
    }

    boolean isOpioid() {
      return !is("resolution", "not_opioid");
    }

    boolean isSlow() {
      return is("release", "modified", "modified_24_hour");
    }
  }

  /** What a site prescribed of a presentation. */
  record Line(String practice, Drug drug, long items, BigDecimal quantity, BigDecimal nic) {

    BigDecimal units() {
      BigDecimal price = drug.number("nic_per_dose");
      return price == null ? quantity : nic.divide(price, 4, RoundingMode.HALF_UP);
    }

    /** The square of what one item has, times the items. */
    BigDecimal squared(BigDecimal total) {
      return total.multiply(total).divide(BigDecimal.valueOf(items), 20, RoundingMode.HALF_UP);
    }
  }

  /**
   * One variant.
   *
   * @param counts whether the numerator counts a presentation
   * @param adds what a line adds to the numerator; null where the variant has no value
   * @param compares whether the denominator counts it; null where that is registrants
   */
  record Naive(
      Predicate<Drug> counts,
      BiFunction<Drug, Line, @Nullable BigDecimal> adds,
      @Nullable Predicate<Drug> compares) {}

  private static final String[] BENZODIAZEPINES = {
    "0401010L0",
    "0401010N0",
    "0401010P0",
    "0401010R0",
    "0401010T0",
    "0401020A0",
    "0401020E0",
    "0401020K0",
    "0401020P0",
    "0401020T0"
  };
  private static final String[] Z_DRUGS = {"0401010W0", "0401010Y0", "0401010Z0"};
  private static final String[] GABAPENTINOIDS = {"0408010G0", "0408010AE"};
  private static final String[] DFM_OPIOIDS = {
    "040702020", "040702040", "040702050", "0407010F0", "0407010N0", "0407020A0", "0407020AB",
    "0407020AD", "0407020AF", "0407020AG", "0407020AH", "0407020B0", "0407020C0", "0407020D0",
    "0407020G0", "0407020H0", "0407020K0", "0407020L0", "0407020M0", "0407020P0", "0407020Q0",
    "0407020T0", "0407020U0", "0407020V0", "0407020Z0"
  };

  private final Map<String, Naive> all = new HashMap<>();

  NaiveMeasures() {
    for (String scope : Set.of("main_index", "with_combined_list", "with_derived")) {
      dose("opioid_ddd_per_1000_per_day", scope, "ddd_" + scope, Drug::isOpioid);
    }
    for (String scope : Set.of("main_index", "with_combined_list")) {
      dose(
          "tramadol_ddd_per_1000_per_day",
          scope,
          "ddd_" + scope,
          drug -> drug.is("substance", "tramadol"));
    }
    for (String set : Set.of("openprescribing_2019", "openprescribing_2026", "cdc_2022")) {
      dose("opioid_ome_per_1000", set, "ome_" + set, Drug::isOpioid);
    }
    for (String set : Set.of("openprescribing_2019", "openprescribing_2026")) {
      dose("openprescribing_opioidome", set, "ome_" + set, Drug::isOpioid);
    }
    highDose();
    openPrescribing();
    items("opioid_items_per_1000", "standard", Drug::isOpioid);
    items("opioid_injection_items_per_1000", "standard", drug -> drug.is("route", "injection"));
    items(
        "opioid_items_without_injections_per_1000",
        "standard",
        drug -> drug.isOpioid() && !drug.is("route", "injection"));
    items(
        "compound_low_dose_opioid_items_per_1000",
        "standard",
        drug ->
            drug.row().getAs("partner") != null
                && drug.is("substance", "codeine", "dihydrocodeine")
                && (drug.strength("mg") <= 10 || drug.strength("mg/5ml") <= 10));
    items("tramadol_items_per_1000", "standard", drug -> drug.is("substance", "tramadol"));
    items("gabapentinoid_items_per_1000", "standard", drug -> drug.begins(GABAPENTINOIDS));
    items("gabapentinoid_items_per_1000", "gabapentin", drug -> drug.begins("0408010G0"));
    items("gabapentinoid_items_per_1000", "pregabalin", drug -> drug.begins("0408010AE"));
    items("benzodiazepine_items_per_1000", "standard", drug -> drug.begins(BENZODIAZEPINES));
    items("z_drug_items_per_1000", "standard", drug -> drug.begins(Z_DRUGS));
    items(
        "dependence_forming_items_per_1000",
        "standard",
        drug ->
            drug.begins(DFM_OPIOIDS)
                || drug.begins(GABAPENTINOIDS)
                || drug.begins(BENZODIAZEPINES)
                || drug.begins(Z_DRUGS));
    items("co_codamol_items_per_1000", "standard", drug -> drug.begins("0407010F0"));
    for (int mg : new int[] {8, 15, 30}) {
      items(
          "co_codamol_items_per_1000",
          "codeine_" + mg + "_mg",
          drug -> drug.begins("0407010F0") && drug.strength("mg") == mg);
    }
    items("opioid_items_of_50_mg_a_day_per_1000", "standard", drug -> dailyDose(drug) >= 50);
    share(
        "modified_release_opioid_items_share",
        drug -> drug.is("route", "oral") && drug.isSlow(),
        drug -> drug.is("route", "oral"));
    share("transdermal_opioid_items_share", d -> d.is("route", "transdermal"), Drug::isOpioid);
    share("oxycodone_items_share", drug -> drug.is("substance", "oxycodone"), Drug::isOpioid);
    share(
        "oxycodone_of_morphine_and_oxycodone_items_share",
        drug -> drug.is("substance", "oxycodone") && drug.is("route", "oral"),
        drug -> drug.is("substance", "oxycodone", "morphine") && drug.is("route", "oral"));
    put("opioid_nic_per_1000", "standard", Drug::isOpioid, (drug, line) -> line.nic(), null);
    Predicate<Drug> solution =
        drug -> drug.is("substance", "morphine") && drug.is("form", "oral liquid");
    put(
        "morphine_oral_liquid_ml_per_1000",
        "standard",
        solution,
        (drug, line) -> line.quantity(),
        null);
    put(
        "morphine_oral_liquid_ml_per_1000",
        "ten_mg_in_5_ml",
        drug -> solution.test(drug) && drug.strength("mg/5ml") == 10,
        (drug, line) -> line.quantity(),
        null);
  }

  Map<String, Naive> all() {
    return all;
  }

  private void highDose() {
    for (String threshold : Set.of("120", "90")) {
      Predicate<Drug> high = drug -> drug.flag("high_dose_" + threshold);
      items("high_dose_opioid_items_per_1000", threshold, high);
      put(
          "high_dose_opioid_items_share",
          threshold,
          high,
          NaiveMeasures::itemsOf,
          drug -> drug.flag("long_acting"));
    }
  }

  /** The rules as OpenPrescribing publishes them, strength by strength. */
  private void openPrescribing() {
    Predicate<Drug> patch = drug -> drug.is("route", "transdermal");
    Predicate<Drug> slow = drug -> drug.is("route", "oral") && drug.is("release", "modified");
    Predicate<Drug> once = drug -> drug.is("release", "modified_24_hour");
    Predicate<Drug> of120 =
        of("fentanyl", patch, "mcg/hour", 50)
            .or(of("buprenorphine", patch, "mcg/hour", 52.5))
            .or(of("oxycodone", slow, "mg", 40))
            .or(of("oxycodone", once, "mg", 41))
            .or(of("tapentadol", slow, "mg", 150))
            .or(of("morphine", slow, "mg", 60))
            .or(of("morphine", once, "mg", 120));
    Predicate<Drug> of90 =
        of("fentanyl", patch, "mcg/hour", 37.5)
            .or(of("buprenorphine", patch, "mcg/hour", 39.375))
            .or(of("oxycodone", slow, "mg", 30))
            .or(of("oxycodone", once, "mg", 41))
            .or(of("tapentadol", slow, "mg", 112.5))
            .or(of("morphine", slow, "mg", 45))
            .or(of("morphine", once, "mg", 90))
            .or(of("hydromorphone", slow, "mg", 9));
    Predicate<Drug> regular =
        drug ->
            (drug.is("substance", "fentanyl", "buprenorphine") && patch.test(drug))
                || (drug.is("substance", "oxycodone", "tapentadol", "morphine", "hydromorphone")
                    && (slow.test(drug) || once.test(drug)));
    Map.of("120", of120, "90", of90)
        .forEach(
            (threshold, high) -> {
              items("openprescribing_opioidper1000", threshold, high);
              put(
                  "openprescribing_opioidspercent",
                  threshold,
                  high,
                  NaiveMeasures::itemsOf,
                  regular);
            });
  }

  private static Predicate<Drug> of(
      String substance, Predicate<Drug> how, String unit, double atLeast) {
    return drug ->
        drug.is("substance", substance) && how.test(drug) && drug.strength(unit) >= atLeast;
  }

  /** Milligrams of oral morphine a day, of what is taken regularly; else 0. */
  private static double dailyDose(Drug drug) {
    if (drug.is("route", "transdermal")) {
      return drug.strength("mcg/hour") / 1000 * 24 * 100;
    }
    if (!drug.isSlow()) {
      return 0;
    }
    double times = drug.is("release", "modified") ? 2 : 1;
    Map<String, Double> factors =
        Map.of(
            "morphine", 1.0,
            "oxycodone", 1.5,
            "hydromorphone", 5.0,
            "tapentadol", 0.4,
            "tramadol", 0.1,
            "dihydrocodeine", 0.1);
    return drug.strength("mg") * times * factors.getOrDefault(drug.row().getAs("substance"), 0.0);
  }

  private void dose(String measure, String variant, String column, Predicate<Drug> counts) {
    put(
        measure,
        variant,
        counts,
        (drug, line) -> {
          BigDecimal each = drug.number(column + "_per_unit");
          return each == null ? null : line.units().multiply(each);
        },
        null);
  }

  private void items(String measure, String variant, Predicate<Drug> counts) {
    put(measure, variant, counts, NaiveMeasures::itemsOf, null);
  }

  private void share(String measure, Predicate<Drug> counts, Predicate<Drug> compares) {
    put(measure, "standard", counts, NaiveMeasures::itemsOf, compares);
  }

  private static BigDecimal itemsOf(Drug drug, Line line) {
    return BigDecimal.valueOf(line.items());
  }

  private void put(
      String measure,
      String variant,
      Predicate<Drug> counts,
      BiFunction<Drug, Line, @Nullable BigDecimal> adds,
      @Nullable Predicate<Drug> compares) {
    all.put(measure + "/" + variant, new Naive(counts, adds, compares));
  }
}
