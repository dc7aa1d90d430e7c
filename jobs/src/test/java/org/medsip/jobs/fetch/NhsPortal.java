package org.medsip.jobs.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Period;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.medsip.common.contract.Definitions;

/**
 * The publishers of the packaged sources, on this machine: their answers have the recorded shapes,
 * and their files are a few rows in the published layouts.
 */
public final class NhsPortal implements AutoCloseable {

  static final String PACKAGED =
      Objects.requireNonNull(
          Definitions.texts("configuration", "sources.yaml").get("sources.yaml"));
  static final String PACKAGE_SHOW =
      "/api/3/action/package_show?id=english-prescribing-dataset-epd-with-snomed-code";
  static final String LISTS =
      "/data-and-information/publications/statistical/patients-registered-at-a-gp-practice";
  static final String EPRACCUR = "/api/getReport?report=epraccur";

  private static final String EPD_HEADER =
      "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,ICB_NAME,ICB_CODE,PCO_NAME,PCO_CODE,"
          + "PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,"
          + "BNF_CHEMICAL_SUBSTANCE_CODE,BNF_CHEMICAL_SUBSTANCE,BNF_PRESENTATION_CODE,"
          + "BNF_PRESENTATION_NAME,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQ_USAGE,"
          + "NIC,ACTUAL_COST,UNIDENTIFIED,SNOMED_CODE\n";
  private static final String EPD_ROW =
      "%s,NORTH WEST,Y62,AN ICB,QOP,A PLACE,W2U3Z,THE SURGERY,P85002,1 STREET,,,,OL1 3UL,"
          + "0407020Q0,Morphine sulfate,0407020Q0BKAAEF,Zomorph 10mg capsules,04: CNS,56.,%d,112.,"
          + "11.2,6.48,6.5924,N,3652111000001109\n";

  private final Portal portal;
  private final Map<String, String> resources = new TreeMap<>();

  private NhsPortal(Portal portal) {
    this.portal = portal;
  }

  public static NhsPortal open(Path folder) throws Exception {
    return new NhsPortal(Portal.open(folder));
  }

  Portal portal() {
    return portal;
  }

  /** Publishes what a run of May to July 2026 needs. */
  public void publish() throws IOException {
    portal.server().resetAll();
    resources.clear();
    for (YearMonth month : months("2026-05", "2026-07")) {
      publishPrescribing(month, "2026-10-0%d".formatted(month.getMonthValue() - 4), 2);
    }
    publishLists();
    portal.says(EPRACCUR, version(epraccur("THE SURGERY")));
    says(imdPath(Sources.packaged(), "imd_2019"), imd("2011", "2019"));
    says(imdPath(Sources.packaged(), "imd_2025"), imd("2021", "2024"));
  }

  /** The packaged sources, with this portal in place of every publisher. */
  public String sources() {
    return PACKAGED
        .replaceAll("hosts: \\[.*]", "hosts: ['" + portal.host() + "']")
        .replaceAll("(api|address|page): https://[^/\\s]+", "$1: https://" + portal.host());
  }

  /** Publishes a month of prescribing, or publishes it again. */
  void publishPrescribing(YearMonth month, String on, int items) throws IOException {
    String id = "id-" + month;
    String name = "EPD_SNOMED_" + month.toString().replace("-", "");
    resources.put(
        name,
        """
        {"id": "%s", "name": "%s", "format": "CSV", "created": "%sT13:39:48.205150",
         "last_modified": null, "url": "%s", "state": "active"}"""
            .formatted(
                id, name, on, portal.at("/download/" + name.toLowerCase(Locale.ROOT) + ".csv")));
    portal.says(
        PACKAGE_SHOW,
        json(
            """
            {"help": "", "success": true, "result": {"name": "epd", "resources": [
              {"id": "meta", "name": "EPD_SNOMED metadata", "created": "2020-01-01T00:00:00",
               "last_modified": null}, %s]}}"""
                .formatted(String.join(",", resources.values()))));
    link(month, "/r2/" + name + ".ZIP?X-Amz-Signature=secret" + items);
    portal.says(
        "/r2/" + name + ".ZIP?X-Amz-Signature=secret" + items,
        aResponse().withBody(zip(Map.of(name + ".csv", epd(month, items)))));
  }

  /** From now on each server says that its file is as it was. */
  public void changeNothing() {
    portal.says(
        get(anyUrl())
            .atPriority(1)
            .withHeader("If-None-Match", matching(".+"))
            .willReturn(aResponse().withStatus(304)));
  }

  /** Publishes the map of a month again, in other bytes and at another address. */
  void moveMap(YearMonth month) throws IOException {
    String old = "/98/" + month + "/gp-reg-pat-prac-map.zip";
    String moved = "/moved/gp-reg-pat-prac-map.zip";
    portal.says(LISTS + "/" + word(month), Portal.text(pageOf(month).replace(old, moved)));
    String rows = map(month).replace("A PCN", "ANOTHER PCN");
    portal.says(moved, version(zip(Map.of("gp-reg-pat-prac-map.csv", rows))));
  }

  /** Publishes something else in place of the list of practices. */
  public void publishNotes() {
    portal.server().resetMappings();
    portal.says(EPRACCUR, Portal.text("a note,and no list\nof,practices\n"));
  }

  void link(YearMonth month, String path) {
    portal.says(
        resourceShow(month),
        json("{\"success\": true, \"result\": {\"zip_url\": \"" + portal.at(path) + "\"}}"));
  }

  static String resourceShow(YearMonth month) {
    return "/api/3/action/resource_show?id=id-" + month;
  }

  static String epd(YearMonth month, int items) {
    return EPD_HEADER + EPD_ROW.formatted(month, items);
  }

  /** April is published too: its file by small area speaks for May and June. */
  private void publishLists() throws IOException {
    StringBuilder index = new StringBuilder("<!DOCTYPE html><html><body><h1>Patients</h1>");
    for (YearMonth month : months("2026-04", "2026-07")) {
      index.append("<a href=\"%s/%s\">Patients</a>".formatted(LISTS, word(month)));
      portal.says(LISTS + "/" + word(month), Portal.text(pageOf(month)));
      publishListsOf(month);
    }
    index.append("<a href='mailto:enquiries@example.org'>write</a></body></html>");
    portal.says(LISTS, Portal.text(index.toString()));
  }

  /** Names and packing as they drift: plain, packed, packed several in one. */
  private static String pageOf(YearMonth month) {
    String ending = month.getMonthValue() == 6 ? "zip" : "csv";
    String quinary =
        month.getMonthValue() == 5 ? "gp-reg-patients-prac-quin-age" : "gp-reg-pat-prac-quin-age";
    StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body>");
    page.append("<a href='/98/%s/%s.%s'>Quinary</a>".formatted(month, quinary, ending));
    page.append("<a href='/98/%s/gp-reg-pat-prac-all.csv'>All</a>".formatted(month));
    page.append("<a href='/98/%s/gp-reg-pat-prac-map.zip'>Map</a>".formatted(month));
    if (month.getMonthValue() % 3 == 1) {
      page.append(
          "<a href='/98/%s/gp-reg-pat-prac-lsoa-male-female-%s-26..zip'>Areas</a>"
              .formatted(month, word(month).substring(0, 3)));
    }
    return page + "</body></html>";
  }

  private void publishListsOf(YearMonth month) throws IOException {
    String at = "/98/" + month + "/";
    String ages = quinary(month);
    says(at + "gp-reg-patients-prac-quin-age.csv", ages);
    says(at + "gp-reg-pat-prac-quin-age.csv", ages);
    portal.says(
        at + "gp-reg-pat-prac-quin-age.zip",
        version(zip(Map.of("gp-reg-pat-prac-quin-age.csv", ages))));
    portal.says(
        at + "gp-reg-pat-prac-map.zip",
        version(zip(Map.of("gp-reg-pat-prac-map.csv", map(month)))));
    portal.says(
        at + "gp-reg-pat-prac-lsoa-male-female-%s-26..zip".formatted(word(month).substring(0, 3)),
        version(
            zip(
                new TreeMap<>(
                    Map.of(
                        "gp-reg-pat-prac-lsoa-all.csv", areas(month, "ALL"),
                        "gp-reg-pat-prac-lsoa-female.csv", areas(month, "FEMALE"),
                        "gp-reg-pat-prac-lsoa-male.csv", areas(month, "MALE"))))));
  }

  private void says(String path, String content) {
    portal.says(path, version(content.getBytes(StandardCharsets.UTF_8)));
  }

  /** A file whose server knows whether it has changed. */
  private static ResponseDefinitionBuilder version(byte[] content) {
    return aResponse().withBody(content).withHeader("ETag", "\"" + content.length + "\"");
  }

  private static ResponseDefinitionBuilder version(String content) {
    return version(content.getBytes(StandardCharsets.UTF_8));
  }

  private static ResponseDefinitionBuilder json(String text) {
    return aResponse().withHeader("Content-Type", "application/json").withBody(text);
  }

  private static String imdPath(Sources sources, String id) {
    return sources.files().stream()
        .filter(file -> file.id().equals(id))
        .findFirst()
        .orElseThrow()
        .address()
        .getPath();
  }

  private static Iterable<YearMonth> months(String first, String last) {
    return YearMonth.parse(first)
            .atDay(1)
            .datesUntil(YearMonth.parse(last).plusMonths(1).atDay(1), Period.ofMonths(1))
            .map(YearMonth::from)
        ::iterator;
  }

  private static String word(YearMonth month) {
    return Month.from(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT)
        + "-"
        + month.getYear();
  }

  private static String extracted(YearMonth month) {
    return "01"
        + Month.from(month).getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toUpperCase(Locale.ROOT)
        + month.getYear();
  }

  private static String quinary(YearMonth month) {
    return "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,"
        + "NUMBER_OF_PATIENTS\nGP_PRAC_PAT_LIST,"
        + extracted(month)
        + ",GP,P85002,,OL1 3UL,ALL,ALL,1000\n";
  }

  private static String map(YearMonth month) {
    return "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,"
        + "PCN_NAME,ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,"
        + "ONS_ICB_CODE,ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,"
        + "COMM_REGION_NAME\nGP_PRAC_PAT_LIST,"
        + extracted(month)
        + ",P85002,THE SURGERY,OL1 3UL,U12345,A PCN,E38000001,W2U3Z,A PLACE,E54000001,QOP,AN ICB,"
        + "E40000001,Y62,NORTH WEST\n";
  }

  private static String areas(YearMonth month, String sex) {
    return "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,"
        + "NUMBER_OF_PATIENTS\nGP_PRAC_PAT_LIST,"
        + extracted(month)
        + ",P85002,THE SURGERY,E01000001,"
        + sex
        + ",1000\n";
  }

  private static String imd(String census, String districts) {
    return "LSOA code (%1$s),LSOA name (%1$s),Local Authority District code (%2$s),"
            .formatted(census, districts)
        + "Local Authority District name (%s),".formatted(districts)
        + "Index of Multiple Deprivation (IMD) Score,"
        + "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
        + "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)\n"
        + "E01000001,A Place 001A,E08000004,Oldham,30.1,5000,2\n";
  }

  /** As the report says it since 2025: with words and roles. */
  static String epraccur(String name) {
    return "P85002,%s,Y62,QOP,1 STREET,,,OLDHAM,,OL1 3UL,19740401,,ACTIVE,B,W2U3Z,20130401,,"
            .formatted(name)
        + "0161 496 0000,,,,1,,W2U3Z,,RO76,\n"
        + "P85003,%s,Y62,QOP,2 STREET,,,OLDHAM,,OL1 3UL,19740401,20200331,INACTIVE,B,W2U3Z,20130401,,"
            .formatted(name)
        + "0161 496 0001,,,,1,,W2U3Z,,RO76|RO87,\n";
  }

  static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(LocalDateTime.of(2026, 11, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    portal.close();
  }
}
