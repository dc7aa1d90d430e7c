package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.product.Resolution.Resolved;

/** Opioid rows of the EPD sample of July 2026. */
class CurrentEpdTest {

  @Test
  void theOpioidRowsOfTheSampleResolveFromTheirCurrentNames() {
    ProductResolver resolver = new ProductResolver(ProductReference.load());

    List<Resolution> opioids =
        Prescribed.read(
                "epd_2026/epd_snomed_202607_psql_sample.csv",
                row ->
                    resolver.resolve(
                        row.getField("bnf_presentation_code"),
                        row.getField("bnf_presentation_name")))
            .stream()
            .filter(resolution -> !(resolution instanceof Resolution.NotOpioid))
            .toList();

    assertThat(opioids).hasSize(2).allMatch(Resolved.class::isInstance);
  }
}
