package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.product.DmdSupplement.Line;
import org.medsip.common.product.Resolution.Resolved;

class DefinedDailyDoseTest {

  private static final ProductReference REFERENCE = ProductReference.load();

  @ParameterizedTest(name = "{2} mcg/hour: {3}")
  @CsvSource({
    "0407020A0AAAUAU, Fentanyl, 12, 0.72",
    "0407020A0AAAEAE, Fentanyl, 25, 1.5",
    "0407020A0AABWBW, Fentanyl, 37.5, 2.25",
    "0407020A0AAAFAF, Fentanyl, 50, 3",
    "0407020A0AAAGAG, Fentanyl, 75, 4.5",
    "0407020A0AAAHAH, Fentanyl, 100, 6",
    "0407020B0AAAHAH, Buprenorphine, 5, 0.7",
    "0407020B0AAAIAI, Buprenorphine, 10, 1.4",
    "0407020B0AAAKAK, Buprenorphine, 15, 2.1",
    "0407020B0AAAJAJ, Buprenorphine, 20, 2.8",
    "0407020B0AAAEAE, Buprenorphine, 35, 2.8",
    "0407020B0AAAFAF, Buprenorphine, 52.5, 4.2",
    "0407020B0AAAGAG, Buprenorphine, 70, 5.6"
  })
  void aPatchIsWorthTheDosesOfTheMethodExactly(
      String code, String substance, String strength, BigDecimal doses) {
    String name = "%s %smicrograms/hour transdermal patches".formatted(substance, strength);
    Product patch = ((Resolved) new ProductResolver(REFERENCE).resolve(code, name)).product();

    assertThat(patch.ddd(DddVariant.MAIN_INDEX))
        .hasValueSatisfying(ddd -> assertThat(ddd).isEqualByComparingTo(doses));
  }

  @Test
  void everyAnalgesicDoseOfTheDmdSupplementIsOneOfOursForItsAtc() {
    List<Line> supplement = supplement();

    assertThat(supplement)
        .filteredOn(line -> line.bnf().startsWith("0407") && isOurs(line))
        .hasSizeGreaterThan(100);
    assertThat(new DmdSupplement(REFERENCE).disagreements(supplement.stream())).isEmpty();
  }

  @Test
  void everyMainIndexDoseThatTheDmdSupplementHoldsForAnalgesicsIsFoundInOurs() {
    var theirs =
        supplement().stream()
            .filter(line -> line.bnf().startsWith("04070200") && isOurs(line))
            .map(Line::atc)
            .collect(Collectors.toSet());

    assertThat(REFERENCE.dddMgByAtc().keySet())
        .containsAll(theirs)
        .contains("N02AA01", "N02AA05", "N02AB03", "N02AE01", "N02AX02", "R05DA04");
  }

  @Test
  void aDoseThatIsNoneOfOursIsADisagreement() {
    Line dependence = new Line("1", "04070200", "N02AE01", "8", "258684004");
    Line agreed = new Line("2", "04070200", "N02AB03", "600", "258685003");
    Line without = new Line("3", "04070200", "N02AA01", "n/a", "");
    Line elsewhere = new Line("4", "04100300", "N02AE01", "8", "258684004");

    assertThat(
            new DmdSupplement(REFERENCE)
                .disagreements(Stream.of(dependence, agreed, without, elsewhere)))
        .containsExactly(dependence);
  }

  private static boolean isOurs(Line line) {
    return !line.ddd().isEmpty() && REFERENCE.dddMgByAtc().containsKey(line.atc());
  }

  private static List<Line> supplement() {
    return Prescribed.read(
        "dmd_atc_ddd/ddd_week492021.csv",
        row ->
            new Line(
                row.getField("VPID"),
                row.getField("BNF"),
                row.getField("ATC"),
                row.getField("DDD"),
                row.getField("DDD_UOMCD")));
  }
}
