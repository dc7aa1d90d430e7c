package org.medsip.common.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.IndirectStandardisation.Standardised;
import org.medsip.common.metric.Rates.Rate;

/**
 * A variant of a measure for every organisation of a {@link Roster}, over any period.
 *
 * <p>The parts of the sites are added up by organisation and month once, exactly; a period adds
 * months up, and divides once, at the end. Numerator and denominator are of the same sites. A level
 * above practice shows the quartiles of its practices beside the pooled value: of those that belong
 * to the organisation in the last month and have a value of their own.
 */
public final class MeasureFigures {

  private static final String PRACTICE = "practice";
  private static final String NETWORK = "pcn";

  private final Roster roster;
  private final Measure measure;
  private final MonthlyTotals totals;

  /**
   * @param parts what each site-month adds, by its place in the roster
   */
  public MeasureFigures(Roster roster, Measure measure, Part[] parts) {
    this.roster = roster;
    this.measure = measure;
    this.totals = new MonthlyTotals(roster.organisations().size(), roster.months().size());
    addUp(parts);
  }

  private void addUp(Part[] parts) {
    MonthlyTotals ofPaths = new MonthlyTotals(roster.paths(), roster.months().size());
    for (int place = 0; place < roster.size(); place++) {
      Part part = parts[place];
      SiteMonth site = roster.siteMonth(place);
      BigDecimal divisor = divisor(site, part);
      BigDecimal weights = site.divisor(measure.standardisedBy());
      int month = roster.monthOf(place);
      totals.at(roster.ownOf(place), month).add(part, divisor, weights);
      ofPaths.at(roster.pathOf(place), month).add(part, divisor, weights);
    }
    for (int path = 0; path < roster.paths(); path++) {
      for (int month = 0; month < roster.months().size(); month++) {
        handUp(ofPaths.find(path, month), roster.path(path), month);
      }
    }
  }

  private void handUp(@Nullable Totals sum, int[] organisations, int month) {
    if (sum != null) {
      for (int organisation : organisations) {
        totals.at(organisation, month).add(sum);
      }
    }
  }

  private @Nullable BigDecimal divisor(SiteMonth site, Part part) {
    Long registrants = site.divisor();
    return switch (measure.denominator().kind()) {
      case ITEMS -> part.compared();
      case WEIGHTED_REGISTRANTS -> site.divisor(measure.denominator().weights());
      case REGISTRANT_MONTHS -> registrants == null ? null : BigDecimal.valueOf(registrants);
      case REGISTRANT_DAYS ->
          registrants == null
              ? null
              : BigDecimal.valueOf(registrants * site.month().lengthOfMonth());
    };
  }

  /** The figures of the window of months that ends with a month. */
  public List<Figure> of(LocalDate lastMonth, int window) {
    return new Period(lastMonth, window).figures();
  }

  /** One window, worked out organisation by organisation and then compared. */
  private final class Period {
    private final LocalDate lastMonth;
    private final int window;
    private final int organisations = roster.organisations().size();
    private final @Nullable Draft[] drafts = new Draft[organisations];
    private final Map<String, double[]> valuesOfPeers = new HashMap<>();
    private final @Nullable Quartiles[] quartiles = new Quartiles[organisations];
    private final int[] practices = new int[organisations];

    Period(LocalDate lastMonth, int window) {
      this.lastMonth = lastMonth;
      this.window = window;
    }

    List<Figure> figures() {
      int[] inWindow = monthsInWindow();
      for (int organisation = 0; organisation < organisations; organisation++) {
        drafts[organisation] = draft(organisation, inWindow);
      }
      lookAtPeers();
      lookAtPractices();
      Set<String> withNetworks = vintagesWithNetworks();
      List<Figure> figures = new ArrayList<>();
      for (int organisation = 0; organisation < organisations; organisation++) {
        Draft draft = drafts[organisation];
        Organisation whose = roster.organisations().get(organisation);
        if (draft != null
            && (!whose.level().equals(NETWORK) || withNetworks.contains(whose.vintage()))) {
          figures.add(figure(organisation, whose, draft));
        }
      }
      return figures;
    }

    private int[] monthsInWindow() {
      LocalDate before = lastMonth.minusMonths(window);
      return IntStream.range(0, roster.months().size())
          .filter(
              m ->
                  roster.months().get(m).isAfter(before)
                      && !roster.months().get(m).isAfter(lastMonth))
          .toArray();
    }

    private @Nullable Draft draft(int organisation, int[] inWindow) {
      Totals sum = null;
      int months = 0;
      for (int month : inWindow) {
        Totals ofMonth = totals.find(organisation, month);
        if (ofMonth != null) {
          sum = sum == null ? new Totals() : sum;
          sum.add(ofMonth);
          months += ofMonth.denominator() == null ? 0 : 1;
        }
      }
      return sum == null ? null : drafted(sum, months, roster.organisations().get(organisation));
    }

    private Draft drafted(Totals sum, int months, Organisation whose) {
      String missing = missing(sum, months, whose);
      BigDecimal denominator = sum.denominator();
      Rate rate =
          missing != null || denominator == null
              ? null
              : Rates.of(
                  measure.interval(),
                  sum.numerator().doubleValue(),
                  sum.squares().doubleValue(),
                  sum.items(),
                  denominator.doubleValue(),
                  measure.scale().doubleValue());
      return new Draft(sum, months, rate, missing);
    }

    private @Nullable String missing(Totals sum, int months, Organisation whose) {
      BigDecimal denominator = sum.denominator();
      if (whose.isResidual()) {
        return "no_registrants";
      }
      if (denominator == null || denominator.signum() <= 0) {
        return measure.denominator().isOfItems() ? "no_items" : "no_registrants";
      }
      if (months < window) {
        return "incomplete_period";
      }
      return sum.items() > 0 && sum.itemsWithValue() == 0 ? "no_value_in_variant" : null;
    }

    /** The values of each level and vintage, sorted. */
    private void lookAtPeers() {
      Map<String, List<Double>> values = new HashMap<>();
      for (int organisation = 0; organisation < organisations; organisation++) {
        Double value = valueOf(organisation);
        if (value != null) {
          values.computeIfAbsent(peers(organisation), level -> new ArrayList<>()).add(value);
        }
      }
      values.forEach(
          (level, all) ->
              valuesOfPeers.put(
                  level, all.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
    }

    private String peers(int organisation) {
      Organisation whose = roster.organisations().get(organisation);
      return whose.vintage() + " " + whose.level();
    }

    private @Nullable Double valueOf(int organisation) {
      Draft draft = drafts[organisation];
      return draft == null || draft.rate() == null ? null : Double.valueOf(draft.rate().value());
    }

    /** Hands each practice's value to the organisations above it, lowest value first. */
    private void lookAtPractices() {
      int last = roster.months().indexOf(lastMonth);
      int[] members =
          IntStream.range(0, roster.size())
              .filter(place -> roster.monthOf(place) == last && roster.siteMonth(place).isGp())
              .filter(place -> valueOf(roster.ownOf(place)) != null)
              .boxed()
              .sorted(Comparator.comparingDouble(this::valueAt))
              .mapToInt(Integer::intValue)
              .toArray();
      double[][] values = new double[organisations][];
      for (int place : members) {
        for (int organisation : roster.path(roster.pathOf(place))) {
          values[organisation] = withRoom(values[organisation], practices[organisation]);
          values[organisation][practices[organisation]++] = valueAt(place);
        }
      }
      for (int organisation = 0; organisation < organisations; organisation++) {
        if (practices[organisation] > 0) {
          quartiles[organisation] = Quartiles.of(values[organisation], practices[organisation]);
        }
      }
    }

    private double valueAt(int place) {
      Double value = valueOf(roster.ownOf(place));
      return value == null ? Double.NaN : value;
    }

    private static double[] withRoom(double @Nullable [] values, int used) {
      if (values == null) {
        return new double[4];
      }
      return used < values.length ? values : Arrays.copyOf(values, 2 * values.length);
    }

    /** PCN rows are there in periods in which anything belonged to a PCN. */
    private Set<String> vintagesWithNetworks() {
      Set<String> vintages = new TreeSet<>();
      for (int organisation = 0; organisation < organisations; organisation++) {
        Organisation whose = roster.organisations().get(organisation);
        if (drafts[organisation] != null && whose.level().equals(NETWORK) && !whose.isResidual()) {
          vintages.add(whose.vintage());
        }
      }
      return vintages;
    }

    private Figure figure(int organisation, Organisation whose, Draft draft) {
      Totals sum = draft.sum();
      boolean isPractice = whose.level().equals(PRACTICE);
      boolean isShare =
          sum.items() > 0 && sum.itemsWithValue() >= 0 && sum.itemsWithValue() <= sum.items();
      return new Figure(
          whose,
          window,
          sum.numerator(),
          sum.squares(),
          sum.items(),
          sum.denominator(),
          draft.rate(),
          standardised(draft),
          draft.months(),
          isShare ? sum.itemsWithValue() / (double) sum.items() : null,
          percentile(organisation),
          isPractice ? (draft.rate() == null ? 0 : 1) : practices[organisation],
          quartiles[organisation],
          draft.missing());
    }

    private @Nullable Standardised standardised(Draft draft) {
      Draft england = england();
      BigDecimal denominator = draft.sum().denominator();
      if (england == null
          || england.rate() == null
          || draft.rate() == null
          || denominator == null
          || !draft.sum().isWeighted()) {
        return null;
      }
      double observed = draft.sum().numeratorOfWeighted().doubleValue();
      double all = draft.sum().numerator().doubleValue();
      double perRate =
          denominator.doubleValue()
              / measure.scale().doubleValue()
              * (all > 0 ? observed / all : 1);
      return IndirectStandardisation.of(
              observed,
              number(draft.sum().weighted()),
              england.sum().numeratorOfWeighted().doubleValue(),
              number(england.sum().weighted()),
              england.rate().value(),
              draft.rate().limits().map(limits -> limits.times(perRate)))
          .orElse(null);
    }

    private @Nullable Draft england() {
      int number = roster.england();
      return number < 0 ? null : drafts[number];
    }

    private static @Nullable Double number(@Nullable BigDecimal exact) {
      return exact == null ? null : Double.valueOf(exact.doubleValue());
    }

    private @Nullable Double percentile(int organisation) {
      Double value = valueOf(organisation);
      double[] peers = valuesOfPeers.get(peers(organisation));
      if (value == null || peers == null || peers.length < 2) {
        return null;
      }
      return 100.0 * lower(peers, value) / (peers.length - 1);
    }

    /** How many of the sorted values are lower. */
    private static int lower(double[] sorted, double value) {
      int from = 0;
      int to = sorted.length;
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (sorted[middle] < value) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from;
    }
  }

  /** An organisation's sums and rate before it is compared with others. */
  private record Draft(Totals sum, int months, @Nullable Rate rate, @Nullable String missing) {}
}
