package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProductReferenceTest {

  private final ProductReference reference = ProductReference.load();

  @Test
  void theContentHashIsThatOfTheFilesWheneverTheyAreLoaded() {
    assertThat(reference.contentHash())
        .matches("[0-9a-f]{64}")
        .isEqualTo(ProductReference.load().contentHash());
  }

  @ParameterizedTest
  @EnumSource
  void everyRowNamesItsSource(ReferenceTable table) {
    assertThat(table.rows())
        .isNotEmpty()
        .allSatisfy(
            row -> {
              assertThat(row.text("source")).isNotBlank();
              assertThat(row.text("source_url")).startsWith("https://");
            });
  }

  @Test
  void everyPresentationHasTheIngredientOfItsChemicalSubstance() {
    assertThat(ReferenceTable.PRESENTATIONS.rows())
        .filteredOn(row -> !row.text("bnf_code").matches("0407010[WX]0.*"))
        .allSatisfy(
            row ->
                assertThat(reference.substanceOf(row.text("bnf_code").substring(0, 9)))
                    .hasValue(row.text("substance")));
  }

  @Test
  void everyPresentationIsAGenericEquivalentOrABrandWithSuffixA0() {
    assertThat(ReferenceTable.PRESENTATIONS.rows())
        .allSatisfy(row -> assertThat(row.text("bnf_code")).matches(".{9}(AA(..)\\2|....A0)"));
  }

  @Test
  void everyStrengthIsMoreThanNothing() {
    assertThat(ReferenceTable.PRESENTATIONS.rows())
        .allSatisfy(row -> assertThat(row.number("strength")).isGreaterThan(BigDecimal.ZERO));
  }

  @Test
  void everyPatchOfTheReferenceHasAWearTime() {
    assertThat(ReferenceTable.PRESENTATIONS.rows())
        .filteredOn(row -> row.text("form").equals("patch"))
        .hasSize(13)
        .allSatisfy(
            row ->
                assertThat(reference.presentation(row.text("bnf_code")).flatMap(reference::wear))
                    .isPresent());
  }

  @Test
  void variantsAndSetsAreFoundByTheirIds() {
    assertThat(DddVariant.of("with_derived")).isEqualTo(DddVariant.WITH_DERIVED);
    assertThat(OmeSet.of("cdc_2022")).isEqualTo(OmeSet.CDC_2022);
  }
}
