package org.medsip.jobs.simulate;

import java.util.ArrayList;
import java.util.List;
import org.medsip.jobs.simulate.Draw.Topic;

/**
 * A piece of ground that the small areas (LSOA) of 2011 and of 2021 both keep whole.
 *
 * @param sicbl the index of the place it lies in
 * @param codes2011 the areas of 2011 it is made of
 * @param codes2021 the areas of 2021 it is made of
 * @param score2019 the IMD 2019 score; more is more deprived
 * @param score2025 the IMD 2025 score
 */
record Area(
    int sicbl,
    String name,
    List<String> codes2011,
    List<String> codes2021,
    Change change,
    double score2019,
    double score2025) {

  private static final int FIRST_CODE = 900_001;
  private static final int FIRST_NEW_CODE = 950_001;
  private static final int FEWEST = 4;
  private static final double LOWEST = 0.54;
  private static final double HIGHEST = 92.7;

  /** What became of the areas of 2011, in the letters of the published lookup. */
  enum Change {
    U,
    S,
    M,
    X
  }

  /** The areas of every place; neighbours in the list are neighbours on the ground. */
  static List<Area> of(List<Sicbl> sicbls, double scale, long seed) {
    double published = sicbls.stream().mapToInt(Sicbl::lsoas).sum();
    List<Area> areas = new ArrayList<>();
    int[] codes = {FIRST_CODE, FIRST_NEW_CODE};
    for (int place = 0; place < sicbls.size(); place++) {
      double share = sicbls.get(place).lsoas() / published;
      long count = Math.max(FEWEST, Math.round(scale * Figure.LSOAS.value() * share));
      addPlace(areas, place, sicbls.get(place), (int) count, codes, seed);
    }
    return areas;
  }

  private static void addPlace(
      List<Area> areas, int place, Sicbl sicbl, int count, int[] codes, long seed) {
    Draw draw = Draw.of(seed, Topic.SCORE, place);
    double spread = Figure.LSOA_SPREAD.value();
    double alike = Figure.LSOA_CLUSTERING.value();
    double deviation = draw.normal();
    for (int i = 0; i < count; i++) {
      deviation = alike * deviation + StrictMath.sqrt(1 - alike * alike) * draw.normal();
      double score =
          bounded(sicbl.imd() * StrictMath.exp(spread * deviation - spread * spread / 2));
      double later = bounded(score * StrictMath.exp(Figure.IMD_DRIFT.value() * draw.normal()));
      areas.add(area(place, i, change(draw), codes, score, later));
    }
  }

  private static double bounded(double score) {
    double rounded = StrictMath.rint(score * 1000) / 1000;
    return Math.min(HIGHEST, Math.max(LOWEST, rounded));
  }

  private static Change change(Draw draw) {
    double u = draw.uniform() - Figure.LSOA_SPLIT.value();
    if (u < 0) {
      return Change.S;
    }
    u -= Figure.LSOA_MERGED.value();
    if (u < 0) {
      return Change.M;
    }
    return u < Figure.LSOA_REDRAWN.value() ? Change.X : Change.U;
  }

  private static Area area(
      int place, int number, Change change, int[] codes, double score, double later) {
    String name = "Place %03d %03d".formatted(place + 1, number + 1);
    List<String> old = new ArrayList<>(List.of(code(codes[0]++)));
    if (change == Change.M || change == Change.X) {
      old.add(code(codes[0]++));
    }
    List<String> now = change == Change.U ? old : new ArrayList<>(List.of(code(codes[1]++)));
    if (change == Change.S || change == Change.X) {
      now.add(code(codes[1]++));
    }
    return new Area(place, name, List.copyOf(old), List.copyOf(now), change, score, later);
  }

  private static String code(int number) {
    return "E01" + number;
  }

  List<String> codes(Census census) {
    return census == Census.OF_2011 ? codes2011 : codes2021;
  }

  double score(Census census) {
    return census == Census.OF_2011 ? score2019 : score2025;
  }

  /** The two editions of small areas, each with its release of the index. */
  enum Census {
    OF_2011(2011, 2019, 2019),
    OF_2021(2021, 2025, 2024);

    final int year;
    final int release;
    final int districts;

    Census(int year, int release, int districts) {
      this.year = year;
      this.release = release;
      this.districts = districts;
    }
  }
}
