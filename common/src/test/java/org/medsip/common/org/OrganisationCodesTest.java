package org.medsip.common.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationCodesTest {

  private static final LocalDate APRIL_2026 = LocalDate.of(2026, 4, 1);

  private final OrganisationCodes codes = OrganisationCodes.load();

  /** As the change summary of April 2026 writes them. */
  @ParameterizedTest
  @CsvSource({
    "icb,NHS CENTRAL EAST INTEGRATED CARE BOARD,S1Y5D",
    "icb,NHS Essex Integrated Care Board,D7T5G",
    "icb,NHS NORFOLK AND SUFFOLK ICB,T6Y0W",
    "icb,NHS SURREY AND SUSSEX INTEGRATED CARE BOARD,S9B9J",
    "icb,NHS THAMES VALLEY INTEGRATED CARE BOARD,S0E4D",
    "icb,NHS WEST AND  NORTH LONDON INTEGRATED CARE BOARD,Z9B2Z",
    "sicbl,NHS THAMES VALLEY ICB - [ANANA],U2G6B",
    "sicbl,NHS Thames Valley Integrated Care Board - [ANANA] tbc,U2G6B",
    "sicbl,NHS THAMES VALLEY ICB - U2G6B,U2G6B"
  })
  void aNewOrganisationIsFoundByItsNameHoweverItIsWritten(String level, String name, String code) {
    assertThat(codes.of(level, name, APRIL_2026)).contains(code);
    assertThat(codes.of(level, name, APRIL_2026.minusMonths(1))).isEmpty();
  }

  @Test
  void aNameThatIsNotListedHasNoCode() {
    assertThat(codes.of("icb", "NHS MERCIA INTEGRATED CARE BOARD", APRIL_2026)).isEmpty();
    assertThat(codes.of("sicbl", "NHS ESSEX ICB - 06T", APRIL_2026)).isEmpty();
  }

  @Test
  void twoCodesForOneNameAreRefused() {
    String rows = "icb,NHS A ICB,A1A1A,2026-04\nicb,NHS A Integrated Care Board,B1B1B,2026-04\n";

    assertThatThrownBy(() -> read(rows))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "organisation_codes.csv line 3: NHS A Integrated Care Board has two codes from"
                + " 2026-04-01");
    assertThatThrownBy(() -> read("icb,NHS A ICB,tbc,2026-04\n"))
        .hasMessage("organisation_codes.csv line 2: 'tbc' is no ODS code");
  }

  private static OrganisationCodes read(String rows) {
    return OrganisationCodes.of(
        new ReferenceFile("organisation_codes.csv", "org_level,name,code,valid_from\n" + rows));
  }
}
