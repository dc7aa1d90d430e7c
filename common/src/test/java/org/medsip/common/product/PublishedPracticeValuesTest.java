package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real EPD rows against the values OpenPrescribing published for the same practices. */
class PublishedPracticeValuesTest {

  @ParameterizedTest(name = "{1} in {0}: {4} mg")
  @CsvSource({
    "201709, L84073, epd_201709_4practices.csv, 4181, 39670.796",
    "201710, L84073, epd_201710_L84073.csv, 4176, 39088.314",
    "201709, L84018, epd_201709_4practices.csv, 6632, 26893.697"
  })
  void omeAThousandPatientsIsThePublishedValueToTheThirdDecimal(
      String month, String practice, String file, String expectedListSize, String published) {
    BigDecimal listSize = listSize(month, practice);

    BigDecimal mg = tally(file, practice).ome(OmeSet.OPENPRESCRIBING_2019);

    assertThat(aThousand(mg, listSize, 3)).isEqualByComparingTo(published);
    assertThat(listSize).isEqualByComparingTo(expectedListSize);
  }

  @ParameterizedTest(name = "{1} in {0}: {3} of {4}")
  @CsvSource({
    "201709, L84018, epd_201709_4practices.csv, 6, 62, 0.9047",
    "201709, L84073, epd_201709_4practices.csv, 4, 34, 0.9567",
    "201710, L84073, epd_201710_L84073.csv, 4, 35, 0.9579"
  })
  void highDoseItemsAtA120MgThresholdAreThePublishedCounts(
      String month, String practice, String file, String high, String regular, String rate) {
    Tally tally = tally(file, practice).whereProduct(Product::regularLongActing);

    BigDecimal highDose =
        tally.whereProduct(product -> product.isHighDoseAt(HighDoseThreshold.OF_120)).opioidItems();

    assertThat(highDose).isEqualByComparingTo(high);
    assertThat(tally.opioidItems()).isEqualByComparingTo(regular);
    assertThat(aThousand(highDose, listSize(month, practice), 4)).isEqualByComparingTo(rate);
  }

  @Test
  void everyOpioidOfTheRealEpdRowsIsResolved() {
    assertThat(Tally.of(Prescribed.inEpd("epd_201709_4practices.csv")).unresolved()).isEmpty();
    assertThat(Tally.of(Prescribed.inEpd("epd_201710_L84073.csv")).unresolved()).isEmpty();
  }

  private static Tally tally(String file, String practice) {
    return Tally.of(Prescribed.inEpd(file)).where(line -> line.row().practice().equals(practice));
  }

  private static BigDecimal listSize(String month, String practice) {
    return Prescribed.read("list_size/op_fixture_quin_age_" + month + ".csv", row -> row).stream()
        .filter(row -> row.getField("ORG_TYPE").equals("GP"))
        .filter(row -> row.getField("ORG_CODE").equals(practice))
        .filter(row -> row.getField("SEX").equals("ALL"))
        .filter(row -> row.getField("AGE_GROUP_5").equals("ALL"))
        .map(row -> new BigDecimal(row.getField("NUMBER_OF_PATIENTS")))
        .findFirst()
        .orElseThrow();
  }

  private static BigDecimal aThousand(BigDecimal value, BigDecimal people, int decimals) {
    return value.movePointRight(3).divide(people, decimals, RoundingMode.HALF_EVEN);
  }
}
