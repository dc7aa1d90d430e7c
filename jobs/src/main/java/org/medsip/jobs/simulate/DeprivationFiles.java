package org.medsip.jobs.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medsip.jobs.simulate.Area.Census;
import org.medsip.jobs.simulate.Area.Change;

/** The index of multiple deprivation of each small area, and what became of the areas of 2011. */
final class DeprivationFiles {

  private static final int BYTES_OF_A_ROW = 120;

  private final World world;
  private final OutputFolder folder;

  /** A small area of one census. */
  private record Lsoa(String code, String name, int place, double score) {}

  DeprivationFiles(World world, OutputFolder folder) {
    this.world = world;
    this.folder = folder;
  }

  void writeIndex(Census census) {
    List<Lsoa> ranked = new ArrayList<>();
    for (Area area : world.areas) {
      List<String> codes = area.codes(census);
      for (int i = 0; i < codes.size(); i++) {
        String name = area.name() + (char) ('A' + i);
        ranked.add(new Lsoa(codes.get(i), name, area.sicbl(), area.score(census)));
      }
    }
    ranked.sort(Comparator.comparingDouble((Lsoa lsoa) -> -lsoa.score()).thenComparing(Lsoa::code));
    RowText text = new RowText(BYTES_OF_A_ROW * (ranked.size() + 4));
    text.row(
        "LSOA code (%d)".formatted(census.year),
        "LSOA name (%d)".formatted(census.year),
        "Local Authority District code (%d)".formatted(census.districts),
        "Local Authority District name (%d)".formatted(census.districts),
        "Index of Multiple Deprivation (IMD) Score",
        "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)",
        "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)");
    for (int i = 0; i < ranked.size(); i++) {
      Lsoa lsoa = ranked.get(i);
      text.row(
          lsoa.code(),
          lsoa.name(),
          district(lsoa.place()),
          districtName(lsoa.place()),
          lsoa.score(),
          i + 1,
          1 + 10 * i / ranked.size());
    }
    folder.write("IMD%d_LSOA.csv".formatted(census.release), text);
  }

  private static String district(int place) {
    return "E09%06d".formatted(900_001 + place);
  }

  private static String districtName(int place) {
    return "District %03d".formatted(place + 1) + Names.MARK;
  }

  void writeLookup() {
    RowText text = new RowText(BYTES_OF_A_ROW * (world.areas.size() + 4));
    text.row("LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM", "CHGIND", "LAD22CD", "LAD22NM");
    for (Area area : world.areas) {
      for (int old = 0; old < area.codes2011().size(); old++) {
        for (int now = 0; now < area.codes2021().size(); now++) {
          lookupRow(text, area, old, now);
        }
      }
    }
    folder.write("LSOA_2011_to_LSOA_2021_lookup.csv", text);
  }

  private static void lookupRow(RowText text, Area area, int old, int now) {
    Change change = area.change();
    text.row(
        area.codes2011().get(old),
        area.name() + (char) ('A' + old),
        area.codes2021().get(now),
        area.name() + (char) ('A' + now),
        change,
        district(area.sicbl()),
        districtName(area.sicbl()));
  }
}
