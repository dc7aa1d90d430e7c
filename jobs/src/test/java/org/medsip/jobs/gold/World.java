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

/** Many small random regions in one England: sites by month, and what they prescribed. */
record World(List<Site> sites, List<Part> parts) {

  static final LocalDate FIRST = LocalDate.of(2019, 1, 1);
  static final int MONTHS = 13;

  /** A site in a month; no list is known of any site in the first month. */
  record Site(
      LocalDate month,
      String practice,
      String kind,
      @Nullable String sicbl,
      @Nullable String icb,
      @Nullable String region,
      @Nullable Long registrants) {

    @Nullable String parent(String level) {
      return switch (level) {
        case "sicbl" -> sicbl;
        case "icb" -> icb;
        case "region" -> region;
        default -> throw new IllegalArgumentException(level);
      };
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
    World world = new World(new ArrayList<>(), new ArrayList<>());
    Random random = new Random(seed);
    for (int region = 0; region < regions; region++) {
      world.addRegion("R%03d".formatted(region), random, catalogue);
    }
    for (int m = 0; m < MONTHS; m++) {
      Site nobody =
          new Site(FIRST.plusMonths(m), "UNIDENTIFIED", "UNIDENTIFIED", null, null, null, null);
      world.add(nobody, random, catalogue);
    }
    return world;
  }

  private void addRegion(String region, Random random, MeasureCatalogue catalogue) {
    int practices = random.nextInt(5);
    boolean alike = random.nextInt(4) == 0;
    for (int p = 0; p < practices; p++) {
      String practice = region + "P" + p;
      String icb = random.nextInt(8) == 0 ? null : region + "I" + random.nextInt(2);
      int rarelyAway = random.nextInt(3);
      for (int m = 0; m < MONTHS; m++) {
        if (rarelyAway == 0 && random.nextInt(6) == 0) {
          continue;
        }
        String kind = List.of("GP", "GP", "GP", "GP", "NON_GP", "UNMATCHED").get(random.nextInt(6));
        boolean listed = kind.equals("GP") && m > 0;
        Long registrants = listed ? Long.valueOf(alike ? 1000 : 1 + random.nextInt(9000)) : null;
        String sicbl = random.nextInt(9) == 0 ? null : region + "S" + random.nextInt(2);
        LocalDate month = FIRST.plusMonths(m);
        Site site = new Site(month, practice, kind, sicbl, icb, region, registrants);
        add(site, alike ? new Random(5) : random, catalogue);
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
          "sicbl_code", site.sicbl(),
          "icb_code", site.icb(),
          "region_code", site.region(),
          "registrants", site.registrants());
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
