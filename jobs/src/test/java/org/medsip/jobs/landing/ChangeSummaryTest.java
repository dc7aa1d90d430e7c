package org.medsip.jobs.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.run.InputRefused;

/** A board of two sub-ICB locations becomes another; a second is split between two. */
class ChangeSummaryTest {

  private static final String NEW_BOARD = "NHS NEW INTEGRATED CARE BOARD";

  private final Map<String, List<String>> sheets = new LinkedHashMap<>();

  ChangeSummaryTest() {
    sheets.put("Cover", List.of("CHANGE SUMMARY"));
    sheets.put(
        "Summary",
        List.of(
            "The changes will* come into effect on 1 April 2026. ODS will implement them.",
            "",
            "2 of the existing ICB codes will be legally closed 31/03/2026 (but stay):",
            "NHSE Region Code|Current ICB Code|Current ICB Name",
            "Y61|QAA|NHS Old ICB\u00A0",
            "Y59|QBB|NHS Split ICB",
            "",
            "1 new ICB codes will be created.",
            "NHSE Region Code|New ICB Code (TBC)|New ICB Name",
            "Y61|[ANANA] format - code tbc|NHS New Integrated Care Board"));
    sheets.put(
        "ICB Footprints",
        List.of(
            "New ICB Name (code tbc)|Sub ICB Location Code|New Sub ICB Location Name",
            NEW_BOARD + "|01A|NHS NEW ICB - 01A",
            "|01B|NHS NEW ICB - 01B",
            "||+1 LSOAs transferring into 01B",
            "|[ANANA] - code tbc|NHS NEW ICB - [ANANA]* new"));
    sheets.put(
        "ICB Footprints_LSOA Changes",
        List.of(
            "The list of the 3 Lower Super Output Areas 2011 (LSOA11).",
            "LSOA11CD|LSOA11NM|SICBL22CD|SICBL22CDH|SICBL22NM|ICB22CD|ICB22CDH|ICB22NM|LAD22CD"
                + "|LAD22NM||SICBL25CD|SICBL25CDH|SICBL25NM|ICB25CD|ICB25CDH|ICB25NM",
            area("E01000001", "01B", "NHS New ICB - 01B"),
            area("E01000002", "[ANANA] tbc", "NHS New ICB - [ANANA] tbc"),
            area("E01000003", "[ANANA] tbc", "NHS New ICB - [ANANA]")));
    sheets.put(
        "SICBL Changes",
        List.of(
            "Sub ICB Location Code|Current Sub ICB Location Name||New Sub ICB Location Name",
            "01A|NHS OLD ICB - 01A||NHS NEW ICB - 01A",
            "01B|NHS OLD ICB - 01B||NHS NEW ICB - 01B",
            "",
            "1 Sub ICB Location code will be legally closed 31/03/2026 (but stay):",
            "Current ICB Code|Current ICB Name|Current Sub ICB Location Code"
                + "|Current Sub ICB Location Name|SICBL Legal Code Closure Date",
            "QBB|NHS SPLIT ICB|D1D1D|NHS SPLIT ICB - D1D1D|#46112",
            "",
            "For the 2 'retained and renamed' Sub ICB Location codes",
            "For the 1 new Sub ICB Location code that will be created",
            "1 LSOAs moving from Split into New will join the existing 01B Sub ICB Location.",
            "2 LSOAs moving from Split into New will form a NEW Sub ICB Location under New."));
    sheets.put(
        "GP Practice Moves",
        List.of(
            "The commissioning responsibility for 4* Prescribing Cost Centres transferring from"
                + " the Sub ICB Location code of D1D1D.",
            "",
            "Receiving Sub ICB Location Name|Receiving SICB Location Code|Total PCC moves into ICB",
            "NHS NEW ICB - 01B|01B|~1",
            "NHS NEW ICB - [ANANA]|[tbc]|~2|* note",
            "Prescribing Cost Centre codes which are due for closure.||~1",
            "Grand Total||=4",
            "",
            "Commissioner as at 1 Apr 2026|PCC Code|PCC Name"
                + "|Non Primary Role Name (Prescribing Setting)",
            "NHS NEW ICB - 01B|A81001|ONE|GP PRACTICE",
            "NHS NEW ICB - [ANANA]|A81002|TWO|GP PRACTICE",
            "NHS NEW ICB - [ANANA]|Y00003|THREE|WALK IN CENTRE",
            "",
            "Commissioner as at 1 Apr 2026|PCC Code|PCC Name"
                + "|Non Primary Role Name (Prescribing Setting)",
            "n/a|Y00004|FOUR|OTHER"));
  }

  @Test
  void everyChangeIsReadWithWhatItBelongedToAndWhatItBelongsTo() throws IOException {
    assertThat(changes())
        .containsExactly(
            "icb_closed QAA NHS Old ICB  ->   Y61",
            "icb_closed QBB NHS Split ICB  ->   Y59",
            "sicbl_to_icb 01A NHS NEW ICB - 01A QAA ->  " + NEW_BOARD + " Y61",
            "sicbl_to_icb 01B NHS NEW ICB - 01B QAA ->  " + NEW_BOARD + " Y61",
            "sicbl_to_icb  NHS NEW ICB - [ANANA]  ->  " + NEW_BOARD + " Y61",
            "lsoa_to_sicbl E01000001 A place D1D1D -> 01B NHS New ICB - 01B ",
            "lsoa_to_sicbl E01000002 A place D1D1D ->  NHS New ICB - [ANANA] ",
            "lsoa_to_sicbl E01000003 A place D1D1D ->  NHS New ICB - [ANANA] ",
            "sicbl_closed D1D1D NHS SPLIT ICB - D1D1D QBB ->   ",
            "practice_to_sicbl A81001 ONE D1D1D -> 01B NHS NEW ICB - 01B ",
            "practice_to_sicbl A81002 TWO D1D1D ->  NHS NEW ICB - [ANANA] ",
            "practice_to_sicbl Y00003 THREE D1D1D ->  NHS NEW ICB - [ANANA] ");
    assertThat(new ChangeSummary(workbook()).changes())
        .allSatisfy(change -> assertThat(change.month()).isEqualTo("2026-04-01"))
        .last()
        .satisfies(
            change -> {
              assertThat(change.sheet()).isEqualTo("GP Practice Moves");
              assertThat(change.row()).isEqualTo(12);
            });
  }

  /** One text of one sheet is written otherwise, and the sentence names the sheet and what. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "Summary; come into effect; hold; 'Summary' does not say when it holds",
        "Summary; 1 April 2026; 6 April 2026; 'Summary' says that its changes hold from 2026-04-06,"
            + " inside a month",
        "Summary; 31/03/2026; 31/05/2026; 'Summary' closes codes on 2026-05-31, not on the day"
            + " before its changes hold, 2026-04-01",
        "Summary; 2 of the existing; 3 of the existing; 'Summary' counts 3 ICBs that close where 2"
            + " are listed",
        "Summary; Current ICB Name; Name; 'Summary' has no table headed NHSE Region Code, Current"
            + " ICB Code, Current ICB Name",
        "Summary; 1 new ICB codes; 2 new ICB codes; 'Summary' counts 2 new ICBs where 1 are listed",
        "ICB Footprints; |01B|NHS NEW; |01C|NHS NEW; 'ICB Footprints' has a row 3",
        "ICB Footprints; |[ANANA] - code tbc; |soon; neither a code nor to be confirmed",
        "ICB Footprints; NHS NEW INTEGRATED CARE BOARD; NHS OTHER ICB; whose ICB is not among the"
            + " new ones of 'Summary'",
        "ICB Footprints_LSOA Changes; list of the 3; list of the 4; counts 4 small areas where 3"
            + " are listed",
        "ICB Footprints_LSOA Changes; E01000002; E01000001; whose small area is none, or there"
            + " twice",
        "ICB Footprints_LSOA Changes; LAD22NM; LAD23NM; has no table headed LSOA11CD",
        "SICBL Changes; NHS OLD ICB - 01A; NHS ELSE ICB - 01A; whose ICB is not among those that"
            + " close",
        "SICBL Changes; 2 LSOAs moving; 1 LSOAs moving; counts 1 small areas that go to the new"
            + " sub-ICB location where 2 are listed",
        "SICBL Changes; For the 2 'retained; For the 3 'retained; counts 3 sub-ICB locations that"
            + " are kept and renamed where 2 are listed",
        "SICBL Changes; 1 Sub ICB Location code will; 2 Sub ICB Location codes will; counts 2"
            + " sub-ICB locations that close where 1 are listed",
        "GP Practice Moves; |01B|~1; |01B|~2; 'GP Practice Moves' counts 2 sites that go to NHS NEW"
            + " ICB - 01B where 1 are listed",
        "GP Practice Moves; for 4* Pres; for 5* Pres; counts 5 sites in all where 4 are listed",
        "GP Practice Moves; A81002; A81001; whose code is none, or there twice",
        "GP Practice Moves; NHS NEW ICB - 01B|A81001; NHS SOME ICB - 01B|A81001; that goes where"
            + " the counts of the sheet name nothing"
      })
  void whatIsNotAsExpectedRefusesTheWorkbook(
      String sheet, String text, String otherwise, String sentence) {
    sheets.computeIfPresent(
        sheet,
        (name, lines) ->
            lines.stream().map(line -> line.replace(text.strip(), otherwise)).toList());

    assertThatThrownBy(this::changes)
        .isInstanceOf(InputRefused.class)
        .hasMessageStartingWith("it looks like a change summary of the ODS, but its sheet '")
        .hasMessageContaining(sentence);
  }

  @Test
  void aSheetThatIsMissingOrThatNoneHadBeforeRefusesTheWorkbook() {
    sheets.put("Phase 2", List.of("More"));
    assertThatThrownBy(this::changes)
        .hasMessage(
            "it looks like a change summary of the ODS but has a sheet 'Phase 2' that none had"
                + " before; what it changes is not known");

    sheets.remove("ICB Footprints");
    assertThatThrownBy(this::changes)
        .hasMessage("it looks like a change summary of the ODS but has no sheet 'ICB Footprints'");
  }

  private List<String> changes() throws IOException {
    return new ChangeSummary(workbook())
        .changes().stream()
            .map(
                c ->
                    "%s %s %s %s -> %s %s %s"
                        .formatted(
                            c.kind(), c.code(), c.name(), c.from(), c.to(), c.toName(), c.region()))
            .toList();
  }

  private Workbook workbook() throws IOException {
    TinyWorkbook workbook = new TinyWorkbook();
    sheets.forEach(
        (name, lines) -> {
          List<List<String>> rows = new ArrayList<>();
          lines.forEach(line -> rows.add(Arrays.asList(line.split("\\|", -1))));
          workbook.sheet(name, rows);
        });
    return workbook.opened();
  }

  private static String area(String code, String to, String toName) {
    return code
        + "|A place|E38000252|D1D1D|NHS Split|E54000034|QBB|NHS Split|E07000089|Hart||[tbc]|"
        + to
        + "|"
        + toName
        + "|[tbc]|[ANANA] tbc|NHS New";
  }
}
