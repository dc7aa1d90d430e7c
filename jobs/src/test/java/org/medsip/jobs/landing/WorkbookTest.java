package org.medsip.jobs.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.lake.Archive;

class WorkbookTest {

  private static final List<String> MEMBERS =
      List.of(
          "Partner\nOrganisation\nCode",
          "Partner\nName",
          "Practice\nParent\nSub ICB Loc Code",
          "Practice\nParent\nSub ICB Loc Name",
          "PCN Code",
          "PCN Name",
          "PCN Parent\nSub ICB Loc Code",
          "PCN Parent\nSub ICB Loc Name",
          "Practice to PCN\nRelationship\nStart Date",
          "Practice to PCN\nRelationship\nEnd Date",
          "Practice Sub ICB Loc and PCN Sub ICB Loc Match ");
  private static final List<String> NETWORKS =
      List.of("PCN Code", "PCN Name", "Current Sub ICB Loc Code", "Open Date");

  private Path folder;

  @BeforeEach
  void takeAFolder(@TempDir Path empty) {
    folder = empty;
  }

  @ParameterizedTest
  @CsvSource({"PCN Details", "PCNDetails", "zzz"})
  void theSheetWhoseHeaderIsKnownIsReadWhereverItIsAndTheOthersAreNamed(String other)
      throws IOException {
    Inspection.Understood found =
        understood(
            "ePCN_2023-01.xlsx",
            new TinyWorkbook()
                .sheet(other, List.of(NETWORKS, NETWORKS, NETWORKS))
                .sheet("Members", List.of(MEMBERS, member("20191001", ""))));

    assertThat(found.layout()).isEqualTo("pcn_member");
    assertThat(found.rows()).isEqualTo(1);
    assertThat(found.drift()).containsExactly("sheet 'Members' read, not read: '" + other + "'");
  }

  @Test
  void aWorkbookWithTwoSheetsThatAreDataIsRefused() throws IOException {
    List<String> mapping = List.of("old_code", "new_code");

    assertThat(
            refusal(
                new TinyWorkbook()
                    .sheet("Members", List.of(MEMBERS, member("20191001", "")))
                    .sheet("Codes", List.of(mapping, mapping))))
        .isEqualTo(
            "its sheets 'Members' (pcn_member) and 'Codes' (bnf_code_change) can both be read as"
                + " data; save the one that is meant as a workbook of its own");
  }

  @Test
  void aWorkbookWithNoSheetThatIsDataIsRefusedWithTheReasonForEachSheet() throws IOException {
    List<String> without = new ArrayList<>(MEMBERS);
    without.set(8, "Joined");

    assertThat(
            refusal(
                new TinyWorkbook()
                    .sheet("Notes", List.of(List.of("Notes")))
                    .sheet("Members", List.of(without, member("20191001", "")))))
        .isEqualTo(
            "of its sheet 'Notes': its first line is the header of no published layout; of its"
                + " sheet 'Members': it looks like pcn_member but has no column PRACTICE TO PCN"
                + " RELATIONSHIP START DATE");
    assertThat(refusal(new TinyWorkbook().sheet("Empty", List.of()))).isEqualTo("it is empty");
  }

  @Test
  void aDayIsTextOrANumberInACellOfADateStyleAndNothingElse() throws IOException {
    TinyWorkbook workbook =
        new TinyWorkbook()
            .sheet(
                "Members",
                List.of(
                    MEMBERS,
                    member("20191001", ""),
                    member("#43739", "#44651"),
                    member("~20191001", ""),
                    member("~43739", ""),
                    member("#43739.5", ""),
                    member("#60", ""),
                    member("1 Oct 2019", "")));

    assertThat(daysOf(workbook))
        .containsExactly(
            "2019-10-01 null",
            "2019-10-01 2022-03-31",
            "2019-10-01 null",
            "member_from is '43739', not a day",
            "member_from is '43739.5', not a day",
            "member_from is '60', not a day",
            "member_from is '1 Oct 2019', not a day");
  }

  @Test
  void aWorkbookThatCountsItsDaysFrom1904IsReadSo() throws IOException {
    TinyWorkbook workbook =
        new TinyWorkbook()
            .countedFrom1904()
            .sheet("Members", List.of(MEMBERS, member("#42277", "")));

    assertThat(daysOf(workbook)).containsExactly("2019-10-01 null");
  }

  @Test
  void ofAFormulaItsResultIsReadAndARowThatEndsEarlyIsFilledUp() throws IOException {
    List<String> row = new ArrayList<>(member("=20191001", ""));
    row.set(10, "");

    assertThat(daysOf(new TinyWorkbook().sheet("Members", List.of(MEMBERS, row))))
        .containsExactly("2019-10-01 null");
  }

  @Test
  void aMemberListWithoutADateInItsNameIsOfItsNewestStartOrEndDate() throws IOException {
    Inspection.Understood found =
        understood(
            "ePCN.xlsx",
            new TinyWorkbook()
                .sheet(
                    "Members",
                    List.of(MEMBERS, member("20191001", "20220331"), member("20200401", ""))));

    assertThat(found.month()).isEqualTo("2022-03-01");
    assertThat(found.datedBy()).isEqualTo("its newest start or end date");
  }

  private List<String> daysOf(TinyWorkbook workbook) throws IOException {
    List<String> days = new ArrayList<>();
    try (TypedRecords records = understood("ePCN_2023-01.xlsx", workbook).source().open()) {
      while (records.advance()) {
        Rejection rejection = records.typing().type(records.record());
        days.add(
            rejection == null
                ? records.typing().value("member_from") + " " + records.typing().value("member_to")
                : rejection.detail());
      }
    }
    return days;
  }

  private static List<String> member(String from, String to) {
    return List.of(
        "A81001",
        "THE SURGERY",
        "16C",
        "A PLACE",
        "U89141",
        "A PCN",
        "16C",
        "A PLACE",
        from,
        to,
        "~1");
  }

  private Inspection.Understood understood(String name, TinyWorkbook workbook) throws IOException {
    Inspection found = inspect(name, workbook);
    assertThat(found).as("%s", found).isInstanceOf(Inspection.Understood.class);
    return (Inspection.Understood) found;
  }

  private String refusal(TinyWorkbook workbook) throws IOException {
    Inspection found = inspect("any.xlsx", workbook);
    assertThat(found).isInstanceOf(Inspection.Refused.class);
    return ((Inspection.Refused) found).reason();
  }

  private Inspection inspect(String name, TinyWorkbook workbook) throws IOException {
    Path file = Files.write(folder.resolve(name), workbook.bytes());
    return new Recogniser(Archive.none(), Limits.PUBLISHED)
        .recognise(new org.apache.hadoop.fs.Path(file.toUri()), name);
  }
}
