package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.product.Resolution.NotOpioid;
import org.medsip.common.product.Resolution.Resolved;
import org.medsip.common.product.Resolution.Unresolved;

class ProductResolverTest {

  private final ProductResolver resolver = new ProductResolver(ProductReference.load());

  @ParameterizedTest(name = "{1} and {2}")
  @CsvSource({
    "0407020Q0BKAAEF, Zomorph_Cap 10mg, Zomorph 10mg modified-release capsules",
    "0407020Q0AAAKAK, Morph Sulf_Tab 10mg M/R, Morphine sulfate 10mg modified-release tablets",
    "0407020Q0BBAAAK, MST Continus_Tab 10mg, MST Continus 10mg tablets",
    "0407020Q0BCAGCN, Oramorph_Oral Soln 10mg/5ml, Oramorph 10mg/5ml oral solution",
    "0407020A0AAAEAE, Fentanyl_Transdermal Patch 25mcg/hr,"
        + " Fentanyl 25micrograms/hour transdermal patches",
    "0407020A0BEAAAU, Matrifen_Patch 12mcg/hr, Matrifen 12micrograms/hour transdermal patches",
    "0407020ADAAAMAM, Oxycodone HCl_Inj 10mg/ml 2ml Amp,"
        + " Oxycodone 20mg/2ml solution for injection ampoules",
    "0407010F0AAAHAH, Co-Codamol_Tab 30mg/500mg, Co-codamol 30mg/500mg caplets",
    "0407020A0BJAAAW, Abstral_Tab Sublingual 100mcg, Abstral 100microgram sublingual tablets"
  })
  void bothNameStylesGiveTheSameProduct(String code, String old, String current) {
    assertThat(product(code, current).dddPerUnit()).isEqualTo(product(code, old).dddPerUnit());
    assertThat(product(code, current).omeMgPerUnit()).isEqualTo(product(code, old).omeMgPerUnit());
    assertThat(product(code, current).citations()).isEqualTo(product(code, old).citations());
  }

  @Test
  void theSameCodeAndNameGiveAnEqualAnswerFromAnotherReferenceLoadedLater() {
    Resolution again =
        new ProductResolver(ProductReference.load()).resolve("0407020Q0BKAAEF", "Zomorph_Cap 10mg");

    assertThat(resolver.resolve("0407020Q0BKAAEF", "Zomorph_Cap 10mg")).isEqualTo(again);
  }

  @Test
  void aNameWhoseStrengthContradictsTheGenericEquivalentIsRefused() {
    assertThat(reason("0407020Q0BKAAEF", "Zomorph_Cap 30mg")).contains("another strength");
  }

  @Test
  void aNameWhoseFormContradictsTheGenericEquivalentIsRefused() {
    assertThat(reason("0407020Q0AAABAB", "Morphine 10mg tablets")).contains("says tablet");
  }

  @Test
  void aModifiedReleaseNameOnAnImmediateReleaseCodeIsRefused() {
    assertThat(reason("0407020C0AAAEAE", "Codeine 30mg modified-release tablets"))
        .contains("modified release");
  }

  @Test
  void aGenericNameThatOmitsTheModifiedReleaseOfItsCodeIsRefused() {
    assertThat(reason("0407020Q0AAAKAK", "Morphine 10mg tablets")).contains("modified release");
  }

  @Test
  void aSaltStrengthThatDiffersFromTheBaseIsRefused() {
    assertThat(reason("0407020E0BBAAAA", "Doloxene 100mg capsules")).contains("another strength");
  }

  @Test
  void aPatchOfAStrengthWithoutAKnownWearTimeIsRefused() {
    assertThat(reason("0407020A0AAXYXY", "Fentanyl 62micrograms/hour transdermal patches"))
        .contains("no wear time");
  }

  @Test
  void aPatchWhoseNameSaysAnotherWearTimeIsRefused() {
    assertThat(reason("0407020B0AAAHAH", "Buprenorphine_Patch 5mcg/hr (96hr)"))
        .contains("96 hours");
  }

  @Test
  void aFormThatIsNotKnownIsRefused() {
    assertThat(reason("0407020Q0AAXYXY", "Morphine 10mg implant")).contains("not say enough");
  }

  @Test
  void aPowderWithoutAStrengthIsRefused() {
    assertThat(reason("0407020K0AABQBQ", "Diamorph HCl_(S)")).contains("not say enough");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "0407020K0AACYCY, Diamorph HCl_Neb Soln 20mg/2.5ml",
    "0407020Q0AAEWEW, Morph Sulf_Rectal Tamp 35mg + Lubri Gel",
    "0407020P0AAAUAU, Gppe Inj_Omnopon 20mg/1ml Amp",
    "0407020A0AAAQAQ, Fentanyl_Patch Self-Adh 4.2mg/72hrs",
    "0407020A0AAAAAA, Fentanyl_Patch Self-Adh 2.5mg"
  })
  void aNameThatOnlySeemsToSayEverythingIsRefused(String code, String name) {
    assertThat(reason(code, name)).contains("not say enough");
  }

  @Test
  void aBrandWithoutAKnownEquivalentDoesNotSayItsReleaseAndIsRefused() {
    assertThat(reason("0407020Q0BZAAXY", "Newmorph 40mg capsules")).contains("not say enough");
  }

  @Test
  void anInjectionPerMlWithoutItsAmpouleSizeIsRefused() {
    assertThat(reason("0407020Q0AAXYXY", "Morphine 10mg/ml solution for injection ampoules"))
        .contains("not say enough");
  }

  @Test
  void aShortCodeIsRefused() {
    assertThat(reason("0407020Q0", "Morphine sulfate")).contains("15 characters");
  }

  @Test
  void aGenericNasalSprayIsRefusedBecauseItsQuantityMayCountBottlesOrDoses() {
    assertThat(reason("0407020A0AABJBJ", "Fentanyl 100micrograms/dose nasal spray"))
        .contains("bottles or doses");
  }

  @Test
  void aGenericNotListedResolvesByANameThatSaysEverything() {
    Product liquid = product("0407020Q0AAXYXY", "Morphine sulfate 7mg/5ml oral solution");
    Product ampoule =
        product("0407020Q0AAXZXZ", "Morphine sulfate 24mg/2ml solution for injection ampoules");

    assertThat(liquid.opioidMgPerUnit()).isEqualByComparingTo("1.4");
    assertThat(ampoule.opioidMgPerUnit()).isEqualByComparingTo("24");
    assertThat(liquid.citations()).first().extracting(Citation::table).isEqualTo("name");
  }

  @Test
  void aBrandNotListedResolvesByANameInFullWhereReleaseIsNotInQuestion() {
    Product tablet = product("0407020A0BYARCH", "Brand 67microgram sublingual tablets");
    Product patch = product("0407020A0BZZZZZ", "Brand 25micrograms/hour transdermal patches");

    assertThat(tablet.opioidMgPerUnit()).isEqualByComparingTo("0.067");
    assertThat(patch.opioidMgPerUnit()).isEqualByComparingTo("1.8");
  }

  @Test
  void suffixA0IsNoStrengthAndIsNeverMapped() {
    assertThat(ProductResolver.genericEquivalent("0407010X0BMADA0")).isEmpty();
    assertThat(product("0407010X0BMADA0", "Solpadeine Max Solb_Tab").strength())
        .isEqualByComparingTo("12.8");
    assertThat(product("0407010X0BMACA0", "Solpadeine Plus_Cap").strength())
        .isEqualByComparingTo("8");
    assertThat(resolver.resolve("0407010X0CMABA0", "Night Nurse_Cap"))
        .isInstanceOf(NotOpioid.class);
  }

  @Test
  void anUnlistedCombinationThatNamesAnOpioidIsUnresolvedNotLeftOut() {
    assertThat(reason("0407010X0ZZAAA0", "Paracet/Codeine/Caffeine_Tab 500mg/8mg/30mg"))
        .contains("not say enough");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "0407010H0AAAMAM, Paracet_Tab 500mg",
    "0407010B0AAAEAE, Aspirin Disper_Tab 300mg",
    "0407010P0AAABAB, Nefopam HCl_Tab 30mg",
    "0407010W0BGAAAE, Alka-Seltzer XS_Tab",
    "0407041A0AAADAD, Paracet/Metoclopramide HCl_Tab 500mg/5mg",
    "0410030C0AAAFAF, Methadone HCl_Mix 1mg/1ml",
    "0309010C0AAAAAA, Codeine Phos_Linct 15mg/5ml",
    "0302000C0BPACBV, Clenil Modulite 200micrograms/dose inhaler"
  })
  void whatLiesOutsideTheOpioidAnalgesicsIsNotOpioidAndSaysWhy(String code, String name) {
    assertThat(resolver.resolve(code, name))
        .isInstanceOfSatisfying(
            NotOpioid.class, outside -> assertThat(outside.reason()).isNotBlank());
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "0407020A0BFAFBW, Mezolar Matrix_T/Derm Patch 37.5mcg/hr, 37.5",
    "0407020AFBBADAD, Targinact_Tab 40mg/20mg M/R, 40",
    "0407020A0BJAFBB, Abstral_Tab Sublingual 800mcg, 0.8"
  })
  void strengthsThatExistOnlyUnderBrandCodesResolve(String code, String name, BigDecimal strength) {
    assertThat(product(code, name).strength()).isEqualByComparingTo(strength);
  }

  @Test
  void aRenumberedSubstanceKeepsItsIngredient() {
    Product before = product("0407020AHAAAAAA", "Tapentadol 50mg modified-release tablets");
    Product after = product("0407020AGAAAJAJ", "Tapentadol 50mg modified-release tablets");

    assertThat(before.substance()).isEqualTo(after.substance()).isEqualTo("tapentadol");
    assertThat(before.dddPerUnit()).isEqualTo(after.dddPerUnit());
  }

  @Test
  void nasalFentanylIsCountedByTheCostOfADoseWhetherBottlesOrDosesWereWritten() {
    Product pecFent = product("0407020A0BPABBP", "PecFent_Nsl Spy 400mcg (8D)");

    assertThat(pecFent.quantityRule()).isEqualTo(QuantityRule.NIC_PER_DOSE);
    assertThat(pecFent.units(BigDecimal.ONE, new BigDecimal("36.48"))).isEqualByComparingTo("8");
    assertThat(pecFent.units(new BigDecimal("8"), new BigDecimal("36.48")))
        .isEqualByComparingTo("8");
  }

  @Test
  void everyValueOfAProductIsCited() {
    assertThat(product("0407020Q0BIADDV", "MXL_Cap 120mg").citations())
        .extracting(Citation::table)
        .contains(
            "presentations.csv", "brands.csv", "ddd.csv", "ome_factors.csv", "high_dose_rules.csv");
  }

  private Product product(String code, String name) {
    Resolution resolution = resolver.resolve(code, name);
    assertThat(resolution).isInstanceOf(Resolved.class);
    return ((Resolved) resolution).product();
  }

  private String reason(String code, String name) {
    Resolution resolution = resolver.resolve(code, name);
    assertThat(resolution).isInstanceOf(Unresolved.class);
    return ((Unresolved) resolution).reason();
  }
}
