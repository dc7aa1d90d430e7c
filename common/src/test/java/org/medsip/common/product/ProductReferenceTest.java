package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.common.product.ProductReference.Scope;

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
                    .map(ProductReference.Substance::name)
                    .hasValue(row.text("substance")));
  }

  @Test
  void everyPresentationIsAGenericEquivalentOrABrandWithSuffixA0() {
    assertThat(ReferenceTable.PRESENTATIONS.rows())
        .allSatisfy(row -> assertThat(row.text("bnf_code")).matches(".{9}(AA(..)\\2|....A0)"));
  }

  /** The chemical substances of NHSBSA's Dependency Forming Medicines statistics, METHOD A4. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "040702020", "040702040", "040702050", "0407010F0", "0407010N0", "0407020A0", "0407020AB",
        "0407020AD", "0407020AF", "0407020AG", "0407020AH", "0407020B0", "0407020C0", "0407020D0",
        "0407020G0", "0407020H0", "0407020K0", "0407020L0", "0407020M0", "0407020P0", "0407020Q0",
        "0407020T0", "0407020U0", "0407020V0", "0407020Z0"
      })
  void everyOpioidOfTheDependencyFormingMedicinesStatisticsIsAnOpioidHere(String chemicalCode) {
    assertThat(reference.scopeOf(chemicalCode + "AAAAAA").kind()).isEqualTo(Scope.Kind.OPIOID);
    assertThat(reference.substanceOf(chemicalCode)).isPresent();
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
