package org.medsip.jobs.gold;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.gold.DeprivationWorld.Area;
import org.medsip.jobs.gold.DeprivationWorld.Link;
import org.medsip.jobs.gold.DeprivationWorld.ListSize;
import org.medsip.jobs.gold.DeprivationWorld.Published;
import org.medsip.jobs.gold.DeprivationWorld.Registered;
import org.medsip.jobs.gold.DeprivationWorld.Site;

/** The deprivation of a world by plain loops over its files, written from the method's words. */
final class DeprivationOracle {

  private static final MathContext MANY = new MathContext(40);
  private static final Set<String> RESIDUAL = Set.of("UNMATCHED", "NON_GP", "UNIDENTIFIED");

  /** What is found of a practice or an organisation. */
  static final class Found {
    @Nullable Long registrants;
    BigDecimal covered = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal assumed = BigDecimal.ZERO;
    BigDecimal[] fifths = new BigDecimal[5];
    @Nullable Double score;
    @Nullable Long fifth;
    @Nullable Long fifthInIcb;
    @Nullable String icb;
    @Nullable Long census;
    @Nullable String source;
    @Nullable String reason;
    long practices;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;

    Found() {
      java.util.Arrays.fill(fifths, BigDecimal.ZERO);
    }

    boolean byAreas() {
      return source != null && source.startsWith("lsoa");
    }

    void add(Found other) {
      covered = covered.add(other.covered);
      sum = sum.add(other.sum);
      assumed = assumed.add(other.assumed);
      for (int i = 0; i < 5; i++) {
        fifths[i] = fifths[i].add(other.fifths[i]);
      }
      source = other.source;
      census = other.census;
      practices++;
    }
  }

  private final DeprivationWorld world;
  private final Map<LocalDate, List<Registered>> files = new HashMap<>();
  private final SortedMap<LocalDate, Map<String, Site>> sites = new TreeMap<>();
  private final SortedMap<LocalDate, Map<String, Long>> lists = new TreeMap<>();
  private final SortedMap<LocalDate, Map<String, BigDecimal>> published = new TreeMap<>();

  DeprivationOracle(DeprivationWorld world) {
    this.world = world;
    for (Registered row : world.registered()) {
      files.computeIfAbsent(row.quarter(), q -> new ArrayList<>()).add(row);
    }
    for (Site site : world.sites()) {
      sites.computeIfAbsent(site.month(), m -> new HashMap<>()).put(site.practice(), site);
    }
    for (ListSize size : world.lists()) {
      lists.computeIfAbsent(size.month(), m -> new HashMap<>()).put(size.practice(), size.people());
    }
    for (Published score : world.published()) {
      if (score.publisher().equals("fingertips")) {
        published
            .computeIfAbsent(score.edition(), e -> new TreeMap<>())
            .put(score.practice(), score.score());
      }
    }
  }

  /** Practices by {@code practice quarter release}. */
  Map<String, Found> practices() {
    Map<String, Found> all = new TreeMap<>();
    for (LocalDate quarter : world.quarters()) {
      Map<Long, Map<String, Map<String, Long>>> people = people(quarter);
      for (int release : List.of(2019, 2025)) {
        Map<String, Found> found = practices(quarter, release, people);
        found.forEach((practice, its) -> all.put(practice + " " + quarter + " " + release, its));
      }
    }
    return all;
  }

  /** Census, practice and area to people, each person once in a census. */
  private Map<Long, Map<String, Map<String, Long>>> people(LocalDate quarter) {
    Map<Long, Map<String, Map<String, Long>>> people = new HashMap<>();
    List<Registered> rows = files.getOrDefault(quarter, List.of());
    for (long census : List.of(2011L, 2021L)) {
      String letter = census == 2011 ? "A" : "B";
      List<Registered> its =
          rows.stream().filter(row -> row.file().substring(10, 11).equals(letter)).toList();
      boolean all = its.stream().anyMatch(row -> row.sex().equals("ALL"));
      for (Registered row : its) {
        if (row.sex().equals("ALL") == all) {
          people
              .computeIfAbsent(census, c -> new HashMap<>())
              .computeIfAbsent(row.practice(), p -> new HashMap<>())
              .merge(row.area(), row.people(), Long::sum);
        }
      }
    }
    return people;
  }

  private Map<String, Found> practices(
      LocalDate quarter, int release, Map<Long, Map<String, Map<String, Long>>> people) {
    long own = release == 2019 ? 2011 : 2021;
    long census = people.containsKey(own) ? own : 2011 + 2021 - own;
    Map<String, Found> found = new TreeMap<>();
    people
        .getOrDefault(census, Map.of())
        .forEach((practice, areas) -> found.put(practice, byAreas(areas, release, census, own)));
    if (release == 2019) {
      addPublished(quarter, found);
    }
    for (Found one : found.values()) {
      one.score = one.score == null ? ratio(one.sum, one.covered) : one.score;
      one.reason = one.score == null ? "no_covered_registrants" : null;
    }
    found.forEach((practice, one) -> one.icb = icb(practice, quarter));
    for (Found one : found.values()) {
      one.fifth = fifth(one, List.copyOf(found.values()));
      one.fifthInIcb =
          one.icb == null
              ? null
              : fifth(one, found.values().stream().filter(o -> one.icb.equals(o.icb)).toList());
    }
    return found;
  }

  private Found byAreas(Map<String, Long> areas, int release, long census, long own) {
    Found found = new Found();
    found.registrants = 0L;
    for (Map.Entry<String, Long> entry : areas.entrySet()) {
      long people = entry.getValue();
      found.registrants += people;
      Map<String, BigDecimal> places =
          census == own ? Map.of(entry.getKey(), BigDecimal.ONE) : shared(entry.getKey(), census);
      boolean assumed = census != own && isAssumed(entry.getKey(), census);
      places.forEach(
          (code, part) -> {
            for (Area area : world.areas()) {
              if (area.release() == release && area.code().equals(code)) {
                BigDecimal here = part.multiply(BigDecimal.valueOf(people));
                found.covered = found.covered.add(here);
                found.sum = found.sum.add(here.multiply(area.score()));
                int fifth = (area.decile() - 1) / 2;
                found.fifths[fifth] = found.fifths[fifth].add(here);
                found.assumed = assumed ? found.assumed.add(here) : found.assumed;
                if (people > 0 && part.signum() > 0) {
                  found.least = Math.min(found.least, area.score().doubleValue());
                  found.most = Math.max(found.most, area.score().doubleValue());
                }
              }
            }
          });
    }
    if (found.covered.signum() > 0) {
      found.source = census == own ? "lsoa_weighted" : "lsoa_weighted_by_lookup";
    }
    found.census = census;
    return found;
  }

  private List<Link> linksOf(String area, long census) {
    return world.links().stream()
        .filter(link -> (census == 2011 ? link.old() : link.now()).equals(area))
        .toList();
  }

  private boolean isAssumed(String area, long census) {
    List<Link> links = linksOf(area, census);
    return links.size() > 1 && (census == 2021 || links.get(0).weight() == null);
  }

  private Map<String, BigDecimal> shared(String area, long census) {
    List<Link> links = linksOf(area, census);
    BigDecimal whole = BigDecimal.ZERO;
    for (Link link : links) {
      whole = whole.add(weight(link));
    }
    Map<String, BigDecimal> shared = new HashMap<>();
    for (Link link : links) {
      boolean alone = links.size() == 1;
      boolean nothing = whole.signum() == 0;
      BigDecimal part =
          alone
              ? BigDecimal.ONE
              : nothing
                  ? BigDecimal.ONE.divide(BigDecimal.valueOf(links.size()), MANY)
                  : weight(link).divide(whole, MANY);
      shared.put(census == 2011 ? link.now() : link.old(), part);
    }
    return shared;
  }

  private static BigDecimal weight(Link link) {
    return link.weight() == null ? BigDecimal.ONE : link.weight();
  }

  private void addPublished(LocalDate quarter, Map<String, Found> found) {
    Map<String, Long> sizes = speaking(lists, quarter);
    speaking(published, quarter)
        .forEach(
            (practice, score) -> {
              Found before = found.get(practice);
              Long size = sizes.get(practice);
              if (size != null && size > 0 && (before == null || before.covered.signum() == 0)) {
                Found now = new Found();
                now.registrants = before == null ? size.longValue() : before.registrants;
                now.covered = BigDecimal.valueOf(now.registrants);
                now.sum = now.covered.multiply(score);
                now.score = score.doubleValue();
                now.source = "fingertips";
                found.put(practice, now);
              }
            });
  }

  private static <T> Map<String, T> speaking(
      SortedMap<LocalDate, Map<String, T>> all, LocalDate quarter) {
    Map<String, T> best = Map.of();
    for (Map.Entry<LocalDate, Map<String, T>> one : all.entrySet()) {
      if (best.isEmpty() || !one.getKey().isAfter(quarter)) {
        best = one.getValue();
      }
    }
    return best;
  }

  private @Nullable Site site(String practice, LocalDate quarter) {
    return speaking(sites, quarter).get(practice);
  }

  private @Nullable String icb(String practice, LocalDate quarter) {
    Site site = site(practice, quarter);
    return site == null || !site.kind().equals("GP") ? null : site.parents().get("icb");
  }

  private static @Nullable Double ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0 ? null : part.divide(whole, MANY).doubleValue();
  }

  private static @Nullable Long fifth(Found one, List<Found> peers) {
    if (one.score == null) {
      return null;
    }
    long count = 0;
    double before = 0;
    double alike = 0;
    double all = 0;
    for (Found peer : peers) {
      if (peer.score != null) {
        double people = peer.registrants == null ? 0 : peer.registrants;
        count++;
        all += people;
        before += peer.score > one.score ? people : 0;
        alike += peer.score.equals(one.score) ? people : 0;
      }
    }
    if (count < 5 || all == 0) {
      return null;
    }
    return Math.min(5L, 1 + (long) Math.floor(5 * (before + alike / 2) / all));
  }

  /** Organisations by {@code vintage level code quarter release}. */
  Map<String, Found> organisations(Map<String, Found> practices) {
    Map<String, Map<String, Found>> groups = new TreeMap<>();
    practices.forEach(
        (name, found) -> {
          int blank = name.indexOf(' ');
          groups
              .computeIfAbsent(name.substring(blank), key -> new TreeMap<>())
              .put(name.substring(0, blank), found);
        });
    Map<String, Found> all = new TreeMap<>();
    groups.forEach(
        (key, its) -> {
          LocalDate quarter = LocalDate.parse(key.substring(1, 11));
          for (String vintage : List.of("as_was", "as_is")) {
            for (String level : List.of("pcn", "sicbl", "icb", "psc", "region", "england")) {
              level(its, quarter, vintage, level)
                  .forEach((code, one) -> all.put(vintage + " " + level + " " + code + key, one));
            }
          }
        });
    return all;
  }

  private Map<String, Found> level(
      Map<String, Found> practices, LocalDate quarter, String vintage, String level) {
    boolean byAreas = practices.values().stream().anyMatch(Found::byAreas);
    Map<String, Found> found = new TreeMap<>();
    practices.forEach(
        (practice, its) -> {
          String code = code(practice, quarter, vintage, level);
          Found organisation = found.computeIfAbsent(code, c -> new Found());
          long before = organisation.registrants == null ? 0 : organisation.registrants;
          organisation.registrants = before + (its.registrants == null ? 0 : its.registrants);
          if (byAreas ? its.byAreas() : "fingertips".equals(its.source)) {
            organisation.add(its);
          }
        });
    found.forEach(
        (code, organisation) -> {
          boolean residual = RESIDUAL.contains(code);
          organisation.score = residual ? null : ratio(organisation.sum, organisation.covered);
          organisation.reason =
              residual
                  ? "no_organisation"
                  : organisation.score == null ? "no_covered_registrants" : null;
        });
    for (Found organisation : found.values()) {
      organisation.fifth = fifth(organisation, new ArrayList<>(found.values()));
    }
    return found;
  }

  private String code(String practice, LocalDate quarter, String vintage, String level) {
    if (level.equals("england")) {
      return "ENG";
    }
    Site site = site(practice, quarter);
    if (site == null) {
      return "UNMATCHED";
    }
    if (!site.kind().equals("GP")) {
      return site.kind();
    }
    Site of =
        vintage.equals("as_was")
            ? site
            : world.vintages().stream()
                .filter(v -> vintage.equals(v.vintage()) && v.practice().equals(practice))
                .findFirst()
                .orElse(null);
    return of == null ? "UNMATCHED" : of.parents().getOrDefault(level, "UNMATCHED");
  }
}
