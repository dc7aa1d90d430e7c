package org.medsip.jobs.landing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsip.common.lake.Archive;
import org.medsip.common.run.InputRefused;

class RecogniserTest {

  private static final String HEADER =
      "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,ICB_NAME,ICB_CODE,PCO_NAME,PCO_CODE,"
          + "PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,ADDRESS_4,POSTCODE,"
          + "BNF_CHEMICAL_SUBSTANCE_CODE,BNF_CHEMICAL_SUBSTANCE,BNF_PRESENTATION_CODE,"
          + "BNF_PRESENTATION_NAME,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQ_USAGE,"
          + "NIC,ACTUAL_COST,UNIDENTIFIED,SNOMED_CODE";
  private static final String ROW =
      "2026-01,NORTH WEST,Y62,AN ICB,QOP,A PLACE,W2U3Z,THE SURGERY,P85002,1 STREET,,,,OL1 3UL,"
          + "0407020Q0,Morphine sulfate,0407020Q0BKAAEF,Zomorph 10mg capsules,04: CNS,56.,2,112.,"
          + "11.2,6.48,6.5924,N,3652111000001109";
  private static final String FILE = HEADER + "\n" + ROW + "\n";

  private Path folder;

  @BeforeEach
  void takeAFolder(@TempDir Path empty) {
    folder = empty;
  }

  @ParameterizedTest
  @CsvSource({
    "AREA_TEAM,old,false,epd_area_team",
    "STP,old,false,epd_stp",
    "ICB,old,false,epd_icb",
    "STP,old,true,epd_snomed_stp",
    "ICB,old,true,epd_snomed_icb",
    "ICB,new,true,epd_snomed_2025_icb"
  })
  void everyEraIsRecognisedWhateverTheOrderAndCaseOfItsColumns(
      String area, String names, boolean withSnomed, String layout) throws IOException {
    String header = HEADER.replace("ICB_", area + "_");
    if (names.equals("old")) {
      header =
          header
              .replace("BNF_CHEMICAL_SUBSTANCE,", "CHEMICAL_SUBSTANCE_BNF_DESCR,")
              .replace("BNF_CHEMICAL_SUBSTANCE_CODE", "BNF_CHEMICAL_SUBSTANCE")
              .replace("BNF_PRESENTATION_CODE", "BNF_CODE")
              .replace("BNF_PRESENTATION_NAME", "BNF_DESCRIPTION")
              .replace("ADQ_USAGE", "ADQUSAGE");
    }
    List<List<String>> columns = columnsOf(header, ROW);
    if (!withSnomed) {
      columns.removeIf(column -> column.get(0).equals("SNOMED_CODE"));
    }
    Collections.shuffle(columns, new Random(7));
    String text =
        columns.stream()
                .map(c -> " " + c.get(0).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","))
            + "\n"
            + columns.stream().map(c -> c.get(1)).collect(Collectors.joining(","));

    Inspection.Understood found = understood("any.csv", text.getBytes(UTF_8));

    assertThat(found.layout()).isEqualTo(layout);
    assertThat(found.month()).isEqualTo("2026-01-01");
    assertThat(found.rows()).isEqualTo(1);
    try (TypedRecords records = found.source().open()) {
      assertThat(records.advance()).isTrue();
      assertThat(records.typing().type(records.record())).isNull();
      assertThat(records.typing().value("chemical_code")).isEqualTo("0407020Q0");
      assertThat(records.typing().value("chemical_name")).isEqualTo("Morphine sulfate");
      assertThat(records.typing().value("pco_code")).isEqualTo("W2U3Z");
      assertThat(records.typing().value("area_type")).isEqualTo(area);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bnf_code_mapping_2015_2026.csv,2026-01-01",
    "2026-07/bnf_code_mapping_2015_2026.csv,2026-01-01",
    "bnf_code_changes_2024.csv,2024-01-01",
    "bnf_code_changes_2024-03.csv,2024-01-01"
  })
  void bnfCodesChangeInTheJanuaryOfTheLastYearInTheNameOfTheirFile(String name, String month)
      throws IOException {
    byte[] text = "old_code,new_code\n0407020A0AAAAAA,0407020B0AAAAAA\n".getBytes(UTF_8);
    Files.createDirectories(folder.resolve(name).getParent());

    Inspection.Understood found = understood(name, text);

    assertThat(found.month()).isEqualTo(month);
    assertThat(found.datedBy()).isEqualTo("the year in its name");
  }

  @Test
  void aColumnNobodyKnowsIsReportedAsDriftAndNotRead() throws IOException {
    String text = HEADER + ",PRICE_BAND\n" + ROW + ",A\n";

    assertThat(understood("any.csv", text.getBytes(UTF_8)).drift())
        .containsExactly("new column PRICE_BAND");
  }

  @Test
  void aRequiredColumnThatIsGoneIsNamed() throws IOException {
    assertThat(refusal("any.csv", FILE.replace("TOTAL_QUANTITY", "SOMETHING").getBytes(UTF_8)))
        .isEqualTo("it looks like epd_snomed_2025_icb but has no column TOTAL_QUANTITY");
  }

  @Test
  void aColumnThatIsThereTwiceIsNamed() throws IOException {
    String text = HEADER + ",nic\n" + ROW + ",1\n";

    assertThat(refusal("any.csv", text.getBytes(UTF_8)))
        .isEqualTo("its header has column NIC twice");
  }

  @Test
  void namesWhereTheHeaderPromisesCodesAreRefused() throws IOException {
    String text = FILE.replace("0407020Q0,Morphine sulfate", "Morphine sulfate,0407020Q0");

    assertThat(refusal("any.csv", text.getBytes(UTF_8))).contains("chemical_code is 'Morphine");
  }

  @Test
  void aSnomedCodeThatASpreadsheetRoundedIsRefused() throws IOException {
    assertThat(refusal("any.csv", FILE.replace("3652111000001109", "3.65E+15").getBytes(UTF_8)))
        .contains("snomed_code is '3.65E+15'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", HEADER, HEADER + "\n\n"})
  void aFileWithoutRowsIsRefused(String text) throws IOException {
    assertThat(refusal("any.csv", text.getBytes(UTF_8)))
        .isIn("it is empty", "it has a header and no rows");
  }

  @Test
  void aFileOfTwoMonthsIsRefused() throws IOException {
    String text = FILE + ROW.replace("2026-01", "2026-02");

    assertThat(refusal("any.csv", text.getBytes(UTF_8)))
        .isEqualTo("its first rows are of several months, [2026-01-01, 2026-02-01]");
  }

  @Test
  void markUnixAndDosLineEndsAndNoLineEndGiveTheSameRows() throws IOException {
    String quoted = FILE.replace("THE SURGERY", "\"THE \"\"OLD\"\"\nSURGERY, UPSTAIRS\"");

    for (String text :
        List.of(
            quoted,
            "\uFEFF" + quoted,
            quoted.replace("\n", "\r\n"),
            quoted.stripTrailing(),
            quoted + "\n\n\n")) {
      Inspection.Understood found = understood("any.csv", text.getBytes(UTF_8));
      assertThat(found.rows()).isEqualTo(1);
      assertThat(found.charset()).isEqualTo("UTF-8");
    }
  }

  @ParameterizedTest
  @CsvSource({"caf\u00E9,UTF-8", "caf\u00E9,ISO-8859-1", "\u20AC 5,windows-1252"})
  void theCharacterSetIsFoundAndNothingIsLost(String name, String charset) throws IOException {
    byte[] bytes = FILE.replace("THE SURGERY", name).getBytes(Charset.forName(charset));

    Inspection.Understood found = understood("any.csv", bytes);

    assertThat(found.charset()).isEqualTo(charset);
    try (TypedRecords records = found.source().open()) {
      records.advance();
      records.typing().type(records.record());
      assertThat(records.typing().value("practice_name")).isEqualTo(name);
    }
  }

  @Test
  void utf16AndZeroBytesAndMixedCharacterSetsAreRefused() throws IOException {
    byte[] latin = FILE.replace("THE SURGERY", "caf\u00E9 \u00E9t").getBytes(ISO_8859_1);
    byte[] utf8 = (ROW.replace("THE SURGERY", "caf\u00E9") + "\n").getBytes(UTF_8);
    byte[] mixed = Arrays.copyOf(latin, latin.length + utf8.length);
    System.arraycopy(utf8, 0, mixed, latin.length, utf8.length);

    assertThat(refusal("any.csv", FILE.getBytes(UTF_16))).contains("UTF-16");
    assertThat(refusal("any.csv", FILE.replace("THE", "T\0E").getBytes(UTF_8))).contains("is zero");
    assertThat(refusal("any.csv", mixed)).startsWith("it mixes UTF-8 with another character set");
  }

  @Test
  void aQuoteThatIsNeverClosedIsRefusedWithItsLine() throws IOException {
    String text = FILE + ROW.replace("THE SURGERY", "\"THE SURGERY") + "\n" + ROW + "\n";

    assertThat(refusal("any.csv", text.getBytes(UTF_8))).startsWith("line 3 begins");
  }

  @Test
  void aFieldOfTenMegabytesAndAMillionColumnsAreRefusedWithTheirLine() throws IOException {
    String wide = FILE + "x,".repeat(1_000_000);
    String longField = FILE + ROW.replace("THE SURGERY", "x".repeat(10_000_000));

    assertThat(refusal("any.csv", wide.getBytes(UTF_8)))
        .isEqualTo("line 3 begins a record of more than 10,000 fields or 4 MiB");
    assertThat(refusal("any.csv", longField.getBytes(UTF_8)))
        .startsWith("line 3 begins a field of more than 1 MiB");
  }

  @ParameterizedTest
  @CsvSource({
    "gp-reg-pat-prac-lsoa-all.csv,01JAN2025,ALL,lsoa ALL",
    "gp-reg-pat-prac-lsoa-2011.csv,01JAN2025,ALL,lsoa 2011 ALL",
    "gp-reg-pat-prac-lsoa-2021.csv,01JAN2025,ALL,lsoa 2021 ALL",
    "gp-reg-pat-prac-lsoa-male-2021.csv,01JAN2025,MALE,lsoa 2021 MALE",
    "gp-reg-pat-prac-lsoa-2021-female_2025-01.csv,01JAN2025,FEMALE,lsoa 2021 FEMALE",
    "gp-reg-pat-prac-lsoa21-all.csv,01JAN2025,ALL,lsoa 2021 ALL",
    "LSOA-2011-january-25/gp-reg-pat-prac-lsoa-all.csv,01JAN2025,ALL,lsoa 2011 ALL",
    "gp-reg-pat-prac-lsoa-all_2021-10.csv,01OCT2021,ALL,lsoa ALL",
    "gp-reg-pat-prac-lsoa-2021.csv,01OCT2021,ALL,lsoa ALL",
    "gp-reg-pat-prac-lsoa-20211001.csv,01OCT2022,ALL,lsoa ALL",
    "2021/gp-reg-pat-prac-lsoa-all.csv,01JAN2025,ALL,lsoa ALL"
  })
  void filesOfTwoEditionsOfAreasAreTwoPartsOfAMonthAndADateIsNoEdition(
      String name, String day, String sex, String part) throws IOException {
    String text =
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS\n"
            + "GP_PRAC_PAT_LIST,%s,A81001,THE SURGERY,E01012345,%s,7\n".formatted(day, sex);
    Path file = Files.writeString(folder.resolve("any.csv"), text);

    Inspection found =
        new Recogniser(Archive.none(), Limits.PUBLISHED).recognise(hadoop(file), name);

    assertThat(found)
        .isInstanceOfSatisfying(
            Inspection.Understood.class,
            understood -> assertThat(understood.part()).isEqualTo(part));
  }

  @Test
  void aPackedFileIsTheFileInIt() throws IOException {
    Inspection.Understood zipped = understood("epd.zip", zip("a folder/", "a folder/epd.csv"));
    Inspection.Understood gzipped = understood("epd.gz", gzip(FILE.getBytes(UTF_8)));

    assertThat(zipped.rows()).isEqualTo(1);
    assertThat(gzipped.rows()).isEqualTo(1);
    assertThat(zipped.source().open().advance()).isTrue();
    assertThat(gzipped.source().open().advance()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../epd.csv",
        "/etc/epd.csv",
        "C:\\epd.csv",
        "C:epd.csv",
        "a/../../b.csv",
        "con.csv"
      })
  void aMemberWhoseNameLeavesItsFolderIsRefusedByName(String member) throws IOException {
    assertThat(refusal("epd.zip", zip(member)))
        .isEqualTo("its member '" + member + "' has a name that leaves its folder");
  }

  @Test
  void aZipOfSeveralFilesOrOfNoneIsRefused() throws IOException {
    assertThat(refusal("epd.zip", zip("a.csv", "b.csv")))
        .isEqualTo("it is a zip of several files (a.csv, b.csv); unpack it");
    assertThat(refusal("epd.zip", zip("a/", "__MACOSX/a.csv")))
        .isEqualTo("it is a zip without a data file in it");
  }

  @Test
  void aPackedFileInsideAPackedFileIsRefused() throws IOException {
    assertThat(refusal("epd.zip", zipOf("inner.zip", zip("epd.csv"))))
        .isEqualTo("it is a packed file inside a packed file (inner.zip); unpack the outer one");
    assertThat(refusal("epd.gz", gzip(gzip(FILE.getBytes(UTF_8)))))
        .startsWith("it is a packed file inside a packed file");
  }

  @Test
  void aDamagedOrShortenedOrEncryptedZipIsRefusedAtEveryLength() throws IOException {
    byte[] whole = zip("epd.csv");
    for (int length = 4; length < whole.length; length++) {
      assertThat(refusal("epd.zip", Arrays.copyOf(whole, length))).isNotEmpty();
    }
    byte[] encrypted = whole.clone();
    encrypted[6] |= 1;
    byte[] otherSum = whole.clone();
    int descriptor = new String(whole, ISO_8859_1).indexOf("PK\u0007\u0008");
    otherSum[descriptor + 4] ^= 1;
    assertThat(refusal("epd.zip", encrypted)).contains("encrypted");
    assertThat(refusal("epd.zip", otherSum)).contains("epd.csv").contains("CRC");
  }

  @Test
  void aShortenedGzipIsRefusedAtEveryLength() throws IOException {
    byte[] whole = gzip(FILE.getBytes(UTF_8));
    for (int length = 2; length < whole.length; length++) {
      assertThat(refusal("epd.gz", Arrays.copyOf(whole, length))).isNotEmpty();
    }
  }

  @Test
  void whatUnpacksToFarMoreThanItWasIsRefusedOnTheWay() throws IOException {
    byte[] zeros = new byte[40 << 20];
    Arrays.fill(zeros, (byte) ' ');

    assertThat(refusal("epd.gz", gzip(zeros))).isNotEmpty();
    assertThat(refusal("epd.zip", zipOf("epd.csv", zeros))).isNotEmpty();
    Limits small = new Limits(3, 100, 250);
    assertThat(refusal("epd.gz", gzip(FILE.getBytes(UTF_8)), small))
        .isEqualTo("it unpacks to more than 100 bytes");
    assertThat(refusal("epd.zip", zip("a/", "b/", "c/", "d/", "epd.csv"), small))
        .isEqualTo("it is a zip of more than 3 members");
  }

  @Test
  void aReferenceByAgeAndSexIsOfTheYearInItAndOneOfSeveralOfThatYear() throws IOException {
    String header = "REFERENCE_ID,YEAR,SEX,AGE_BAND,PATIENTS,REGISTRANTS,SOURCE\n";
    String opioids = "opioids,2024,MALE,0_4,1,100,Somebody\n";
    String hypnotics = "hypnotics,2023,FEMALE,75+,20,100,Somebody\n";

    Inspection.Understood one = understood("a.csv", (header + opioids).getBytes(UTF_8));
    Inspection.Understood other = understood("b.csv", (header + hypnotics).getBytes(UTF_8));
    Inspection.Understood both =
        understood("c.csv", (header + hypnotics + opioids).getBytes(UTF_8));

    assertThat(List.of(one, other, both))
        .extracting(found -> found.layout() + " " + found.month() + " " + found.part())
        .containsExactly(
            "age_sex_reference 2024-01-01 reference opioids",
            "age_sex_reference 2023-01-01 reference hypnotics",
            "age_sex_reference 2024-01-01 reference");
    assertThat(one.drift()).isEmpty();
    assertThat(one.datedBy()).isEqualTo("the newest year inside the file");
  }

  @Test
  void aReferenceWithATotalOfBothSexesIsRefused() throws IOException {
    String text =
        "REFERENCE_ID,YEAR,SEX,AGE_BAND,PATIENTS,REGISTRANTS,SOURCE\n"
            + "opioids,2024,ALL,0_4,1,100,Somebody\n";

    assertThat(refusal("a.csv", text.getBytes(UTF_8))).contains("sex is 'ALL'");
  }

  @Test
  void hiddenFilesAreNoInputAndTheTruthOfASimulationIsNoData() throws IOException {
    Files.writeString(folder.resolve(".hidden"), "x");
    Files.createDirectories(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/config"), "x");
    Files.writeString(folder.resolve("truth.json"), "{}");
    Files.createDirectories(folder.resolve("revisions/3"));
    Files.writeString(folder.resolve("revisions/3/epd.csv"), FILE);
    Files.writeString(folder.resolve("epd_r2.csv"), FILE);

    InspectionReport report = Inspection.of(folder.toString());

    assertThat(report.rows()).hasSize(3);
    assertThat(report.requireAllUnderstood())
        .extracting(Inspection.Understood::name, Inspection.Understood::revision)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("epd_r2.csv", 2),
            org.assertj.core.groups.Tuple.tuple("revisions/3/epd.csv", 3));
  }

  @Test
  void aFileNotUnderstoodStopsTheRunByName() throws IOException {
    Files.writeString(folder.resolve("notes.md"), "# Notes\n");

    assertThatThrownBy(() -> Inspection.of(folder.toString()).requireAllUnderstood())
        .isInstanceOf(InputRefused.class)
        .hasMessageContaining("notes.md")
        .hasMessageContaining("Take it out of the input");
    assertThatThrownBy(() -> Inspection.of(folder.resolve("none").toString()))
        .isInstanceOf(InputRefused.class);
  }

  @Test
  void aFileIsArchivedAsItCameAndReadFromThere() throws IOException {
    Path lake = folder.resolve("lake");
    Path file = Files.write(folder.resolve("epd.zip"), zip("epd.csv"));
    Archive archive = Archive.of(lake.toString(), Archive.Mode.COPY);

    Inspection found = new Recogniser(archive, Limits.PUBLISHED).recognise(hadoop(file), "epd.zip");
    Files.delete(file);

    assertThat(found)
        .isInstanceOfSatisfying(
            Inspection.Understood.class,
            understood -> assertThat(understood.file().location()).contains("/lake/archive/"));
    assertThat(((Inspection.Understood) found).source().open().advance()).isTrue();
  }

  private Inspection.Understood understood(String name, byte[] bytes) throws IOException {
    Inspection found = inspection(name, bytes, Limits.PUBLISHED);
    assertThat(found).isInstanceOf(Inspection.Understood.class);
    return (Inspection.Understood) found;
  }

  private String refusal(String name, byte[] bytes) throws IOException {
    return refusal(name, bytes, Limits.PUBLISHED);
  }

  private String refusal(String name, byte[] bytes, Limits limits) throws IOException {
    Inspection found = inspection(name, bytes, limits);
    assertThat(found).isInstanceOf(Inspection.Refused.class);
    return ((Inspection.Refused) found).reason();
  }

  private Inspection inspection(String name, byte[] bytes, Limits limits) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return new Recogniser(Archive.none(), limits).recognise(hadoop(file), name);
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private static List<List<String>> columnsOf(String header, String row) {
    String[] names = header.split(",", -1);
    String[] values = row.split(",", -1);
    List<List<String>> columns = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      columns.add(List.of(names[i], values[i]));
    }
    return columns;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip(String... members) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      for (String member : members) {
        zip.putNextEntry(new ZipEntry(member));
        if (!member.endsWith("/")) {
          zip.write(FILE.getBytes(UTF_8));
        }
      }
    }
    return packed.toByteArray();
  }

  private static byte[] zipOf(String member, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(packed)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(bytes);
    }
    return packed.toByteArray();
  }
}
