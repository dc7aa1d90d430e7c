package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * England 2016 from Prescription Cost Analysis through the product reference. The published 761
 * items and 431,000 mg a thousand people, and our 758 and 429,500, are BNF 0407 opioids: 0407020,
 * tramadol, and the compounds of 0407010, without 0410, 0309 and 0407041.
 */
class NationalPrescribingTest {

  /** ONS mid-2016 population of England is 55.27 million; 10 of 12 months are at hand. */
  private static final BigDecimal YEAR_A_THOUSAND_PEOPLE =
      new BigDecimal("1.2").divide(new BigDecimal("55270"), MathContext.DECIMAL64);

  private final Tally england = Tally.ofEngland2016();

  @Test
  void opioidItemsAThousandPeopleAre758() {
    assertThat(aThousand(england.opioidItems()))
        .isCloseTo(new BigDecimal("758"), withPercentage(0.1));
  }

  @Test
  void omeWithTheFactorsOf2019IsTheFigureComparedWithThePublishedOne() {
    assertThat(aThousand(england.ome(OmeSet.OPENPRESCRIBING_2019)))
        .isCloseTo(new BigDecimal("429500"), withPercentage(0.1));
  }

  @Test
  void omeWithTheFactorsOf2026IsThreePerCentLess() {
    assertThat(aThousand(england.ome(OmeSet.OPENPRESCRIBING_2026)))
        .isCloseTo(new BigDecimal("416000"), withPercentage(0.1));
  }

  @Test
  void cdcListsNothingForSixteenPerCentOfItems() {
    BigDecimal without =
        england.whereProduct(product -> product.omeMg(OmeSet.CDC_2022).isEmpty()).opioidItems();

    assertThat(percent(without, england.opioidItems())).isBetween(dec("15.5"), dec("16.5"));
  }

  @Test
  void theScopeOfDefinedDailyDosesMovesTheRateByAFactorOfTwoPointFour() {
    BigDecimal ratio =
        england
            .ddd(DddVariant.WITH_DERIVED)
            .divide(england.ddd(DddVariant.MAIN_INDEX), MathContext.DECIMAL32);

    assertThat(ratio).isBetween(dec("2.4"), dec("2.5"));
  }

  @Test
  void everyAnalgesicIsResolvedOrListedWithinTheQualityBudget() {
    Map<String, BigDecimal> unresolved = england.unresolved();
    BigDecimal items = unresolved.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    unresolved.forEach(
        (what, count) -> System.out.println("unresolved in 2016: " + count + " items " + what));

    assertThat(percent(items, england.opioidItems())).isLessThanOrEqualTo(dec("0.1"));
    assertThat(unresolved.keySet())
        .allMatch(what -> what.contains("_(S)"), "a powder whose strength no name says");
  }

  @Test
  void theOrderOfTheRowsDoesNotMatter() {
    List<Prescribed> reversed = new ArrayList<>(Prescribed.inPca2016());
    Collections.reverse(reversed);

    assertThat(Tally.of(reversed).ome(OmeSet.OPENPRESCRIBING_2019))
        .isEqualByComparingTo(england.ome(OmeSet.OPENPRESCRIBING_2019));
  }

  private static BigDecimal aThousand(BigDecimal value) {
    return value.multiply(YEAR_A_THOUSAND_PEOPLE);
  }

  private static BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return part.multiply(BigDecimal.valueOf(100)).divide(whole, MathContext.DECIMAL32);
  }

  private static BigDecimal dec(String number) {
    return new BigDecimal(number);
  }
}
