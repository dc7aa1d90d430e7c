package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.product.Resolution.Resolved;

/** The presentation lists of METHOD A3b: high dose at 120 and 90 mg a day with usual dosing. */
class HighDoseTest {

  private final ProductResolver resolver = new ProductResolver(ProductReference.load());

  @ParameterizedTest(name = "{1}: regular {2}, at 120 {3}, at 90 {4}")
  @CsvSource({
    "0407020Q0BKACEH, Zomorph_Cap 60mg, true, true, true",
    "0407020Q0BKABEG, Zomorph_Cap 30mg, true, false, false",
    "0407020Q0AAEAEA, Morphine 50mg modified-release capsules, true, false, true",
    "0407020Q0BIABEH, MXL_Cap 60mg, true, false, false",
    "0407020Q0BIACDU, MXL_Cap 90mg, true, false, true",
    "0407020Q0BIADDV, MXL_Cap 120mg, true, true, true",
    "0407020Q0BHAFDR, Sevredol_Tab 50mg, false, false, false",
    "0407020Q0BCAGCN, Oramorph_Oral Soln 10mg/5ml, false, false, false",
    "0407020ADBCACAH, OxyContin_Tab 40mg M/R, true, true, true",
    "0407020ADBCAHAR, OxyContin_Tab 30mg M/R, true, false, true",
    "0407020AFBBADAD, Targinact_Tab 40mg/20mg M/R, true, true, true",
    "0407020ADBQACAH, Onexila XL 40mg tablets, true, false, false",
    "0407020ADBQADAI, Onexila XL 80mg tablets, true, true, true",
    "0407020ADBBAEAE, OxyNorm_Cap 20mg, false, false, false",
    "0407020AGBBAEAE, Palexia_SR Tab 150mg, true, true, true",
    "0407020AGBBADAD, Palexia_SR Tab 100mg, true, false, false",
    "0407020AGBBABAB, Palexia_Tab 75mg, false, false, false",
    "0407020A0BBAJAF, Durogesic DTrans_T/Derm Patch 50mcg, true, true, true",
    "0407020A0BFAFBW, Mezolar Matrix_T/Derm Patch 37.5mcg/hr, true, false, true",
    "0407020A0BEABAE, Matrifen_Patch 25mcg/hr, true, false, false",
    "0407020B0BDABAF, Transtec_T/Derm Patch 52.5mcg/hr (30mg), true, true, true",
    "0407020B0BDAAAE, Transtec_T/Derm Patch 35mcg/hr (20mg), true, false, false",
    "040702050BBAFAA, Palladone-SR_Cap 16mg, true, false, true",
    "040702050BBAEAC, Palladone-SR_Cap 8mg, true, false, false",
    "040702040BBAJAN, Zydol XL_Tab 400mg, false, false, false"
  })
  void aPresentationIsHighDoseAsTheRulesSay(
      String code, String name, boolean regular, boolean at120, boolean at90) {
    Product product = ((Resolved) resolver.resolve(code, name)).product();

    assertThat(product.regularLongActing()).isEqualTo(regular);
    assertThat(product.isHighDoseAt(HighDoseThreshold.OF_120)).isEqualTo(at120);
    assertThat(product.isHighDoseAt(HighDoseThreshold.OF_90)).isEqualTo(at90);
  }
}
