package org.medsip.jobs.gold;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.medsip.common.Rows;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;

/**
 * Many small random regions in one England: sites by month, what they prescribed, and to whom they
 * count by the boundaries of other dates.
 */
record World(List<Site> sites, List<Part> parts, List<Placed> placed) {

  static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
  static final int MONTHS = 13;
  static final List<String> VINTAGES = List.of("as_is", "2026-04-01");

  /** A site in a month; no list is known of any site in the first month. */
  record Site(
      LocalDate month, String practice, String kind, Parents parents, @Nullable Long registrants) {}

  /** To whom a practice counts by the boundaries of one date. */
  record Placed(String vintage, String practice, Parents parents) {}

  /** The organisations above a site. */
  record Parents(
      @Nullable String pcn,
      @Nullable String sicbl,
      @Nullable String icb,
      @Nullable String psc,
      @Nullable String region) {

    static final Parents NONE = new Parents(null, null, null, null, null);

    @Nullable String at(String level) {
      return switch (level) {
        case "pcn" -> pcn;
        case "sicbl" -> sicbl;
        case "icb" -> icb;
        case "psc" -> psc;
        case "region" -> region;
        default -> throw new IllegalArgumentException(level);
      };
    }

    static Parents random(String region, Random random) {
      return new Parents(
          anyOf(region + "U", 3, random),
          anyOf(region + "S", 2, random),
          anyOf(region + "I", 2, random),
          anyOf(region + "C", 2, random),
          region);
    }

    private static @Nullable String anyOf(String prefix, int several, Random random) {
      return random.nextInt(9) == 0 ? null : prefix + random.nextInt(several);
    }
  }

  /** What a site adds to a measure in a month. */
  record Part(
      LocalDate month,
      String practice,
      Measure measure,
      BigDecimal numerator,
      BigDecimal squares,
      long items,
      long valued,
      long compared) {}

  static World random(long seed, int regions, MeasureCatalogue catalogue) {
    World world = new World(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Random random = new Random(seed);
    for (int region = 0; region < regions; region++) {
      world.addRegion("R%03d".formatted(region), random, catalogue);
    }
    for (int m = 0; m < MONTHS; m++) {
      Site nobody =
          new Site(FIRST.plusMonths(m), "UNIDENTIFIED", "UNIDENTIFIED", Parents.NONE, null);
      world.add(nobody, random, catalogue);
    }
    return world;
  }

  private void addRegion(String region, Random random, MeasureCatalogue catalogue) {
    int practices = random.nextInt(5);
    boolean alike = random.nextInt(4) == 0;
    for (int p = 0; p < practices; p++) {
      String practice = region + "P" + p;
      place(practice, region, random);
      int rarelyAway = random.nextInt(3);
      for (int m = 0; m < MONTHS; m++) {
        if (rarelyAway == 0 && random.nextInt(6) == 0) {
          continue;
        }
        String kind = List.of("GP", "GP", "GP", "GP", "NON_GP", "UNMATCHED").get(random.nextInt(6));
        boolean listed = kind.equals("GP") && m > 0;
        Long registrants = listed ? Long.valueOf(alike ? 1000 : 1 + random.nextInt(9000)) : null;
        LocalDate month = FIRST.plusMonths(m);
        Site site = new Site(month, practice, kind, Parents.random(region, random), registrants);
        add(site, alike ? new Random(5) : random, catalogue);
      }
    }
  }

  /** Some practices are not placed by a vintage at all. */
  private void place(String practice, String region, Random random) {
    for (String vintage : VINTAGES) {
      if (random.nextInt(7) > 0) {
        placed.add(new Placed(vintage, practice, Parents.random(region, random)));
      }
    }
  }

  private void add(Site site, Random random, MeasureCatalogue catalogue) {
    sites.add(site);
    for (Measure measure : catalogue.measures()) {
      if (random.nextInt(5) == 0) {
        continue;
      }
      long items = random.nextInt(20) - 1L;
      long valued = items <= 0 ? 0 : random.nextInt((int) items + 1);
      boolean counted = measure.numerator().quantity() == Measure.Quantity.ITEMS;
      BigDecimal each = BigDecimal.valueOf(random.nextInt(500_000), 3);
      parts.add(
          new Part(
              site.month(),
              site.practice(),
              measure,
              counted ? BigDecimal.valueOf(items) : each.multiply(BigDecimal.valueOf(valued)),
              counted
                  ? BigDecimal.valueOf(items)
                  : each.multiply(each).multiply(BigDecimal.valueOf(valued)),
              items,
              counted ? items : valued,
              items + random.nextInt(3)));
    }
  }

  Rows practiceMonth() {
    Rows rows = Rows.of(SilverTables.PRACTICE_MONTH);
    for (Site site : sites) {
      rows.row(
          "month", site.month(),
          "practice_code", site.practice(),
          "site_kind", site.kind(),
          "pcn_code", site.parents().pcn(),
          "sicbl_code", site.parents().sicbl(),
          "icb_code", site.parents().icb(),
          "psc_code", site.parents().psc(),
          "region_code", site.parents().region(),
          "registrants", site.registrants());
    }
    return rows;
  }

  Rows practiceVintage() {
    Rows rows = Rows.of(SilverTables.PRACTICE_VINTAGE);
    for (Placed place : placed) {
      rows.row(
          "org_vintage", place.vintage(),
          "practice_code", place.practice(),
          "pcn_code", place.parents().pcn(),
          "sicbl_code", place.parents().sicbl(),
          "icb_code", place.parents().icb(),
          "psc_code", place.parents().psc(),
          "region_code", place.parents().region());
    }
    return rows;
  }

  Rows practiceMonthMeasure() {
    Rows rows = Rows.of(GoldTables.PRACTICE_MONTH_MEASURE);
    for (Part part : parts) {
      boolean share = part.measure().denominator().isOfItems();
      rows.row(
          "month", part.month(),
          "practice_code", part.practice(),
          "measure_id", part.measure().id(),
          "variant", part.measure().variants().firstKey(),
          "numerator", part.numerator(),
          "numerator_squares", part.squares(),
          "items", part.items(),
          "items_with_value", part.valued(),
          "items_compared", share ? part.compared() : null);
    }
    return rows;
  }
}
