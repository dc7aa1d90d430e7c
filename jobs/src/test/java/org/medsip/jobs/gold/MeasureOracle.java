package org.medsip.jobs.gold;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.ByarInterval;
import org.medsip.common.metric.DobsonInterval;
import org.medsip.common.metric.Interval;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.Measure.Denominator;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.WilsonInterval;

/**
 * {@code measure_org_period} worked out the slow way, from the words of its declaration: one
 * organisation, period and window at a time, with loops.
 */
final class MeasureOracle {

  private static final List<String> LEVELS =
      List.of("practice", "pcn", "sicbl", "icb", "psc", "region", "england");
  private static final List<String> VINTAGES = List.of("as_was", "as_is", "2026-04-01");
  private static final Set<String> RESIDUAL = Set.of("UNIDENTIFIED", "NON_GP", "UNMATCHED");

  private final World world;
  private final Map<String, World.Part> parts;
  private final Map<String, World.Parents> placed;

  MeasureOracle(World world) {
    this.world = world;
    this.parts =
        world.parts().stream()
            .collect(
                Collectors.toMap(p -> p.measure().id() + p.practice() + p.month(), part -> part));
    this.placed =
        world.placed().stream()
            .collect(
                Collectors.toMap(p -> p.vintage() + " " + p.practice(), World.Placed::parents));
  }

  /** Key and values of every row, as text. */
  SortedMap<String, String> rows(MeasureCatalogue catalogue, List<LocalDate> lastMonths) {
    SortedMap<String, String> rows = new TreeMap<>();
    for (Measure measure : catalogue.measures()) {
      for (LocalDate last : lastMonths) {
        for (int window : measure.priority() ? List.of(1, 3, 6, 12) : List.of(1, 3, 12)) {
          for (String vintage : VINTAGES) {
            for (String level : LEVELS) {
              if (vintage.equals("as_was") || !level.equals("practice")) {
                addRows(rows, measure, vintage, level, last, window);
              }
            }
          }
        }
      }
    }
    return rows;
  }

  private void addRows(
      SortedMap<String, String> rows,
      Measure measure,
      String vintage,
      String level,
      LocalDate last,
      int window) {
    SortedMap<String, Sums> practices = sums(measure, "as_was", "practice", last, window);
    SortedMap<String, Sums> sums = sums(measure, vintage, level, last, window);
    List<Double> peers = sums.values().stream().flatMap(s -> s.value().stream()).toList();
    sums.forEach(
        (code, sum) ->
            rows.put(
                String.join("/", measure.id(), vintage, level, code, last.toString(), "" + window),
                sum.text(peers)
                    + " "
                    + (level.equals("practice")
                        ? (sum.value().isPresent() ? "1" : "0") + " null null null"
                        : quartiles(members(vintage, level, code, last, practices)))));
  }

  private SortedMap<String, Sums> sums(
      Measure measure, String vintage, String level, LocalDate last, int window) {
    SortedMap<String, Sums> sums = new TreeMap<>();
    for (World.Site site : world.sites()) {
      boolean inWindow =
          !site.month().isAfter(last) && site.month().isAfter(last.minusMonths(window));
      if (inWindow) {
        sums.computeIfAbsent(
                organisation(site, vintage, level), code -> new Sums(measure, code, window))
            .add(site, parts.get(measure.id() + site.practice() + site.month()));
      }
    }
    return sums;
  }

  private String organisation(World.Site site, String vintage, String level) {
    if (level.equals("england")) {
      return "ENG";
    }
    if (level.equals("practice")) {
      return Set.of("GP", "UNMATCHED").contains(site.kind()) ? site.practice() : site.kind();
    }
    if (!site.kind().equals("GP")) {
      return site.kind();
    }
    World.Parents parents = site.parents();
    if (!vintage.equals("as_was")) {
      parents = placed.getOrDefault(vintage + " " + site.practice(), World.Parents.NONE);
    }
    return Optional.ofNullable(parents.at(level)).orElse("UNMATCHED");
  }

  private List<Double> members(
      String vintage,
      String level,
      String code,
      LocalDate last,
      SortedMap<String, Sums> practices) {
    List<Double> values = new ArrayList<>();
    for (World.Site site : world.sites()) {
      boolean member =
          site.month().equals(last)
              && site.kind().equals("GP")
              && organisation(site, vintage, level).equals(code);
      Sums own = practices.get(site.practice());
      if (member && own != null) {
        own.value().ifPresent(values::add);
      }
    }
    return values;
  }

  private static String quartiles(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.size()
        + " "
        + List.of(0.25, 0.5, 0.75).stream()
            .map(share -> text(sorted.isEmpty() ? null : between(sorted, share)))
            .collect(Collectors.joining(" "));
  }

  /** The value that lies the given share of the way along the sorted values. */
  private static double between(List<Double> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** To ten digits, which is more than anybody may rely on. */
  static String text(@Nullable Double number) {
    return number == null ? "null" : String.format(Locale.ROOT, "%.9e", number + 0.0);
  }

  /** Everything one organisation has of one measure in one window. */
  private static final class Sums {
    private final Measure measure;
    private final String code;
    private final int window;
    private final Set<LocalDate> months = new HashSet<>();
    private BigDecimal numerator = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;
    private long items;
    private long valued;
    private @Nullable BigDecimal denominator;

    Sums(Measure measure, String code, int window) {
      this.measure = measure;
      this.code = code;
      this.window = window;
    }

    void add(World.Site site, World.@Nullable Part part) {
      if (part != null) {
        numerator = numerator.add(part.numerator());
        squares = squares.add(part.squares());
        items += part.items();
        valued += part.valued();
      }
      Long divisor = divisor(site, part);
      if (divisor != null) {
        months.add(site.month());
        BigDecimal before = denominator == null ? BigDecimal.ZERO : denominator;
        denominator = before.add(BigDecimal.valueOf(divisor));
      }
    }

    private @Nullable Long divisor(World.Site site, World.@Nullable Part part) {
      if (measure.denominator().isOfItems()) {
        return part == null ? 0 : part.compared();
      }
      Long registrants = site.kind().equals("GP") ? site.registrants() : null;
      boolean days = measure.denominator().kind() == Denominator.Kind.REGISTRANT_DAYS;
      return registrants == null ? null : registrants * (days ? site.month().lengthOfMonth() : 1L);
    }

    private String missing() {
      boolean share = measure.denominator().isOfItems();
      if (RESIDUAL.contains(code)) {
        return "no_registrants";
      }
      if (denominator == null || denominator.signum() <= 0) {
        return share ? "no_items" : "no_registrants";
      }
      if (months.size() < window) {
        return "incomplete_period";
      }
      return items > 0 && valued == 0 ? "no_value_in_variant" : "null";
    }

    Optional<Double> value() {
      BigDecimal divisor = denominator;
      return missing().equals("null") && divisor != null
          ? Optional.of(
              numerator.doubleValue() / divisor.doubleValue() * measure.scale().doubleValue())
          : Optional.empty();
    }

    private Optional<Interval> interval() {
      Optional<Double> value = value();
      BigDecimal divisor = denominator;
      if (value.isEmpty() || divisor == null) {
        return Optional.empty();
      }
      double by = measure.scale().doubleValue() / divisor.doubleValue();
      return switch (measure.interval()) {
        case BYAR ->
            numerator.signum() < 0
                ? Optional.empty()
                : Optional.of(ByarInterval.ofCount(numerator.longValueExact()).times(by));
        case DOBSON ->
            DobsonInterval.ofSum(numerator.doubleValue(), squares.doubleValue(), items)
                .map(limits -> limits.times(by));
        case WILSON ->
            WilsonInterval.ofShare(numerator.longValueExact(), divisor.longValueExact())
                .map(limits -> limits.times(measure.scale().doubleValue()));
      };
    }

    String text(List<Double> peers) {
      Optional<Double> value = value();
      Double percentile =
          value.isPresent() && peers.size() > 1
              ? 100.0 * peers.stream().filter(p -> p < value.get()).count() / (peers.size() - 1)
              : null;
      Double coverage =
          items > 0 && valued >= 0 && valued <= items ? valued / (double) items : null;
      return String.join(
          " ",
          MeasureOracle.text(numerator.doubleValue()),
          MeasureOracle.text(denominator == null ? null : denominator.doubleValue()),
          MeasureOracle.text(value.orElse(null)),
          MeasureOracle.text(interval().map(Interval::lower).orElse(null)),
          MeasureOracle.text(interval().map(Interval::upper).orElse(null)),
          MeasureOracle.text(percentile),
          "" + months.size(),
          MeasureOracle.text(coverage),
          missing());
    }
  }
}
