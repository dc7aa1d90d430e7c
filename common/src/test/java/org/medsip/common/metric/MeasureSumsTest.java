package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.medsip.common.metric.MeasureSums.Sums;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution.Resolved;

class MeasureSumsTest {

  private static final MeasureCatalogue CATALOGUE = MeasureCatalogue.load();
  private static final ProductFacts MORPHINE = opioid("0407020Q0AAAKAK");
  private static final ProductFacts CODEINE = opioid("0407020C0AAAEAE");

  @Test
  void itDoesNotMatterInWhichPartsTheRowsAreAddedUp() {
    List<MeasureVariant> variants = CATALOGUE.variants();
    for (int seed = 0; seed < 8; seed++) {
      Random random = new Random(seed);
      MeasureSums whole = new MeasureSums(variants);
      List<MeasureSums> parts =
          IntStream.range(0, 3).mapToObj(part -> new MeasureSums(variants)).toList();
      for (int i = 0; i < 60; i++) {
        ProductFacts product = random.nextBoolean() ? MORPHINE : CODEINE;
        PrescribedRow row = row(random);
        whole.add(product, row);
        parts.get(random.nextInt(3)).add(product, row);
      }
      MeasureSums merged = new MeasureSums(variants);
      for (int part : List.of(2, 0, 1)) {
        merged.add(parts.get(part).bytes());
      }

      assertThat(IntStream.range(0, variants.size()).mapToObj(merged::of))
          .isEqualTo(IntStream.range(0, variants.size()).mapToObj(whole::of).toList());
    }
  }

  @Test
  void aCostIsAddedUpToTheLastDecimalAndItsSquaresFollowTheListPrice() {
    MeasureSums sums = new MeasureSums(List.of(ofCost("actual_cost")));
    sums.add(MORPHINE, row(2, "10.00000", "9.30001"));
    sums.add(CODEINE, row(1, "0.00000", "0.05000"));

    Sums sum = sums.of(0);
    assertThat(sum.numerator()).isEqualByComparingTo("9.35001");
    assertThat(sum.squares().doubleValue())
        .as("2 items of 4.650005 pounds each")
        .isEqualTo(2 * 4.650005 * 4.650005, within(1e-6));
    assertThat(sum.itemsWithValue()).isEqualTo(3);
  }

  @Test
  void aSquareTooLargeForALongIsNotLost() {
    MeasureSums sums = new MeasureSums(List.of(ofCost("nic")));
    PrescribedRow dear =
        new PrescribedRow(
            1, BigDecimal.ONE, new BigDecimal("10000000"), BigDecimal.ONE, 1, 1e14, null);
    sums.add(MORPHINE, dear);
    sums.add(MORPHINE, dear);

    assertThat(sums.of(0).squares()).isEqualByComparingTo("200000000000000");
  }

  private static MeasureVariant ofCost(String quantity) {
    String text =
        MeasureCatalogue.packaged()
            .getOrDefault("opioid_nic_per_1000.yaml", "")
            .replace("quantity: nic\n", "quantity: " + quantity + "\n");
    return MeasureCatalogue.parse(Map.of("opioid_nic_per_1000.yaml", text)).variants().get(0);
  }

  private static PrescribedRow row(Random random) {
    return row(1 + random.nextInt(9), random.nextInt(10_000) + ".25", random.nextInt(9_000) + ".5");
  }

  private static PrescribedRow row(long items, String nic, String actualCost) {
    double price = Double.parseDouble(nic);
    return new PrescribedRow(
        items,
        new BigDecimal("28.1250"),
        new BigDecimal(nic),
        new BigDecimal(actualCost),
        28.125 * 28.125 / items,
        price * price / items,
        null);
  }

  private static ProductFacts opioid(String code) {
    ProductResolver resolver = new ProductResolver(ProductReference.load());
    return ProductFacts.of(((Resolved) resolver.resolve(code, "")).product());
  }
}
