package org.medsip.jobs.simulate;

import java.time.YearMonth;
import java.util.List;
import org.medsip.jobs.simulate.Sicbl.Board;
import org.medsip.jobs.simulate.Sicbl.Region;

/** Who belongs to whom: the practice map of a month, and epraccur with opened and closed sites. */
final class OrganisationFiles {

  private static final int BYTES_OF_A_ROW = 300;
  private static final String OPENED = "19740401";
  private static final String JOINED = "20220701";

  private final World world;
  private final OutputFolder folder;

  OrganisationFiles(World world, OutputFolder folder) {
    this.world = world;
    this.folder = folder;
  }

  void writeMap(YearMonth month) {
    RowText text = new RowText(BYTES_OF_A_ROW * (world.practices.size() + 1));
    text.row(
        "PUBLICATION",
        "EXTRACT_DATE",
        "PRACTICE_CODE",
        "PRACTICE_NAME",
        "PRACTICE_POSTCODE",
        "PCN_CODE",
        "PCN_NAME",
        "ONS_SUB_ICB_LOCATION_CODE",
        "SUB_ICB_LOCATION_CODE",
        "SUB_ICB_LOCATION_NAME",
        "ONS_ICB_CODE",
        "ICB_CODE",
        "ICB_NAME",
        "ONS_COMM_REGION_CODE",
        "COMM_REGION_CODE",
        "COMM_REGION_NAME");
    int number = World.month(month);
    for (Practice practice : world.practices) {
      if (world.isOpen(practice.index(), number)) {
        mapRow(text, practice, month);
      }
    }
    folder.write("gp-reg-pat-prac-map_" + month + ".csv", text);
  }

  private void mapRow(RowText text, Practice practice, YearMonth month) {
    int number = World.month(month);
    Pcn pcn = world.pcns.get(world.pcnOf(practice.index(), number));
    Sicbl sicbl = world.sicblOfPcn(pcn.index(), number);
    Board board = World.boardOf(sicbl, number);
    Region region = sicbl.region();
    text.row(
        "GP_PRAC_PAT_LIST",
        RegistrationFiles.extractDate(month),
        practice.code(),
        practice.name(),
        practice.address().get(4),
        pcn.code(),
        pcn.name(),
        sicbl.onsCode(),
        sicbl.code(),
        "NHS " + board.name() + " ICB - " + sicbl.code() + Names.MARK,
        board.onsCode(),
        board.code(),
        "NHS " + board.name() + " Integrated Care Board" + Names.MARK,
        region.onsCode(),
        region.code(),
        region.name() + Names.MARK);
  }

  /** Every site that ever was, as known in a month. */
  void writeEpraccur(YearMonth month) {
    RowText text = new RowText(BYTES_OF_A_ROW * (world.practices.size() + world.sites.size()));
    int number = World.month(month);
    for (Practice practice : world.practices) {
      Sicbl sicbl = world.sicblOfPcn(practice.pcn(), number);
      int closes = world.closesIn(practice.index());
      String closed =
          closes > number
              ? ""
              : World.yearMonth(closes - 1).atEndOfMonth().toString().replace("-", "");
      epraccurRow(
          text, practice.code(), practice.name(), practice.address(), sicbl, number, closed, "4");
    }
    for (Site site : world.sites) {
      if (site.isIdentified()) {
        Sicbl sicbl = world.sicblOfSite(site, number);
        epraccurRow(
            text, site.code(), site.name(), site.address(), sicbl, number, "", site.setting());
      }
    }
    folder.write("epraccur_" + month + ".csv", text);
  }

  private static void epraccurRow(
      RowText text,
      String code,
      String name,
      List<String> address,
      Sicbl sicbl,
      int number,
      String closed,
      String setting) {
    String board = World.boardOf(sicbl, number).code();
    quoted(
        text,
        code,
        name,
        sicbl.region().code(),
        board,
        address.get(0),
        address.get(1),
        address.get(2),
        address.get(3),
        "",
        address.get(4),
        OPENED,
        closed,
        closed.isEmpty() ? "A" : "C",
        setting.equals("4") ? "B" : "Z",
        sicbl.code(),
        JOINED,
        closed,
        "01632 960001",
        "",
        "",
        "",
        "0",
        "",
        sicbl.code(),
        "",
        setting,
        "");
  }

  private static void quoted(RowText text, String... fields) {
    for (int i = 0; i < fields.length; i++) {
      text.add(i == 0 ? "\"" : ",\"").add(fields[i]).add('"');
    }
    text.endRow();
  }
}
