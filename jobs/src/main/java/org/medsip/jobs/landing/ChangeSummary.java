package org.medsip.jobs.landing;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.SheetText.Row;

/**
 * The change summary that the Organisation Data Service publishes before boards merge: tables among
 * paragraphs, in sheets of fixed names. Everything it counts in words is counted again here, and a
 * sheet, heading, code or count that is not as expected refuses the workbook, since a change that
 * is overlooked moves practices to the wrong board.
 *
 * <p>Read are boards and sub-ICB locations that close, sub-ICB locations that go to another board,
 * and small areas and sites that go to another sub-ICB location. What it says of networks is marked
 * there as indicative; that, other services and reporting entities are not read.
 */
final class ChangeSummary {

  private static final String SUMMARY = "Summary";
  private static final String FOOTPRINTS = "ICB Footprints";
  private static final String AREAS = "ICB Footprints_LSOA Changes";
  private static final String LOCATIONS = "SICBL Changes";
  private static final String SITES = "GP Practice Moves";
  private static final List<String> READ = List.of(SUMMARY, FOOTPRINTS, AREAS, LOCATIONS, SITES);
  private static final List<String> NOT_READ = List.of("Cover", "POD Services", "SI-RE Changes");

  private static final String CODE = "[0-9A-Z]{3,6}";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_IN_A_HEADING =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);

  private final SheetText summary;
  private final SheetText footprints;
  private final SheetText areas;
  private final SheetText locations;
  private final SheetText sites;
  private final LocalDate effective;
  private final List<Change> changes = new ArrayList<>();

  /**
   * One change.
   *
   * @param sheet the sheet it stands in
   * @param row the row of the sheet
   * @param month the month it takes effect
   * @param kind what changes
   * @param code the code of what changes; empty where it is to be confirmed
   * @param name its name
   * @param from the code it belonged to
   * @param to the code it belongs to from then on; empty where it is to be confirmed
   * @param toName the name of that
   * @param region the region, where it is said
   */
  record Change(
      String sheet,
      long row,
      LocalDate month,
      String kind,
      String code,
      String name,
      String from,
      String to,
      String toName,
      String region) {}

  /** A board that is new, with its code where that is known. */
  private record Board(String code, String region) {}

  /** Whether a workbook has a sheet that only such summaries have. */
  static boolean isOne(Workbook workbook) {
    return workbook.sheetNames().contains(LOCATIONS) || workbook.sheetNames().contains(SITES);
  }

  /**
   * @throws InputRefused where a sheet is missing or there is one more
   */
  ChangeSummary(Workbook workbook) throws IOException {
    for (String sheet : READ) {
      if (!workbook.sheetNames().contains(sheet)) {
        throw new InputRefused(
            "it looks like a change summary of the ODS but has no sheet '" + sheet + "'");
      }
    }
    for (String sheet : workbook.sheetNames()) {
      if (!READ.contains(sheet) && !NOT_READ.contains(sheet)) {
        throw new InputRefused(
            "it looks like a change summary of the ODS but has a sheet '"
                + sheet
                + "' that none had before; what it changes is not known");
      }
    }
    this.summary = new SheetText(workbook, SUMMARY);
    this.footprints = new SheetText(workbook, FOOTPRINTS);
    this.areas = new SheetText(workbook, AREAS);
    this.locations = new SheetText(workbook, LOCATIONS);
    this.sites = new SheetText(workbook, SITES);
    this.effective =
        day(
            summary.only("come into effect on (\\d{1,2} [A-Z][a-z]+ \\d{4})", "when it holds"),
            DAY);
    if (effective.getDayOfMonth() != 1) {
      throw summary.refused("says that its changes hold from " + effective + ", inside a month");
    }
  }

  /**
   * Every change, in the order of the sheets.
   *
   * @throws InputRefused where anything is not as expected
   */
  List<Change> changes() {
    Map<String, String> closing = boardsThatClose();
    locationsThatMove(closing);
    areasThatMove();
    locationsThatClose(closing);
    sitesThatMove();
    return List.copyOf(changes);
  }

  /** The boards that close, as codes by name. */
  private Map<String, String> boardsThatClose() {
    MatchResult said =
        summary
            .all(
                "(\\d+) of the existing ICB codes will be legally closed (\\d\\d/\\d\\d/\\d{4})",
                "which ICB codes close")
            .get(0);
    requireDayBefore(summary, day(said.group(2), SHORT_DAY));
    List<Row> rows =
        summary
            .tables(
                List.of("NHSE Region Code", "Current ICB Code", "Current ICB Name"),
                "",
                row -> row.text("Current ICB Code").matches(CODE))
            .get(0);
    require(summary, "ICBs that close", Integer.parseInt(said.group(1)), rows.size());
    Map<String, String> byName = new HashMap<>();
    for (Row row : rows) {
      String code = row.text("Current ICB Code");
      String name = row.text("Current ICB Name");
      if (byName.put(key(name), code) != null) {
        throw summary.refused(row, "that is there twice");
      }
      add(SUMMARY, row, "icb_closed", code, name, "", "", "", row.text("NHSE Region Code"));
    }
    return byName;
  }

  private void locationsThatMove(Map<String, String> closing) {
    Map<String, Board> boards = newBoards();
    Map<String, Row> renamed = locationsRenamed();
    int fresh = 0;
    int kept = 0;
    List<List<Row>> tables =
        footprints.tables(
            List.of(
                "New ICB Name (code tbc)", "Sub ICB Location Code", "New Sub ICB Location Name"),
            "New ICB Name (code tbc)",
            row -> !row.text("Sub ICB Location Code").isEmpty() || isRemark(row));
    for (List<Row> table : tables) {
      for (Row row : table) {
        if (isRemark(row)) {
          continue;
        }
        String boardName = row.text("New ICB Name (code tbc)");
        Board board = boards.get(key(boardName));
        if (board == null) {
          throw footprints.refused(row, "whose ICB is not among the new ones of '" + SUMMARY + "'");
        }
        String code = code(footprints, row, "Sub ICB Location Code");
        String name = withoutRemark(row.text("New Sub ICB Location Name"));
        String from = "";
        if (code.isEmpty()) {
          fresh++;
        } else {
          kept++;
          from = boardBefore(code, name, row, renamed, closing);
        }
        add(
            FOOTPRINTS,
            row,
            "sicbl_to_icb",
            code,
            name,
            from,
            board.code(),
            boardName,
            board.region());
      }
    }
    require(
        locations,
        "sub-ICB locations that are kept and renamed",
        locations.number(
            "For the (\\d+) 'retained and renamed' Sub ICB Location codes", "how many are kept"),
        kept);
    require(locations, "sub-ICB locations that are renamed", kept, renamed.size());
    require(
        locations,
        "sub-ICB locations that are new",
        locations.number("For the (\\d+) new Sub ICB Location code", "how many are new"),
        fresh);
  }

  /** The board a sub-ICB location is in until now, which its present name begins with. */
  private String boardBefore(
      String code, String name, Row row, Map<String, Row> renamed, Map<String, String> closing) {
    Row other = renamed.get(code);
    if (other == null || !key(other.text("New Sub ICB Location Name")).equals(key(name))) {
      throw footprints.refused(row, "that '" + LOCATIONS + "' does not rename in the same way");
    }
    String present = other.text("Current Sub ICB Location Name");
    String board = closing.get(key(present.replaceFirst(" - " + code + "$", "")));
    if (board == null) {
      throw locations.refused(other, "whose ICB is not among those that close");
    }
    return board;
  }

  private Map<String, Row> locationsRenamed() {
    Map<String, Row> byCode = new HashMap<>();
    List<List<Row>> tables =
        locations.tables(
            List.of(
                "Sub ICB Location Code",
                "Current Sub ICB Location Name",
                "New Sub ICB Location Name"),
            "",
            row -> !row.text("Sub ICB Location Code").isEmpty());
    for (Row row : tables.get(0)) {
      if (byCode.put(code(locations, row, "Sub ICB Location Code"), row) != null) {
        throw locations.refused(row, "that is there twice");
      }
    }
    return byCode;
  }

  private Map<String, Board> newBoards() {
    Map<String, Board> boards = new HashMap<>();
    List<Row> rows =
        summary
            .tables(
                List.of("NHSE Region Code", "New ICB Code (TBC)", "New ICB Name"),
                "",
                row -> !row.text("New ICB Name").isEmpty())
            .get(0);
    for (Row row : rows) {
      Board board =
          new Board(code(summary, row, "New ICB Code (TBC)"), row.text("NHSE Region Code"));
      if (boards.put(key(row.text("New ICB Name")), board) != null) {
        throw summary.refused(row, "that is there twice");
      }
    }
    require(
        summary,
        "new ICBs",
        summary.number("(\\d+) new ICB codes will be created", "how many ICB codes are new"),
        boards.size());
    return boards;
  }

  private void areasThatMove() {
    List<Row> rows =
        areas
            .tables(
                List.of(
                    "LSOA11CD",
                    "LSOA11NM",
                    "SICBL22CD",
                    "SICBL22CDH",
                    "SICBL22NM",
                    "ICB22CD",
                    "ICB22CDH",
                    "ICB22NM",
                    "LAD22CD",
                    "LAD22NM",
                    "SICBL25CD",
                    "SICBL25CDH",
                    "SICBL25NM",
                    "ICB25CD",
                    "ICB25CDH",
                    "ICB25NM"),
                "",
                row -> !row.text("LSOA11CD").isEmpty())
            .get(0);
    Map<String, Integer> counted = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Row row : rows) {
      String area = row.text("LSOA11CD");
      if (!area.matches("E01\\d{6}") || !seen.add(area)) {
        throw areas.refused(row, "whose small area is none, or there twice");
      }
      String to = code(areas, row, "SICBL25CDH");
      counted.merge(to, 1, Integer::sum);
      add(
          AREAS,
          row,
          "lsoa_to_sicbl",
          area,
          row.text("LSOA11NM"),
          code(areas, row, "SICBL22CDH"),
          to,
          withoutRemark(row.text("SICBL25NM")),
          "");
    }
    require(
        areas,
        "small areas",
        areas.number("list of the (\\d+) Lower Super Output Areas", "how many areas move"),
        rows.size());
    Map<String, Integer> said = new HashMap<>();
    locations
        .all(
            "(\\d+) LSOAs moving from .+? will"
                + " (?:form a NEW|join the existing ("
                + CODE
                + ")) Sub ICB Location",
            "how many areas go where")
        .forEach(m -> said.put(m.group(2) == null ? "" : m.group(2), Integer.parseInt(m.group(1))));
    said.forEach(
        (to, count) ->
            require(
                areas,
                "small areas that go to " + (to.isEmpty() ? "the new sub-ICB location" : to),
                count,
                counted.getOrDefault(to, 0)));
    require(areas, "sub-ICB locations that areas go to", said.size(), counted.size());
  }

  private void locationsThatClose(Map<String, String> closing) {
    List<Row> rows =
        locations
            .tables(
                List.of(
                    "Current ICB Code",
                    "Current ICB Name",
                    "Current Sub ICB Location Code",
                    "Current Sub ICB Location Name",
                    "SICBL Legal Code Closure Date"),
                "",
                row -> !row.text("Current Sub ICB Location Code").isEmpty())
            .get(0);
    require(
        locations,
        "sub-ICB locations that close",
        locations.number("(\\d+) Sub ICB Location codes? will be legally closed", "how many close"),
        rows.size());
    for (Row row : rows) {
      LocalDate closes =
          Calendar.day(row.text("SICBL Legal Code Closure Date"))
              .orElseThrow(() -> locations.refused(row, "without a day it closes on"));
      requireDayBefore(locations, closes);
      String board = row.text("Current ICB Code");
      if (!closing.containsValue(board)) {
        throw locations.refused(row, "whose ICB is not among those that close");
      }
      add(
          LOCATIONS,
          row,
          "sicbl_closed",
          code(locations, row, "Current Sub ICB Location Code"),
          row.text("Current Sub ICB Location Name"),
          board,
          "",
          "",
          "");
    }
  }

  private void sitesThatMove() {
    String from =
        sites.only("Sub ICB Location code of (" + CODE + ")", "which sub-ICB location sites leave");
    String commissioner = "Commissioner as at " + DAY_IN_A_HEADING.format(effective);
    List<List<Row>> tables =
        sites.tables(
            List.of(
                commissioner,
                "PCC Code",
                "PCC Name",
                "Non Primary Role Name (Prescribing Setting)"),
            "",
            row -> !row.text("PCC Code").isEmpty());
    if (tables.size() != 2) {
      throw sites.refused("does not have one table of sites that move and one of sites that close");
    }
    Map<String, String> codeOfName = new HashMap<>();
    Map<String, Integer> said = sitesSaid(codeOfName);
    Map<String, Integer> counted = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Row row : tables.get(0)) {
      String to = withoutRemark(row.text(commissioner));
      String code = row.text("PCC Code");
      if (!code.matches("[A-Z][0-9A-Z]{2,7}") || !seen.add(code)) {
        throw sites.refused(row, "whose code is none, or there twice");
      }
      if (!said.containsKey(to)) {
        throw sites.refused(row, "that goes where the counts of the sheet name nothing");
      }
      counted.merge(to, 1, Integer::sum);
      add(
          SITES,
          row,
          "practice_to_sicbl",
          code,
          row.text("PCC Name"),
          from,
          codeOfName.getOrDefault(to, ""),
          to,
          "");
    }
    said.forEach(
        (to, count) ->
            require(sites, "sites that go to " + to, count, counted.getOrDefault(to, 0)));
    int closing = tables.get(1).size();
    require(
        sites,
        "sites in all",
        sites.number("commissioning responsibility for (\\d+)\\*? Prescribing", "how many sites"),
        seen.size() + closing);
  }

  /** How many sites each sub-ICB location takes; their codes by name as far as they are known. */
  private Map<String, Integer> sitesSaid(Map<String, String> codeOfName) {
    String place = "Receiving Sub ICB Location Name";
    String count = "Total PCC moves into ICB";
    Map<String, Integer> said = new HashMap<>();
    List<Row> rows =
        sites
            .tables(
                List.of(place, "Receiving SICB Location Code", count),
                "",
                row -> row.text(count).matches("\\d+"))
            .get(0);
    for (Row row : rows) {
      if (!row.text("Receiving SICB Location Code").isEmpty()) {
        String name = withoutRemark(row.text(place));
        said.put(name, Integer.parseInt(row.text(count)));
        codeOfName.put(name, code(sites, row, "Receiving SICB Location Code"));
      }
    }
    return said;
  }

  /** The code in a cell; empty where the cell says that it is to be confirmed. */
  private static String code(SheetText sheet, Row row, String heading) {
    String text = row.text(heading);
    if (text.matches("\\[ANANA].*|\\[tbc]")) {
      return "";
    }
    if (!text.matches(CODE)) {
      throw sheet.refused(row, "whose '" + heading + "' is neither a code nor to be confirmed");
    }
    return text;
  }

  /** A remark below a sub-ICB location, such as that areas join it. */
  private static boolean isRemark(Row row) {
    return row.text("Sub ICB Location Code").isEmpty()
        && row.text("New Sub ICB Location Name").matches("\\+\\d+ LSOAs transferring into .*");
  }

  /** A name without what is written behind the place of a code that is to be confirmed. */
  private static String withoutRemark(String name) {
    return name.replaceFirst("(\\[ANANA]).*$", "$1");
  }

  /** A name as it is compared: the sheets differ in case and in how they write ICB. */
  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT).replace("INTEGRATED CARE BOARD", "ICB").strip();
  }

  private void add(
      String sheet,
      Row row,
      String kind,
      String code,
      String name,
      String from,
      String to,
      String toName,
      String region) {
    changes.add(
        new Change(sheet, row.number(), effective, kind, code, name, from, to, toName, region));
  }

  private void requireDayBefore(SheetText sheet, LocalDate closes) {
    if (!closes.equals(effective.minusDays(1))) {
      throw sheet.refused(
          "closes codes on " + closes + ", not on the day before its changes hold, " + effective);
    }
  }

  private static void require(SheetText sheet, String what, int said, int counted) {
    if (said != counted) {
      throw sheet.refused("counts " + said + " " + what + " where " + counted + " are listed");
    }
  }

  private static LocalDate day(String text, DateTimeFormatter format) {
    try {
      return LocalDate.parse(text, format);
    } catch (DateTimeParseException e) {
      throw new InputRefused(
          "it looks like a change summary of the ODS but names a day that is none: " + text, e);
    }
  }

  static List<String> notes() {
    return List.of(
        "sheets read: '"
            + String.join("', '", READ)
            + "', not read: '"
            + String.join("', '", NOT_READ)
            + "'");
  }
}
