package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.product.Resolution.Resolved;

/**
 * Presentations worked out by hand from METHOD A2, A2b and A3: opioid mg in one unit of quantity,
 * DDDs in the three variants, oral morphine mg in the three factor sets. A dash is no value.
 */
class HandCheckedPresentationsTest {

  private final ProductResolver resolver = new ProductResolver(ProductReference.load());

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # solids
          0407020Q0BKAAEF | Zomorph_Cap 10mg | 10 | 0.1 | 0.1 | 0.1 | 10 | 10 | 10
          0407020Q0BBAGCP | Mst Continus_Susp Gran Sach 30mg | 30 | 0.3 | 0.3 | 0.3 | 30 | 30 | 30
          0407020ADBCADAI | OxyContin_Tab 80mg M/R | 80 | 1.0666666667 | 1.0666666667 | 1.0666666667 | 160 | 120 | 120
          0407020AGBBAGAG | Palexia_SR Tab 250mg | 250 | 0.625 | 0.625 | 0.625 | 100 | 100 | 100
          040702050BBAAAE | Palladone_Cap 1.3mg | 1.3 | 0.065 | 0.065 | 0.065 | 6.5 | 6.5 | 6.5
          0407020C0AAAEAE | Codeine Phos_Tab 30mg | 30 | 0.3 | 0.3 | 0.3 | 3 | 3 | 4.5
          0407020M0BBAAAE | Physeptone_Tab 5mg | 5 | 0.2 | 0.2 | 0.2 | 15 | 15 | 23.5
          0407020V0AAACAC | Pethidine HCl_Tab 50mg | 50 | 0.125 | 0.125 | 0.125 | 5 | 5 | -
          0407020L0BBAAAB | Meptid_Tab 200mg | 200 | 0.1666666667 | 0.1666666667 | 0.1666666667 | 6 | 6 | -
          0407020T0AAABAB | Pentazocine HCl_Tab 25mg | 25 | 0.125 | 0.125 | 0.125 | 9.25 | 9.25 | -
          0407020K0AABFBF | Diamorph HCl_Reefer 30mg | 30 | - | - | - | 30 | 30 | -
          0407020Q0AAFXFX | Morph Sulf_Intrasite Gel 0.1% | 1 | - | - | - | - | - | -
          # liquids, in one ml
          0407020Q0BCAGCN | Oramorph_Oral Soln 10mg/5ml | 2 | 0.02 | 0.02 | 0.02 | 2 | 2 | 2
          0407020Q0BCABA6 | Oramorph_Oral Soln Conc 20mg/ml S/F | 20 | 0.2 | 0.2 | 0.2 | 20 | 20 | 20
          0407020C0AAABAB | Codeine Phos_Oral Soln 25mg/5ml | 5 | 0.05 | 0.05 | 0.05 | 0.5 | 0.5 | 0.75
          0407020AGBBAHAH | Palexia_Oral Soln 20mg/ml | 20 | 0.05 | 0.05 | 0.05 | 8 | 8 | 8
          # a unit dose vial of a liquid is counted, not measured
          0407020Q0BCAHCS | Oramorph UDV_Oral Soln 10mg/5ml S/F | 10 | 0.1 | 0.1 | 0.1 | 10 | 10 | 10
          # injections, in one ampoule
          0407020Q0AAABAB | Morph Sulf_Inj 10mg/1ml Amp | 10 | 0.3333333333 | 0.3333333333 | 0.3333333333 | 20 | 20 | -
          0407020Q0AAAMAM | Morph Sulf_Inj 60mg/2ml Amp | 60 | 2 | 2 | 2 | 120 | 120 | -
          0407020ADAAAMAM | Oxycodone HCl_Inj 10mg/ml 2ml Amp | 20 | 0.6666666667 | 0.6666666667 | 0.6666666667 | 40 | 60 | -
          040702040BBABAB | Zydol_Inj 100mg/2ml Amp | 100 | 0.3333333333 | 0.3333333333 | 0.3333333333 | 10 | 20 | -
          0407020V0AAAEAE | Pethidine HCl_Inj 50mg/ml 2ml Amp | 100 | 0.25 | 0.25 | 0.25 | 24 | 24 | -
          0407020M0AAATAT | Methadone HCl_Inj 10mg/ml 3.5ml Amp | 35 | 1.4 | 1.4 | 1.4 | 105 | 105 | -
          040702050AAANAN | Hydromorphone 10mg/1ml solution for injection ampoules | 10 | 2.5 | 2.5 | 2.5 | 50 | 125 | -
          0407020K0AAABAB | Diamorph HCl_Inj 10mg Amp | 10 | - | - | - | 30 | 33 | -
          0407020ABAAABAB | Papaveretum_Inj 15.4mg/ml (20mg) 1ml Amp | 15.4 | - | - | - | 15.4 | 10.318 | -
          0407020G0AAABAB | Dihydrocodeine Tart_Inj 50mg/ml 1ml Amp | 50 | - | - | - | 5 | 5 | -
          0407020B0BBABAA | Temgesic_Inj 300mcg/ml 1ml Amp | 0.3 | 0.25 | 0.25 | 0.25 | 30 | 30 | -
          040702020BBAAAA | Cyclimorph 10_Inj 1ml Amp | 10 | - | - | - | 20 | 20 | -
          # patches, while they are worn
          0407020A0BEAAAU | Matrifen_Patch 12mcg/hr | 0.864 | 0.72 | 0.72 | 0.72 | 86.4 | 86.4 | 86.4
          0407020A0BFAFBW | Mezolar Matrix_T/Derm Patch 37.5mcg/hr | 2.7 | 2.25 | 2.25 | 2.25 | 270 | 270 | 270
          0407020A0BBALAH | Durogesic DTrans_T/Derm Patch 100mcg | 7.2 | 6 | 6 | 6 | 720 | 720 | 720
          0407020B0BEADAK | BuTrans_Transdermal Patch 15mcg/hr | 2.52 | 2.1 | 2.1 | 2.1 | 252 | 252 | -
          0407020B0BDABAF | Transtec_T/Derm Patch 52.5mcg/hr (30mg) | 5.04 | 4.2 | 4.2 | 4.2 | 504 | 504 | -
          # through the mouth's and the nose's lining; a spray in one dose
          0407020B0AAABAB | Buprenorphine_Tab Subling 200mcg S/F | 0.2 | 0.1666666667 | 0.1666666667 | 0.1666666667 | 12 | 12 | -
          0407020A0BJAAAW | Abstral_Tab Sublingual 100mcg | 0.1 | 0.1666666667 | 0.1666666667 | 0.1666666667 | 13 | 13 | -
          0407020A0BCAFAP | Actiq_Loz 1.6mg | 1.6 | 2.6666666667 | 2.6666666667 | 2.6666666667 | 208 | 208 | -
          0407020A0BPABBP | PecFent_Nsl Spy 400mcg (8D) | 0.4 | 0.6666666667 | 0.6666666667 | 0.6666666667 | 64 | 64 | -
          # compounds
          0407020AFBBADAD | Targinact_Tab 40mg/20mg M/R | 40 | 0.5333333333 | 0.5333333333 | 0.5333333333 | 80 | 60 | 60
          0407010F0AAAHAH | Co-Codamol_Tab 30mg/500mg | 30 | - | 0.3333333333 | 0.3333333333 | 3 | 3 | 4.5
          0407010F0BVABAV | Codipar_Cap 15mg/500mg | 15 | - | 0.1666666667 | 0.1666666667 | 1.5 | 1.5 | 2.25
          0407010F0AAAAAA | Co-Codamol_Tab 8mg/500mg | 8 | - | - | 0.1666666667 | 0.8 | 0.8 | 1.2
          0407010F0AAASAS | Co-codamol 8mg/500mg/5ml oral solution | 1.6 | - | - | 0.0333333333 | 0.16 | 0.16 | 0.24
          0407010F0AAALAL | Co-Codamol_Suppos 30mg/500mg | 30 | - | - | - | 3 | 3 | -
          0407010F0BKAAAJ | Codanin_Tab 10mg/500mg | 10 | - | 0.1666666667 | 0.1666666667 | 1 | 1 | 1.5
          0407010V0AAAFAF | Paracet/Codeine Phos_Tab 500mg/13.5mg | 13.5 | - | - | - | 1.35 | 1.35 | 2.025
          0407010F0BIAAAP | Panadol Ultra_Tab 12.8mg/500mg | 12.8 | - | - | - | 1.28 | 1.28 | 1.92
          0407010F0BXAAAX | Migraleve_Yellow Tab | 8 | - | - | 0.1666666667 | 0.8 | 0.8 | 1.2
          0407010M0AAABAB | Co-Codaprin Disper_Tab 8mg/400mg | 8 | - | - | - | 0.8 | 0.8 | 1.2
          0407010N0AAAAAA | Co-Dydramol_Tab 10mg/500mg | 10 | - | - | 0.1666666667 | 1 | 1 | -
          0407010N0AAAHAH | Paracet/Dihydrocodeine_Tab 500mg/20mg | 20 | - | - | 0.1666666667 | 2 | 2 | -
          0407010N0BGABAI | Remedeine Fte_Tab | 30 | - | - | 0.3333333333 | 3 | 3 | -
          0407010N0AAAGAG | Co-Dydramol_Oral Susp 10mg/500mg/5ml | 2 | - | - | 0.0333333333 | 0.2 | 0.2 | -
          0407010Q0AAAAAA | Co-Proxamol_Tab 32.5mg/325mg | 32.5 | - | - | - | 3.25 | 3.25 | -
          0407010A0BBAAAB | Aspav_Disper Tab | 7.7 | - | - | - | - | - | -
          0407010X0BMADA0 | Solpadeine Max Solb_Tab | 12.8 | - | - | - | 1.28 | 1.28 | 1.92
          040702040BFAAAU | Tramacet_Tab 37.5mg/325mg | 37.5 | - | 0.25 | 0.25 | 3.75 | 3.75 | 7.5
          0407020H0AAABAB | Dipipanone HCl/Cyclizine HCl_Tab 10/30mg | 10 | - | - | - | 5 | 5 | -
          """)
  void oneUnitOfQuantityIsWorthWhatWeWorkedOutByHand(
      String code,
      String name,
      BigDecimal mg,
      String mainIndex,
      String withCombinedList,
      String withDerived,
      String ome2019,
      String ome2026,
      String cdc2022) {
    Product product = ((Resolved) resolver.resolve(code, name)).product();

    assertThat(product.opioidMgPerUnit()).isEqualByComparingTo(mg);
    assertThat(text(product.ddd(DddVariant.MAIN_INDEX))).isEqualTo(mainIndex);
    assertThat(text(product.ddd(DddVariant.WITH_COMBINED_LIST))).isEqualTo(withCombinedList);
    assertThat(text(product.ddd(DddVariant.WITH_DERIVED))).isEqualTo(withDerived);
    assertThat(text(product.omeMg(OmeSet.OPENPRESCRIBING_2019))).isEqualTo(ome2019);
    assertThat(text(product.omeMg(OmeSet.OPENPRESCRIBING_2026))).isEqualTo(ome2026);
    assertThat(text(product.omeMg(OmeSet.CDC_2022))).isEqualTo(cdc2022);
  }

  private static String text(Optional<BigDecimal> value) {
    return value.map(number -> number.stripTrailingZeros().toPlainString()).orElse("-");
  }
}
