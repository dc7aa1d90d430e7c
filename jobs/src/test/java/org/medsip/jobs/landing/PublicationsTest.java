package org.medsip.jobs.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.Publication.Status;
import org.medsip.jobs.landing.Publications.Decision;
import org.medsip.jobs.landing.Publications.Outcome;

class PublicationsTest {

  private static final Publication EPD = file("epd", Dataset.EPD, 0);
  private static final Publication SNOMED = file("snomed", Dataset.EPD_SNOMED, 0);
  private static final Publication PDPI = file("pdpi", Dataset.PDPI, 0);

  @Test
  void aFileOfANewMonthIsLoaded() {
    assertThat(decide(List.of(), EPD)).containsExactly("epd LOAD");
  }

  @Test
  void theSameBytesTwiceAreLoadedOnce() {
    Publication again =
        new Publication(
            "epd", "copy of epd", EPD.dataset(), "epd", "", EPD.month(), 0, Status.CURRENT, null);

    assertThat(decide(List.of(), EPD, again)).containsExactly("epd LOAD", "epd ALREADY_LOADED");
    assertThat(decide(List.of(EPD), again)).containsExactly("epd ALREADY_LOADED");
  }

  @Test
  void theHigherRevisionWinsWhateverTheOrder() {
    Publication revised = file("revised", Dataset.EPD, 2);

    assertThat(decide(List.of(), EPD, revised))
        .containsExactly("epd SUPERSEDED by revised", "revised LOAD");
    assertThat(decide(List.of(revised), EPD)).containsExactly("epd SUPERSEDED by revised");
    assertThat(decide(List.of(EPD), revised))
        .containsExactly("revised LOAD", "epd SUPERSEDED by revised");
  }

  @Test
  void theDatasetThatSaysMoreWinsOverALaterRevision() {
    Publication revised = file("revised", Dataset.EPD, 9);

    assertThat(decide(List.of(), PDPI, revised, SNOMED))
        .containsExactly(
            "pdpi SUPERSEDED by snomed", "revised SUPERSEDED by snomed", "snomed LOAD");
  }

  @Test
  void anotherFileOfARunThatCameLaterReplacesTheOne() {
    Publication later = file("later", Dataset.EPD, 0);

    assertThat(decide(List.of(EPD), later))
        .containsExactly("later LOAD", "epd SUPERSEDED by later");
  }

  @Test
  void aFileOnceSupersededStaysSo() {
    Publication later = file("later", Dataset.EPD, 0);
    List<Publication> known = List.of(EPD.as(Status.SUPERSEDED), later);

    assertThat(decide(known, EPD)).containsExactly("epd SUPERSEDED by later");
    assertThat(decide(known, EPD, later))
        .containsExactly("epd SUPERSEDED by later", "later ALREADY_LOADED");
  }

  @Test
  void twoFilesOfOneMonthWithoutAnOrderAreRefusedByName() {
    Publication other = file("other", Dataset.EPD, 0);

    assertThatThrownBy(() -> decide(List.of(), EPD, other))
        .isInstanceOf(InputRefused.class)
        .hasMessageContaining("epd and other are both epd of 2017-09");
    assertThatThrownBy(() -> decide(List.of(EPD), EPD, other)).isInstanceOf(InputRefused.class);
  }

  @Test
  void ofTwoFilesThatWereFetchedTheLaterWinsWhateverTheOrder() {
    Publication first = fetched("first", "2026-10-01T00:00:00Z");
    Publication second = fetched("second", "2026-11-01T00:00:00Z");

    assertThat(decide(List.of(), first, second))
        .containsExactly("first SUPERSEDED by second", "second LOAD");
    assertThat(decide(List.of(), second, first))
        .containsExactly("second LOAD", "first SUPERSEDED by second");
    assertThat(decide(List.of(second), first)).containsExactly("first SUPERSEDED by second");
    assertThat(decide(List.of(first), second))
        .containsExactly("second LOAD", "first SUPERSEDED by second");
  }

  @Test
  void aFileThatWasFetchedAndOneThatWasPutThereByHandHaveNoOrder() {
    Publication fetched = fetched("fetched", "2026-10-01T00:00:00Z");
    Publication later = fetched("later", "2026-11-01T00:00:00Z");

    assertThatThrownBy(() -> decide(List.of(), EPD, fetched)).isInstanceOf(InputRefused.class);
    assertThatThrownBy(() -> decide(List.of(), fetched, EPD, later))
        .isInstanceOf(InputRefused.class);
  }

  @Test
  void twoFilesThatAreBothSupersededNeedNoOrder() {
    assertThat(decide(List.of(), EPD, file("other", Dataset.EPD, 0), SNOMED))
        .containsExactly("epd SUPERSEDED by snomed", "other SUPERSEDED by snomed", "snomed LOAD");
  }

  @Test
  void patientsByDifferentAgesAreDifferentFiles() {
    assertThat(decide(List.of(), patients("all"), patients("quin_age")))
        .containsExactly("all LOAD", "quin_age LOAD");
  }

  private static List<String> decide(List<Publication> known, Publication... arrived) {
    return Publications.decide(known, List.of(arrived)).stream()
        .map(PublicationsTest::shown)
        .toList();
  }

  private static String shown(Decision decision) {
    boolean superseded = decision.outcome() == Outcome.SUPERSEDED;
    assertThat(decision.file().status()).isEqualTo(superseded ? Status.SUPERSEDED : Status.CURRENT);
    return decision.file().sha256()
        + " "
        + decision.outcome()
        + (superseded ? " by " + decision.by() : "");
  }

  private static Publication file(String name, Dataset dataset, int revision) {
    LocalDate month = LocalDate.of(2017, 9, 1);
    return new Publication(name, name, dataset, "epd", "", month, revision, Status.CURRENT, null);
  }

  private static Publication fetched(String name, String at) {
    LocalDate month = LocalDate.of(2017, 9, 1);
    return new Publication(
        name, name, Dataset.EPD, "epd", "", month, 0, Status.CURRENT, Instant.parse(at));
  }

  private static Publication patients(String part) {
    LocalDate month = LocalDate.of(2017, 9, 1);
    return new Publication(
        part, part, Dataset.REGISTERED_PATIENTS, part, part, month, 0, Status.CURRENT, null);
  }
}
