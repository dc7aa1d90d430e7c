package org.medsip.jobs.gold;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.Rows;
import org.medsip.common.contract.Table;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.SilverTables;

/**
 * One pair of lists of areas, and a thousand small random worlds on them, each a quarter of its
 * own: files as bronze has them, with what silver knows of practices.
 */
record DeprivationWorld(
    List<Area> areas,
    List<Link> links,
    List<Registered> registered,
    List<Published> published,
    List<ListSize> lists,
    List<Site> sites,
    List<Site> vintages) {

  static final LocalDate FIRST = LocalDate.of(1950, 1, 1);

  static final int CENTURY = 100;

  /** An area as a release lists it. */
  record Area(int release, String code, BigDecimal score, int decile) {}

  record Link(String old, String now, String change, @Nullable BigDecimal weight) {}

  record Registered(
      LocalDate quarter, String file, String practice, String area, String sex, long people) {

    Registered of(String other) {
      LocalDate later = quarter.plusYears(CENTURY);
      return new Registered(later, later + file.substring(10), other, area, sex, people);
    }
  }

  record Published(LocalDate edition, String publisher, String practice, BigDecimal score) {
    Published later() {
      return new Published(edition.plusYears(CENTURY), publisher, practice, score);
    }
  }

  record ListSize(LocalDate month, String practice, long people) {
    ListSize later() {
      return new ListSize(month.plusYears(CENTURY), practice, people);
    }
  }

  /** A site in a month, or by the boundaries of a vintage. */
  record Site(
      @Nullable LocalDate month,
      @Nullable String vintage,
      String practice,
      String kind,
      Map<String, String> parents) {

    Site later() {
      return new Site(
          Objects.requireNonNull(month).plusYears(CENTURY), vintage, practice, kind, parents);
    }
  }

  static DeprivationWorld random(long seed, int quarters) {
    Random random = new Random(seed);
    DeprivationWorld world =
        new DeprivationWorld(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (int place = 0; place < 24; place++) {
      world.addPlace("E01%03d".formatted(place), place, random);
    }
    for (int q = 0; q < quarters; q++) {
      world.addQuarter(FIRST.plusMonths(q), random);
    }
    for (int p = 0; p < 5; p++) {
      world.vintages.add(new Site(null, "as_is", "P" + p, "", parents(random)));
    }
    return world;
  }

  /** A place is unchanged, split, merged or redrawn; some lists lack an area of it. */
  private void addPlace(String code, int place, Random random) {
    String change = List.of("U", "S", "M", "X").get(place % 4);
    int before = change.equals("M") || change.equals("X") ? 2 + random.nextInt(2) : 1;
    int after = change.equals("S") || change.equals("X") ? 2 + random.nextInt(2) : 1;
    boolean given = random.nextBoolean();
    for (int now = 0; now < after; now++) {
      if (place != 1 || now > 0) {
        areas.add(area(2025, now(code, change, now), random));
      }
    }
    for (int old = 0; old < before; old++) {
      if (place != 2 || old > 0) {
        areas.add(area(2019, code + "10" + old, random));
      }
      List<BigDecimal> weights = parts(after, random);
      for (int now = 0; now < after && place != 5; now++) {
        links.add(
            new Link(
                code + "10" + old,
                now(code, change, now),
                change,
                given ? weights.get(now) : null));
      }
    }
  }

  private static String now(String code, String change, int now) {
    return change.equals("U") ? code + "100" : code + "20" + now;
  }

  private static Area area(int release, String code, Random random) {
    BigDecimal score = BigDecimal.valueOf(500 + random.nextInt(92_000), 3);
    return new Area(release, code, score, 1 + random.nextInt(10));
  }

  /** So many weights of three decimals that add up to 1. */
  private static List<BigDecimal> parts(int count, Random random) {
    List<BigDecimal> parts = new ArrayList<>();
    BigDecimal left = BigDecimal.ONE;
    for (int i = 1; i < count; i++) {
      BigDecimal part =
          left.multiply(BigDecimal.valueOf(random.nextDouble())).setScale(3, RoundingMode.DOWN);
      parts.add(part);
      left = left.subtract(part);
    }
    parts.add(left);
    return parts;
  }

  private void addQuarter(LocalDate quarter, Random random) {
    int files = random.nextInt(3);
    if (files != 1) {
      addFile(quarter, 2019, "A", random);
    }
    if (files != 0) {
      addFile(quarter, 2025, "B", random);
    }
    boolean first = quarter.equals(FIRST);
    if (first || random.nextInt(3) > 0) {
      for (int p = 0; p < 7; p++) {
        if (random.nextInt(4) > 0) {
          lists.add(new ListSize(quarter, "P" + p, random.nextInt(5) * 800L));
        }
      }
    }
    if (first || random.nextInt(2) > 0) {
      for (int p = 0; p < 6; p++) {
        if (random.nextInt(5) > 0) {
          String kind = List.of("GP", "GP", "GP", "NON_GP", "UNMATCHED").get(random.nextInt(5));
          sites.add(new Site(quarter, null, "P" + p, kind, parents(random)));
        }
      }
    }
    if (first || random.nextInt(100) == 0) {
      for (int p = 0; p < 7; p++) {
        BigDecimal score = BigDecimal.valueOf(random.nextInt(6_000_000), 5);
        published.add(new Published(quarter, "fingertips", "P" + p, score));
        published.add(new Published(quarter, "swahsn", "P" + p, score.add(BigDecimal.TEN)));
      }
    }
  }

  private static Map<String, String> parents(Random random) {
    Map<String, String> parents = new HashMap<>();
    for (String level : List.of("pcn", "sicbl", "icb", "psc", "region")) {
      if (random.nextInt(8) > 0) {
        parents.put(level, level + random.nextInt(level.equals("pcn") ? 6 : 2));
      }
    }
    return parents;
  }

  /** An anchor practice has people enough to show whose areas they are. */
  private void addFile(LocalDate quarter, int release, String letter, Random random) {
    int sexes = random.nextInt(3);
    List<String> own =
        areas.stream()
            .filter(area -> area.release() == release)
            .map(Area::code)
            .filter(code -> code.charAt(6) == (release == 2019 ? '1' : '2'))
            .filter(code -> areas.stream().filter(a -> a.code().equals(code)).count() == 1)
            .toList();
    add(quarter, letter, "P0", own.get(random.nextInt(own.size())), sexes, 9_000, random);
    for (int p = 1; p < 6; p++) {
      if (random.nextInt(4) == 0) {
        continue;
      }
      boolean nowhere = random.nextInt(10) == 0;
      for (int i = random.nextInt(5); i >= 0 && !nowhere; i--) {
        String area = listed(release, random);
        add(quarter, letter, "P" + p, area, sexes, random.nextInt(1_500), random);
      }
      add(quarter, letter, "P" + p, "CLOSED", sexes, random.nextInt(120), random);
      add(quarter, letter, "P" + p, "W01000123", sexes, random.nextInt(60), random);
      add(quarter, letter, "P" + p, "E01999999", sexes, random.nextInt(9), random);
      add(
          quarter,
          letter,
          "P" + p,
          release == 2019 ? "E01002100" : "E01001200",
          sexes,
          random.nextInt(9),
          random);
    }
  }

  private String listed(int release, Random random) {
    List<Area> all = areas.stream().filter(area -> area.release() == release).toList();
    return all.get(random.nextInt(all.size())).code();
  }

  private void add(
      LocalDate quarter,
      String letter,
      String practice,
      String area,
      int sexes,
      int people,
      Random random) {
    int men = random.nextInt(people + 1);
    if (sexes != 0) {
      String file = quarter + letter + (sexes == 1 ? "M" : "");
      registered.add(new Registered(quarter, file, practice, area, "MALE", men));
      String other = quarter + letter + (sexes == 1 ? "F" : "");
      registered.add(new Registered(quarter, other, practice, area, "FEMALE", people - men));
    }
    if (sexes != 1) {
      registered.add(
          new Registered(quarter, quarter + letter + "ALL", practice, area, "ALL", people));
    }
  }

  /**
   * Beside every quarter the same a century later, with its rows in another order and in some
   * quarters with a practice more.
   */
  DeprivationWorld withItsLikeACenturyLater(long seed) {
    Random random = new Random(seed);
    List<Registered> registeredLater = new ArrayList<>();
    for (Registered row : registered) {
      registeredLater.add(row.of(row.practice()));
      if (row.practice().equals("P0") && row.quarter().getMonthValue() % 2 == 0) {
        registeredLater.add(row.of("Z"));
      }
    }
    return new DeprivationWorld(
        areas,
        links,
        both(registered, registeredLater, random),
        both(published, published.stream().map(Published::later).toList(), random),
        both(lists, lists.stream().map(ListSize::later).toList(), random),
        both(sites, sites.stream().map(Site::later).toList(), random),
        vintages);
  }

  private static <T> List<T> both(List<T> now, List<T> later, Random random) {
    List<T> all = new ArrayList<>(now);
    all.addAll(later);
    Collections.shuffle(all, random);
    return all;
  }

  SortedSet<LocalDate> quarters() {
    return new TreeSet<>(registered.stream().map(Registered::quarter).toList());
  }

  /** The tables that the stages make of it. */
  Map<Table, Dataset<Row>> tables() {
    Map<Table, Dataset<Row>> tables = new HashMap<>();
    for (Rows rows : List.of(index(), lookup(), files(), scores(), sizes(), months(), dates())) {
      tables.put(rows.table(), rows.dataset());
    }
    return DeprivationTablesOf.files(tables, quarters());
  }

  private Rows index() {
    Rows rows = Rows.of(BronzeTables.LSOA_IMD);
    for (Area area : areas) {
      rows.row(
          "edition", area.release() == 2019 ? "2019-09-01" : "2025-10-01",
          "imd_release", area.release(),
          "lsoa_code", area.code(),
          "imd_score", area.score(),
          "imd_decile_1_most_deprived", area.decile());
    }
    return rows;
  }

  private Rows lookup() {
    Rows rows = Rows.of(BronzeTables.LSOA_CHANGE).each("edition", "2022-12-01");
    for (Link link : links) {
      rows.row(
          "lsoa_2011", link.old(),
          "lsoa_2021", link.now(),
          "change", link.change(),
          "weight", link.weight());
    }
    return rows;
  }

  private Rows files() {
    Rows rows = Rows.of(BronzeTables.REGISTERED_LSOA);
    for (Registered row : registered) {
      rows.row(
          "month", row.quarter(),
          "source_file", row.file(),
          "practice_code", row.practice(),
          "lsoa_code", row.area(),
          "sex", row.sex(),
          "patients", row.people());
    }
    return rows;
  }

  private Rows scores() {
    Rows rows = Rows.of(BronzeTables.PRACTICE_IMD);
    for (Published score : published) {
      rows.row(
          "edition", score.edition(),
          "publisher", score.publisher(),
          "indicator_name", "Deprivation score (IMD 2019)",
          "area_type", "GP",
          "area_code", score.practice(),
          "value", score.score());
    }
    return rows;
  }

  private Rows sizes() {
    Rows rows = Rows.of(SilverTables.REGISTRANTS);
    lists.forEach(
        size ->
            rows.row(
                "month", size.month(),
                "practice_code", size.practice(),
                "registrants", size.people()));
    return rows;
  }

  private Rows months() {
    Rows rows = Rows.of(SilverTables.PRACTICE_MONTH);
    for (Site site : sites) {
      rows.row(
          "month", site.month(),
          "practice_code", site.practice(),
          "site_kind", site.kind(),
          "pcn_code", site.parents().get("pcn"),
          "sicbl_code", site.parents().get("sicbl"),
          "icb_code", site.parents().get("icb"),
          "psc_code", site.parents().get("psc"),
          "region_code", site.parents().get("region"));
    }
    return rows;
  }

  private Rows dates() {
    Rows rows = Rows.of(SilverTables.PRACTICE_VINTAGE);
    for (Site site : vintages) {
      rows.row(
          "org_vintage", site.vintage(),
          "practice_code", site.practice(),
          "pcn_code", site.parents().get("pcn"),
          "sicbl_code", site.parents().get("sicbl"),
          "icb_code", site.parents().get("icb"),
          "psc_code", site.parents().get("psc"),
          "region_code", site.parents().get("region"));
    }
    return rows;
  }
}
