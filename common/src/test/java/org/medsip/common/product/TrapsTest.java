package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.medsip.common.product.Resolution.NotOpioid;
import org.medsip.common.product.Resolution.Resolved;

/**
 * The traps of METHOD A3b: each test falls into one on purpose and shows that the published figures
 * would move by about the stated size, so that stepping around it is seen to matter. The stated
 * sizes come from more months than the ten at hand, hence "about".
 */
class TrapsTest {

  private static final ProductReference REFERENCE = ProductReference.load();
  private static final OmeSet SET = OmeSet.OPENPRESCRIBING_2019;
  private static final DddVariant MAIN = DddVariant.MAIN_INDEX;
  private static final Set<String> SECOND_ANALGESICS = Set.of("paracetamol", "aspirin");

  @Nested
  class InEngland2016 {

    private final Tally england = Tally.ofEngland2016();

    @Test
    void resolvingOnlyGenericCodesLosesHalfOfOmeAndThreeTenthsOfDdds() {
      Tally generics = england.where(line -> line.row().bnfCode().startsWith("AA", 9));

      assertAbout(change(generics.ome(SET), england.ome(SET)), -49);
      assertAbout(change(generics.ddd(MAIN), england.ddd(MAIN)), -29);
    }

    @Test
    void patchesCountedForOneHourInsteadOfTheirWearTimeLoseAFifthOfOme() {
      Function<Product, BigDecimal> oneHour =
          product ->
              product
                  .wearHours()
                  .map(hours -> BigDecimal.ONE.divide(hours, MathContext.DECIMAL64))
                  .orElse(BigDecimal.ONE);

      assertAbout(change(omeTimes(england, oneHour), england.ome(SET)), -21);
      assertAbout(change(dddTimes(england, oneHour), england.ddd(MAIN)), -10);
    }

    @Test
    void milligramsInFiveMillilitresReadAsInOneAddAQuarterToOme() {
      Function<Product, BigDecimal> asPerMl =
          product -> BigDecimal.valueOf(product.strengthUnit().equals("mg/5ml") ? 5 : 1);

      assertAbout(change(omeTimes(england, asPerMl), england.ome(SET)), 25);
      assertAbout(change(dddTimes(england, asPerMl), england.ddd(MAIN)), 15);
    }

    @Test
    void takingTheOtherAnalgesicOfACompoundForTheOpioidMultipliesOmeByFive() {
      Function<Product, BigDecimal> wrongIngredient =
          product ->
              product.partner().filter(SECOND_ANALGESICS::contains).isPresent()
                  ? partnerOverOpioid(product)
                  : BigDecimal.ONE;

      BigDecimal change = change(omeTimes(england, wrongIngredient), england.ome(SET));

      assertThat(change).isBetween(new BigDecimal("400"), new BigDecimal("440"));
    }

    @Test
    void anAtcFilterOnN02aLosesPlainCodeineAndAQuarterOfDdds() {
      Tally withoutCodeine =
          england.whereProduct(product -> !product.substance().equals("codeine"));

      assertAbout(change(withoutCodeine.ddd(MAIN), england.ddd(MAIN)), -26);
    }

    @Test
    void takingAllOf0407010AsOpioidsAddsHalfToTheItems() {
      BigDecimal nonOpioids =
          england.items(line -> line.row().bnfCode().startsWith("0407010") && isNotOpioid(line));

      assertAbout(change(england.opioidItems().add(nonOpioids), england.opioidItems()), 54);
    }

    @Test
    void countingOpioidDependenceAddsEightPerCentToTheItems() {
      BigDecimal dependence =
          england.items(line -> line.row().bnfCode().startsWith("041003") && isNotOpioid(line));

      assertAbout(change(england.opioidItems().add(dependence), england.opioidItems()), 8);
    }

    @Test
    void injectionsCountedByTheMillilitreInsteadOfTheAmpouleLoseAFewPerCentOfTheirOme() {
      Tally injections = england.whereProduct(product -> product.route() == Route.INJECTION);
      Function<Product, BigDecimal> oneMl =
          product ->
              presentation(product)
                  .contentsMl()
                  .map(ml -> BigDecimal.ONE.divide(ml, MathContext.DECIMAL64))
                  .orElse(BigDecimal.ONE);

      assertAbout(change(omeTimes(injections, oneMl), injections.ome(SET)), -4.5);
    }

    @Test
    void fentanylBottlesAndDosesAreMixedInQuantitySoCostCountsTheDoses() {
      Tally pecFent = england.where(line -> line.row().bnfCode().startsWith("0407020A0BP"));
      BigDecimal doses = pecFent.sum(Tally.Line::units);
      BigDecimal quantity = pecFent.sum(line -> line.row().totalQuantity());

      assertThat(change(doses, quantity))
          .as("a bottle holds 8 doses: all bottles would be +700 %%, all doses 0 %%")
          .isBetween(new BigDecimal("15"), new BigDecimal("35"));
    }
  }

  @Nested
  class InRealEpdRows {

    private final List<Prescribed> rows = Prescribed.inEpd("epd_201709_4practices.csv");
    private final Tally practices = Tally.of(rows);

    @Test
    void theQuantityOfOneItemInsteadOfAllLosesMoreThanHalfOfOme() {
      Tally ofOneItem =
          Tally.of(
              rows.stream()
                  .map(
                      row ->
                          new Prescribed(
                              row.practice(),
                              row.bnfCode(),
                              row.name(),
                              row.items(),
                              row.quantity(),
                              row.quantity(),
                              row.nic()))
                  .toList());

      assertAbout(change(ofOneItem.ome(SET), practices.ome(SET)), -57);
    }

    @Test
    void keepingOneRowAPracticeAndPresentationLosesMoreThanHalfOfOme() {
      Tally deduplicated =
          Tally.of(
              rows.stream()
                  .collect(
                      Collectors.toMap(
                          row -> row.practice() + row.bnfCode(),
                          Function.identity(),
                          (first, second) -> first,
                          LinkedHashMap::new))
                  .values());

      assertAbout(change(deduplicated.ome(SET), practices.ome(SET)), -55);
    }

    @Test
    void highDoseDecidedByWordsInTheNameMissesAThirdOfTheItems() {
      Pattern words = Pattern.compile("M/R|Patch");
      Tally highDose =
          practices.whereProduct(product -> product.isHighDoseAt(HighDoseThreshold.OF_120));
      Tally named = highDose.where(line -> words.matcher(line.row().name()).find());

      assertThat(highDose.opioidItems()).isEqualByComparingTo("52");
      assertThat(named.opioidItems()).isEqualByComparingTo("34");
    }
  }

  @Test
  void aTwelveMicrogramFentanylPatchIsItsNominalTwentyEightPointEightMilligramsADay() {
    Product patch = product("0407020A0AAAUAU", "Fentanyl_Transdermal Patch 12mcg/hr");
    BigDecimal days = BigDecimal.valueOf(3);

    assertThat(patch.omeMg(SET).orElseThrow().divide(days)).isEqualByComparingTo("28.8");
  }

  @Test
  void aFifteenMicrogramBuprenorphinePatchIsWornSevenDays() {
    assertThat(product("0407020B0BEADAK", "BuTrans_Transdermal Patch 15mcg/hr").wearHours())
        .hasValue(BigDecimal.valueOf(168));
  }

  @Test
  void theDoseOfBuprenorphineIs1Point2MilligramsBecauseItsDoseOf8IsForDependenceOnly() {
    Product tablet = product("0407020B0AAADAD", "Buprenorphine_Tab Subling 400mcg S/F");

    assertThat(tablet.ddd(MAIN)).hasValue(new BigDecimal("0.3333333333"));
    assertThat(new ProductResolver(REFERENCE).resolve("0410030A0AAACAC", "Buprenorphine_Tab 8mg"))
        .isInstanceOf(NotOpioid.class);
  }

  private static Product product(String code, String name) {
    return ((Resolved) new ProductResolver(REFERENCE).resolve(code, name)).product();
  }

  private static boolean isNotOpioid(Tally.Line line) {
    return line.resolution() instanceof NotOpioid;
  }

  private static Presentation presentation(Product product) {
    return REFERENCE
        .presentation(product.bnfCode())
        .or(
            () ->
                ProductResolver.genericEquivalent(product.bnfCode())
                    .flatMap(REFERENCE::presentation))
        .orElseThrow();
  }

  private static BigDecimal partnerOverOpioid(Product product) {
    return presentation(product)
        .partnerMg()
        .orElseThrow()
        .divide(product.strength(), MathContext.DECIMAL64);
  }

  private static BigDecimal omeTimes(Tally tally, Function<Product, BigDecimal> mistake) {
    return tally.perUnit(
        product -> product.omeMg(SET).map(ome -> ome.multiply(mistake.apply(product))));
  }

  private static BigDecimal dddTimes(Tally tally, Function<Product, BigDecimal> mistake) {
    return tally.perUnit(
        product -> product.ddd(MAIN).map(ddd -> ddd.multiply(mistake.apply(product))));
  }

  private static BigDecimal change(BigDecimal wrong, BigDecimal right) {
    return wrong.subtract(right).movePointRight(2).divide(right, MathContext.DECIMAL32);
  }

  private static void assertAbout(BigDecimal change, double stated) {
    assertThat(change.doubleValue()).isCloseTo(stated, offset(2.0));
  }
}
