package org.medsip.common.metric;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.sum;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Contribution.Basis;
import org.medsip.common.metric.Measure.Quantity;
import org.medsip.common.product.OmeSet;

/**
 * A numerator taken apart again: what each presentation adds to it.
 *
 * @param variant the variant of a measure
 * @param products what is added, the largest first
 * @param withoutValue what is selected and has no value in the variant, most items first
 * @param comparedByMonth items of the denominator by month, where the value is a share of items
 */
public record MeasureTrace(
    MeasureVariant variant,
    List<Added> products,
    List<Unvalued> withoutValue,
    SortedMap<String, BigDecimal> comparedByMonth) {

  /**
   * What one presentation adds.
   *
   * @param bnfCode its code
   * @param bnfName its name in the last month
   * @param items its items
   * @param basis what is multiplied
   * @param amount how much of the basis there is
   * @param each what one of it adds
   * @param contribution what all of it adds
   * @param citations the reference rows behind {@code each}
   */
  public record Added(
      String bnfCode,
      String bnfName,
      long items,
      String basis,
      BigDecimal amount,
      BigDecimal each,
      BigDecimal contribution,
      String citations) {}

  /**
   * A presentation that is selected and has no value.
   *
   * @param bnfCode its code
   * @param bnfName its name in the last month
   * @param items its items
   * @param reason why it has none
   */
  public record Unvalued(String bnfCode, String bnfName, long items, String reason) {}

  /** What is known of a presentation of a month and how much of it was prescribed. */
  private record Prescribed(Row row, ProductFacts facts) {

    static Prescribed of(Row row) {
      return new Prescribed(row, ProductFacts.of(row));
    }

    /** The code in the file, which may be called otherwise today. */
    String code() {
      return row.getAs("bnf_code");
    }

    String name() {
      return row.getAs("bnf_name");
    }

    long items() {
      return row.getAs("prescribed_items");
    }

    BigDecimal amount(Basis basis) {
      return switch (basis) {
        case ITEMS -> BigDecimal.valueOf(items());
        case QUANTITY -> row.getAs("prescribed_quantity");
        case UNITS -> row.getAs("prescribed_units");
        case NIC -> row.getAs("prescribed_nic");
        case ACTUAL_COST -> row.getAs("prescribed_actual_cost");
      };
    }
  }

  /**
   * The rows a trace is made of: what was prescribed of each presentation and month, beside what is
   * known of it.
   *
   * @param prescribing rows of {@code prescribing}
   * @param products rows of {@code product_month} of the same months
   */
  public static Dataset<Row> rows(Dataset<Row> prescribing, Dataset<Row> products) {
    String[] key = {"month", "bnf_code"};
    Dataset<Row> prices = products.select("month", "bnf_code", "nic_per_dose");
    Dataset<Row> prescribed =
        prescribing
            .join(broadcast(prices), key, "inner")
            .groupBy("month", "bnf_code")
            .agg(
                sum("items").as("prescribed_items"),
                sum("total_quantity").as("prescribed_quantity"),
                sum(OpioidColumns.units()).as("prescribed_units"),
                sum("nic").as("prescribed_nic"),
                sum("actual_cost").as("prescribed_actual_cost"));
    return prescribed.join(broadcast(products), key, "inner").orderBy("month", "bnf_code");
  }

  /** The trace of a variant over rows in the order of their months. */
  public static MeasureTrace of(MeasureVariant variant, List<Row> rows) {
    List<Prescribed> all = rows.stream().map(Prescribed::of).toList();
    Map<String, Added> products = new TreeMap<>();
    Map<String, Unvalued> withoutValue = new TreeMap<>();
    SortedMap<String, BigDecimal> compared = new TreeMap<>();
    for (Prescribed one : all) {
      if (variant.selects(one.facts())) {
        Optional<Contribution> contribution = variant.contribution(one.facts());
        contribution.ifPresentOrElse(
            c -> {
              Added added = added(one, c, variant);
              products.merge(added.bnfCode() + " " + added.each(), added, MeasureTrace::together);
            },
            () -> {
              Unvalued unvalued = unvalued(one);
              withoutValue.merge(unvalued.bnfCode(), unvalued, MeasureTrace::together);
            });
      }
      if (variant.compares(one.facts())) {
        compared.merge(
            one.row().getAs("month").toString(), BigDecimal.valueOf(one.items()), BigDecimal::add);
      }
    }
    return new MeasureTrace(
        variant,
        sorted(products, Comparator.comparing(Added::contribution).reversed()),
        sorted(withoutValue, Comparator.comparing(Unvalued::items).reversed()),
        compared);
  }

  /** The numerator, added up from what each presentation adds. */
  public BigDecimal numerator() {
    return products.stream().map(Added::contribution).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The codes, as the files have them, of everything that is selected or compared. */
  public static List<String> codes(MeasureVariant variant, List<Row> rows) {
    return rows.stream()
        .map(Prescribed::of)
        .filter(one -> variant.selects(one.facts()) || variant.compares(one.facts()))
        .map(Prescribed::code)
        .distinct()
        .toList();
  }

  private static Added added(Prescribed one, Contribution contribution, MeasureVariant variant) {
    BigDecimal amount = one.amount(contribution.basis());
    return new Added(
        one.code(),
        one.name(),
        one.items(),
        contribution.basis().meaning(),
        amount,
        contribution.each(),
        amount.multiply(contribution.each()),
        citations(one.row().getAs("citations"), variant));
  }

  /** The reference rows behind a value: of doses only those of the variant. */
  private static String citations(@Nullable String all, MeasureVariant variant) {
    Quantity quantity = variant.measure().numerator().quantity();
    OmeSet set = variant.variant().ome();
    return Stream.of(all == null ? new String[0] : all.split("; ", -1))
        .filter(row -> !row.startsWith("ome_") || (set != null && row.contains(set.id())))
        .filter(row -> quantity == Quantity.DDD || !row.matches("(combined_)?ddd\\.csv .*"))
        .filter(row -> variant.variant().threshold() != null || !row.startsWith("high_dose"))
        .collect(Collectors.joining("; "));
  }

  private static Unvalued unvalued(Prescribed one) {
    @Nullable String reason = one.row().getAs("unresolved_reason");
    return new Unvalued(
        one.code(),
        one.name(),
        one.items(),
        reason == null ? "the variant has no value for it" : "unresolved: " + reason);
  }

  private static Added together(Added earlier, Added later) {
    return new Added(
        later.bnfCode(),
        later.bnfName(),
        earlier.items() + later.items(),
        later.basis(),
        earlier.amount().add(later.amount()),
        later.each(),
        earlier.contribution().add(later.contribution()),
        later.citations());
  }

  private static Unvalued together(Unvalued earlier, Unvalued later) {
    return new Unvalued(
        later.bnfCode(), later.bnfName(), earlier.items() + later.items(), later.reason());
  }

  private static <T> List<T> sorted(Map<String, T> byCode, Comparator<T> order) {
    List<T> sorted = new ArrayList<>(byCode.values());
    sorted.sort(order);
    return sorted;
  }
}
