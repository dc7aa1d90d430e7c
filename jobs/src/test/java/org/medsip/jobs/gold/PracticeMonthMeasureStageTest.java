package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.contract.Definitions;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasureVariant;
import org.medsip.common.product.ProductReference;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.gold.NaiveMeasures.Drug;
import org.medsip.jobs.gold.NaiveMeasures.Line;
import org.medsip.jobs.gold.NaiveMeasures.Naive;
import org.medsip.jobs.silver.ProductMonthStage;

/**
 * Every shipped definition, and one more, on random prescribing of every presentation that is
 * listed, beside plain loops over the same lines.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PracticeMonthMeasureStageTest {

  private static final int PRACTICES = 40;

  /** Brands that differ from their generic equivalents, and presentations of other kinds. */
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("0407020Q0BIABAV", "MXL 60mg capsules"),
          Map.entry("0407020Q0BIACAW", "MXL 90mg capsules"),
          Map.entry("0407020Q0BIADAX", "MXL 120mg capsules"),
          Map.entry("0407020ADBQACAH", "Onexila XL 40mg tablets"),
          Map.entry("0407020ADBQADAI", "Onexila XL 80mg tablets"),
          Map.entry("0407020A0BPAABS", "PecFent 100micrograms/dose nasal spray"),
          Map.entry("0407020Q0ZZZZZZ", "Unheard-of morphine"),
          Map.entry("0407010H0AAAMAM", "Paracet_Tab 500mg"),
          Map.entry("0410030C0AAAFAF", "Methadone HCl_Mix 1mg/1ml S/F"),
          Map.entry("0408010G0AAABAB", "Gabapentin 300mg capsules"),
          Map.entry("0408010AEAAACAC", "Pregabalin 75mg capsules"),
          Map.entry("0408010W0AAAAAA", "Sodium valproate 200mg tablets"),
          Map.entry("0401010T0AAAMAM", "Temazepam 10mg tablets"),
          Map.entry("0401020K0AAAHAH", "Diazepam 2mg tablets"),
          Map.entry("0401010Z0AAAAAA", "Zopiclone 7.5mg tablets"),
          Map.entry("0401010Y0AAABAB", "Zolpidem 10mg tablets"),
          Map.entry("0401010AD0AAAAA", "Melatonin 2mg tablets"),
          Map.entry("0501013B0AAABAB", "Amoxicillin 500mg capsules"));

  private static final String ONE_MORE =
      """
      id: melatonin_items_per_1000
      title: Melatonin items per 1,000 registrants per month
      why_it_matters: It takes one file to ask this of every place and month.
      numerator:
        selection:
          bnf:
            0401010AD: Melatonin
        quantity: items
      denominator: {kind: registrant_months}
      scale: 1000
      unit: items per 1,000 registrants per month
      direction: no_direction
      interval: byar
      variants:
        standard: {title: Melatonin}
      authors: [medsip]
      reviewed: 2026-11-23
      review_due: 2027-11-23
      references: [A wish]
      worked_example:
        says: 1 item of 1,000 registrants.
        month: 2026-04-01
        registrants: 1000
        prescribed:
          - {bnf_code: '0401010ADAAABAB', bnf_name: Melatonin, items: 1, quantity: 30, nic: 5}
        expected: {standard: 1}
      """;

  private final Map<String, Drug> drugs = new TreeMap<>();
  private final List<Line> lines = new ArrayList<>();
  private MeasureCatalogue catalogue = MeasureCatalogue.load();
  private final SortedMap<String, String> found = new TreeMap<>();
  private final Map<String, Double> squaresFound = new HashMap<>();

  @BeforeAll
  void measureRandomPrescribing() {
    Map<String, String> texts = new HashMap<>(Definitions.texts("measures", ".yaml"));
    texts.put("melatonin_items_per_1000.yaml", ONE_MORE);
    catalogue = MeasureCatalogue.parse(texts);
    Rows products = products();
    Random random = new Random(11);
    for (int p = 0; p < PRACTICES; p++) {
      for (Drug drug : drugs.values()) {
        if (random.nextInt(12) == 0) {
          lines.add(
              new Line("P" + p, drug, 1L << random.nextInt(4), number(random), number(random)));
        }
      }
    }
    OnRows.apply(new PracticeMonthMeasureStage(catalogue), products, prescribing())
        .collectAsList()
        .forEach(this::remember);
  }

  @Test
  void everyVariantOfEveryDefinitionIsWhatPlainLoopsOverTheLinesGive() {
    SortedMap<String, String> expected = new TreeMap<>();
    Map<String, Naive> naive = new NaiveMeasures().all();
    naive.forEach(
        (variant, words) -> {
          for (int p = 0; p < PRACTICES; p++) {
            expected.put("P" + p + "/" + variant, sums("P" + p, words));
          }
        });
    SortedMap<String, String> shipped = new TreeMap<>(found);
    shipped.keySet().removeIf(key -> key.contains("melatonin"));

    assertThat(shipped.keySet()).isEqualTo(expected.keySet());
    assertThat(
            expected.keySet().stream()
                .filter(key -> !expected.getOrDefault(key, "").equals(shipped.get(key)))
                .map(key -> key + " is " + shipped.get(key) + " and not " + expected.get(key))
                .limit(8))
        .isEmpty();
    assertThat(naive).hasSize(MeasureCatalogue.load().variants().size());
  }

  @Test
  void theSquaresAreThoseOfWhatOneItemAdds() {
    new NaiveMeasures()
        .all()
        .forEach(
            (variant, words) -> {
              for (int p = 0; p < PRACTICES; p++) {
                double expected = squares("P" + p, words);
                assertThat(squaresFound.get("P" + p + "/" + variant))
                    .as("P%d %s", p, variant)
                    .isCloseTo(expected, within(1e-4 + expected * 1e-8));
              }
            });
  }

  @Test
  void everyVariantCountsSomethingAndLeavesSomethingOut() {
    for (MeasureVariant variant : catalogue.variants()) {
      String key = "/" + variant.measure().id() + "/" + variant.id();
      assertThat(found.keySet().stream().filter(k -> k.endsWith(key)).map(found::get).distinct())
          .as(key)
          .hasSizeGreaterThan(1);
    }
  }

  @Test
  void oneMoreMeasureIsOneMoreFile() {
    long items =
        lines.stream().filter(l -> l.drug().begins("0401010AD")).mapToLong(Line::items).sum();

    assertThat(
            found.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("/melatonin_items_per_1000/standard"))
                .mapToLong(entry -> Long.parseLong(entry.getValue().split(" ", -1)[0]))
                .sum())
        .isEqualTo(items)
        .isPositive();
  }

  /** Every listed presentation by its code alone, and some by their names, as silver has them. */
  private Rows products() {
    Rows published = Rows.of(BronzeTables.EPD);
    for (String code : ProductReference.load().presentationCodes()) {
      published.row("bnf_code", code, "bnf_name", "");
    }
    OTHERS.forEach((code, name) -> published.row("bnf_code", code, "bnf_name", name));
    Rows products = Rows.of(SilverTables.PRODUCT_MONTH);
    OnRows.apply(new ProductMonthStage(), published, Rows.of(BronzeTables.PDPI))
        .collectAsList()
        .forEach(
            row -> {
              drugs.put(row.getAs("bnf_code"), new Drug(row));
              products.row(namesAndValues(SilverTables.PRODUCT_MONTH, row).toArray());
            });
    return products;
  }

  private static List<@Nullable Object> namesAndValues(Table table, Row row) {
    List<@Nullable Object> all = new ArrayList<>();
    for (String column : table.columnNames()) {
      all.add(column);
      all.add(row.getAs(column));
    }
    return all;
  }

  private Rows prescribing() {
    Rows prescribing = Rows.of(SilverTables.PRESCRIBING);
    for (Line line : lines) {
      prescribing.row(
          "practice_code", line.practice(),
          "bnf_code", line.drug().code(),
          "items", line.items(),
          "total_quantity", line.quantity(),
          "nic", line.nic(),
          "items_quantity_squared", line.squared(line.quantity()),
          "items_nic_squared", line.squared(line.nic()));
    }
    return prescribing;
  }

  private void remember(Row row) {
    String key =
        "%s/%s/%s"
            .formatted(row.getAs("practice_code"), row.getAs("measure_id"), row.getAs("variant"));
    BigDecimal compared = row.getAs("items_compared");
    found.put(
        key,
        "%s %s %s %s"
            .formatted(
                row.getAs("items"),
                row.getAs("items_with_value"),
                plain(row.getAs("numerator")),
                compared == null ? "null" : plain(compared)));
    squaresFound.put(key, row.<BigDecimal>getAs("numerator_squares").doubleValue());
  }

  private List<Line> linesOf(String practice, Predicate<Drug> drug) {
    return lines.stream()
        .filter(line -> line.practice().equals(practice) && drug.test(line.drug()))
        .toList();
  }

  private String sums(String practice, Naive words) {
    BigDecimal numerator = BigDecimal.ZERO;
    long items = 0;
    long valued = 0;
    for (Line line : linesOf(practice, words.counts())) {
      BigDecimal added = words.adds().apply(line.drug(), line);
      items += line.items();
      if (added != null) {
        valued += line.items();
        numerator = numerator.add(added);
      }
    }
    Predicate<Drug> compares = words.compares();
    String compared =
        compares == null
            ? "null"
            : "" + linesOf(practice, compares).stream().mapToLong(Line::items).sum();
    return "%s %s %s %s".formatted(items, valued, plain(numerator), compared);
  }

  private double squares(String practice, Naive words) {
    double squares = 0;
    for (Line line : linesOf(practice, words.counts())) {
      BigDecimal added = words.adds().apply(line.drug(), line);
      if (added != null) {
        squares += added.doubleValue() * added.doubleValue() / line.items();
      }
    }
    return squares;
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  /** Multiples of an eighth, so that a square over 1 to 8 items is exact. */
  private static BigDecimal number(Random random) {
    return BigDecimal.valueOf(1 + random.nextInt(3000)).divide(BigDecimal.valueOf(8));
  }
}
