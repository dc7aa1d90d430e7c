package org.medsip.jobs.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.jobs.fetch.Planned.Lasts;

class SourcesTest {

  private static final YearMonth NOW = YearMonth.of(2026, 11);
  private static final String PACKAGED = NhsPortal.PACKAGED;
  private static final Sources SOURCES = Sources.packaged();

  @Test
  void everySourceHasAPublisherALicenceAndAddressesOfItsOwnHosts() {
    assertThat(SOURCES.offers())
        .extracting(Offer::id)
        .containsExactly("epd_snomed", "registered_patients", "epraccur", "imd_2019", "imd_2025");
    assertThat(SOURCES.offers())
        .allSatisfy(
            offer -> {
              assertThat(offer.publisher()).isNotBlank();
              assertThat(offer.licence()).isNotBlank();
              assertThat(offer.title()).isNotBlank();
            });
    assertThat(SOURCES.byHand())
        .extracting(ByHand::id)
        .containsExactly("opioid_comparator", "dmd_ddd", "bnf_code_change", "lsoa_change");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id: epraccur | id: imd_2019 | its id is another's too",
        "most_megabytes: 12000 | most_megabytes: -1 | its most_megabytes is not above zero",
        "datasets: [epraccur] | datasets: [practices] | its datasets are not some of",
        "address: https://www.odsd | address: http://www.odsd | is not an https address of one",
        "api: https://opendata.nhsbsa.net | api: https://example.org | is not an https address of",
        "(?<month>\\d{6}) | \\d{6} | its name has no group",
        "epraccur_{month}.csv | ../epraccur.csv | stored_as is not a name",
        "stored_as: gp-reg-pat-prac-map | stored_as: a/b | stored_as 'a/b' is not letters",
        "in_months: [1, 4, 7, 10] | in_months: [1, 13] | in_months of gp-reg-pat-prac-lsoa is not",
      })
  void aMistakeIsNamed(String right, String wrong, String mistake) {
    String text = PACKAGED.replace(right, wrong);
    assertThat(text).isNotEqualTo(PACKAGED);

    assertThatThrownBy(() -> Sources.parse("mine.yaml", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The file of sources mine.yaml is wrong: ")
        .hasMessageContaining(mistake);
  }

  @Test
  void aKeyThatIsMissingOrUnknownIsNamed() {
    assertThatThrownBy(() -> Sources.parse("mine.yaml", PACKAGED + "\nmirrors: []\n"))
        .hasMessageContaining("'mirrors' is not a key here");
    assertThatThrownBy(() -> Sources.parse("mine.yaml", PACKAGED.replace("    put: bnf", "    # ")))
        .hasMessageContaining("the key 'put' is missing");
  }

  @Test
  void theFilesBySmallAreaThatAMonthNeedsAreOfTheQuarterBefore() {
    MonthlyPages.File areas = SOURCES.pages().get(0).files().get(2);

    assertThat(areas.editions(months("2026-02", "2026-03", "2026-04")))
        .extracting(YearMonth::toString)
        .containsExactly("2026-01", "2026-04");
    assertThat(areas.editions(months("2026-12", "2027-01")))
        .extracting(YearMonth::toString)
        .containsExactly("2026-10", "2027-01");
  }

  @ParameterizedTest
  @CsvSource({
    "gp-reg-pat-prac-quin-age.csv, 0",
    "gp-reg-pat-prac-quin-age.zip, 0",
    "gp-reg-patients-prac-quin-age.csv, 0",
    "gp-reg-pat-prac-quin-age-sep-22.csv, 0",
    "gp-reg-patients-04-2017.csv, 0",
    "gp_practice_counts.csv, 0",
    "gp-reg-pat-prac-map.csv, 1",
    "gp-reg-pat-prac-map.zip, 1",
    "gp-reg-pat-prac-lsoa-all.csv, 2",
    "gp-reg-pat-prac-lsoa-male-female-Apr-26.zip, 2",
    "gp-reg-pat-prac-lsoa-male-female-oct-22..zip, 2",
    "gp-reg-pat-prac-lsoa-all-females-males.zip, 2",
    "gp-reg-pat-prac-all.csv, -1",
    "gp-reg-pat-prac-sing-age-male.zip, -1",
  })
  void aFileIsKnownByWhateverNameItHasHad(String name, int file) {
    List<Planned> planned = plan("<a href='/AB/12CD/" + name + "'>file</a>", "2026-07");

    assertThat(planned)
        .extracting(Planned::source)
        .isEqualTo(
            file < 0 ? List.of() : List.of(SOURCES.pages().get(0).files().get(file).storedAs()));
  }

  @Test
  void ofSeveralNamesTheFirstOfTheListIsTaken() {
    String page =
        "<a href='/1/gp-reg-pat-prac-lsoa-male-female.zip'>x</a>"
            + "<a href='/2/gp-reg-pat-prac-lsoa-all.csv'>x</a>";

    assertThat(plan(page, "2026-07"))
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.link().address().getPath())
                  .isEqualTo("/2/gp-reg-pat-prac-lsoa-all.csv");
              assertThat(file.stem()).isEqualTo("gp-reg-pat-prac-lsoa_2026-07");
              assertThat(file.link().lasts()).isEqualTo(Lasts.FOR_EVER);
            });
  }

  @Test
  void twoLinksOfOneNameAreNotChosenBetween() {
    String page =
        "<a href='/1/gp-reg-pat-prac-map.csv'>x</a><a href='/2/gp-reg-pat-prac-map.zip'>x</a>";

    assertThatThrownBy(() -> plan(page, "2026-07"))
        .isInstanceOf(Unreachable.class)
        .hasMessageContaining("several links that may be gp-reg-pat-prac-map");
  }

  @ParameterizedTest
  @ValueSource(strings = {"july-2026", "jul-2026", "july-2026/"})
  void aMonthIsKnownByTheAddressOfItsPage(String step) {
    MonthlyPages lists = SOURCES.pages().get(0);
    Plan plan =
        lists.plan(
            months("2026-07"),
            NOW,
            address ->
                address.equals(lists.page())
                    ? "<a href='" + lists.page() + "/" + step + "'>July</a>"
                    : "<a href='gp-reg-pat-prac-map.csv'>Map</a>");

    assertThat(plan.files()).extracting(Planned::month).containsExactly("2026-07");
    assertThat(plan.missing()).hasSize(2);
  }

  @Test
  void ofTwoResourcesOfAMonthTheLaterPublicationIsTaken() {
    String answer =
        """
        {"success": true, "result": {"resources": [
          {"id": "a", "name": "EPD_SNOMED_202505", "created": "2025-07-01", "last_modified": null},
          {"id": "b", "name": "EPD_SNOMED_202505FINAL", "created": "2025-07-01",
           "last_modified": "2026-05-11T10:00:00"},
          {"id": "c", "name": "EPD_SNOMED metadata", "created": "2026-07-01"},
          {"id": "d", "name": "EPD_SNOMED_202506", "created": "2025-08-01", "last_modified": null}]}}
        """;
    Plan plan =
        SOURCES.ckan().get(0).plan(months("2025-05", "2025-06", "2025-07"), NOW, address -> answer);

    assertThat(plan.files())
        .extracting(Planned::stem, file -> file.link().address().getQuery(), Planned::published)
        .containsExactly(
            tuple("EPD_SNOMED_202505FINAL", "id=b", "2026-05-11T10:00:00"),
            tuple("EPD_SNOMED_202506", "id=d", "2025-08-01"));
    assertThat(plan.missing())
        .singleElement()
        .asString()
        .startsWith("epd_snomed of 2025-07 is not published on https://opendata.nhsbsa.net/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html></html>",
        "",
        "[]",
        "{\"success\": false, \"error\": {}}",
        "{\"result\": {\"resources\": [{\"name\": \"EPD_SNOMED_202513\"}]}}"
      })
  void anAnswerThatIsNoneOfAPortalIsNotBelieved(String answer) {
    assertThatThrownBy(() -> SOURCES.ckan().get(0).plan(months("2025-05"), NOW, address -> answer))
        .isInstanceOf(Unreachable.class);
  }

  @Test
  void theLinkToThePackedFileIsPreferred() {
    assertThat(
            CkanPackage.link(
                "{\"result\": {\"url\": \"https://a/b.csv\", \"zip_url\": \"https://a/b.zip\"}}"))
        .hasToString("https://a/b.zip");
    assertThat(CkanPackage.link("{\"result\": {\"url\": \"https://a/b.csv\", \"zip_url\": null}}"))
        .hasToString("https://a/b.csv");
    assertThatThrownBy(() -> CkanPackage.link("{\"result\": {}}")).isInstanceOf(Unreachable.class);
    assertThatThrownBy(() -> CkanPackage.link("{\"result\": {\"url\": \"https://a b\"}}"))
        .isInstanceOf(Unreachable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://opendata.nhsbsa.net/x, true",
    "https://OPENDATA.nhsbsa.net:443/x, true",
    "https://abc.eu.r2.cloudflarestorage.com/x?sig=1, true",
    "https://r2.cloudflarestorage.com/x, false",
    "https://evilr2.cloudflarestorage.com/x, false",
    "https://opendata.nhsbsa.net.evil.org/x, false",
    "https://opendata.nhsbsa.net:8443/x, false",
    "https://opendata.nhsbsa.net@evil.org/x, false",
    "https://me@opendata.nhsbsa.net/x, false",
    "http://opendata.nhsbsa.net/x, false",
    "file:///opendata.nhsbsa.net/x, false",
    "mailto:me@opendata.nhsbsa.net, false"
  })
  void onlyTheHostsOfASourceAreAsked(String address, boolean asked) {
    assertThat(new Hosts(SOURCES.ckan().get(0).hosts()).allow(URI.create(address)))
        .isEqualTo(asked);
  }

  private static List<Planned> plan(String page, String month) {
    MonthlyPages lists = SOURCES.pages().get(0);
    return lists
        .plan(
            months(month),
            NOW,
            address ->
                address.equals(lists.page())
                    ? "<a href='" + lists.page() + "/july-2026'>July</a>"
                    : page)
        .files();
  }

  private static List<YearMonth> months(String... months) {
    return List.of(months).stream().map(YearMonth::parse).toList();
  }
}
