package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medsip.common.metric.Measure.Prescribed;
import org.medsip.common.metric.Measure.WorkedExample;
import org.medsip.common.metric.MeasureSums.Sums;
import org.medsip.common.metric.ProductFacts.Kind;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution;
import org.medsip.common.product.Resolution.NotOpioid;
import org.medsip.common.product.Resolution.Resolved;

/** What each definition computes by hand is what the program computes. */
class WorkedExamplesTest {

  private static final ProductResolver RESOLVER = new ProductResolver(ProductReference.load());

  static Stream<MeasureVariant> variants() {
    return MeasureCatalogue.load().variants().stream();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theProgramComputesWhatWasComputedByHand(MeasureVariant variant) {
    WorkedExample example = variant.measure().workedExample();
    MeasureSums sums = new MeasureSums(Stream.of(variant).toList());
    for (Prescribed row : example.prescribed()) {
      sums.add(product(row), figures(row));
    }

    assertThat(value(sums.of(0), example))
        .as("%s %s", variant.measure().id(), variant.id())
        .isCloseTo(example.expected().get(variant.id()), Offset.offset(new BigDecimal("1e-8")));
  }

  private static BigDecimal value(Sums sums, WorkedExample example) {
    Measure measure = sums.variant().measure();
    BigDecimal denominator =
        switch (measure.denominator().kind()) {
          case REGISTRANT_MONTHS, WEIGHTED_REGISTRANTS -> example.registrants();
          case REGISTRANT_DAYS ->
              example.registrants().multiply(BigDecimal.valueOf(example.month().lengthOfMonth()));
          case ITEMS -> BigDecimal.valueOf(sums.compared());
        };
    return sums.numerator().multiply(measure.scale()).divide(denominator, MathContext.DECIMAL64);
  }

  private static ProductFacts product(Prescribed row) {
    Resolution resolution = RESOLVER.resolve(row.bnfCode(), row.bnfName());
    assertThat(resolution)
        .as("%s %s", row.bnfCode(), row.bnfName())
        .isInstanceOfAny(Resolved.class, NotOpioid.class);
    return resolution instanceof Resolved resolved
        ? ProductFacts.of(resolved.product())
        : ProductFacts.of(row.bnfCode(), Kind.NOT_OPIOID);
  }

  private static PrescribedRow figures(Prescribed row) {
    double nothing = 0;
    return new PrescribedRow(
        row.items(), row.quantity(), row.nic(), row.nic(), nothing, nothing, null);
  }
}
