package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Interval;
import org.medsip.common.stats.Coefficient;
import org.medsip.common.stats.ConcentrationIndex;
import org.medsip.common.stats.Gradient;
import org.medsip.common.stats.GroupRates;
import org.medsip.common.stats.RandomIntercept;
import org.medsip.common.stats.RankedGroup;
import org.medsip.common.table.VariationTables;
import org.medsip.jobs.gold.Memberships;

/** The rows of {@code deprivation_gradient}: the practices of each area by deprivation. */
final class GradientRows implements PeerWork {

  private static final RowTemplate TEMPLATE = new RowTemplate(VariationTables.DEPRIVATION_GRADIENT);
  private static final int FIFTHS = 5;
  private static final int TENTHS = 10;
  private static final List<String> BELOW_ENGLAND = List.of("region", "icb", "psc");
  private static final List<String> WITH_REGRESSION = List.of("england", "region");

  /** How practices are put into fifths. */
  private enum Attribution {
    /** Each in the national fifth of its own score. */
    PRACTICE,
    /** Shared among the fifths of the small areas its people live in. */
    LSOA
  }

  /** A practice with what one release says of it, and its national tenth. */
  private record Placed(Peer practice, Deprivation deprivation, int tenth) {}

  private record Area(String level, String code) {}

  @Override
  public List<Row> rows(Subject subject, List<Peer> peers) {
    List<Peer> practices =
        peers.stream()
            .filter(peer -> peer.level().equals(Peer.PRACTICE) && peer.value() != null)
            .filter(peer -> peer.counted().numerator() >= 0 && peer.counted().denominator() > 0)
            .toList();
    List<Row> rows = new ArrayList<>();
    for (long release : releases(practices)) {
      areas(placed(practices, release))
          .forEach(
              (area, ofArea) -> {
                for (Attribution attribution : Attribution.values()) {
                  rows.add(row(subject, release, area, ofArea, attribution));
                }
              });
    }
    return rows;
  }

  private static SortedSet<Long> releases(List<Peer> practices) {
    SortedSet<Long> releases = new TreeSet<>();
    practices.forEach(
        practice -> practice.place().deprivation().forEach(said -> releases.add(said.release())));
    return releases;
  }

  /** A practice with what a release says of it. */
  private record Said(Peer practice, Deprivation deprivation) {

    private static final Comparator<Said> MOST_DEPRIVED_FIRST =
        Comparator.comparingDouble((Said said) -> -said.deprivation().score())
            .thenComparing(said -> said.practice().code());
  }

  /** The practices a release places, the most deprived first, in tenths of all registrants. */
  private static List<Placed> placed(List<Peer> practices, long release) {
    List<Said> ranked = new ArrayList<>();
    double all = 0;
    for (Peer practice : practices) {
      Optional<Deprivation> found = practice.deprivation(release);
      if (found.isPresent()) {
        ranked.add(new Said(practice, found.get()));
        all += people(practice);
      }
    }
    ranked.sort(Said.MOST_DEPRIVED_FIRST);
    List<Placed> placed = new ArrayList<>();
    double before = 0;
    for (Said said : ranked) {
      double people = people(said.practice());
      double middle = all > 0 ? (before + people / 2) / all : 0;
      before += people;
      placed.add(
          new Placed(
              said.practice(), said.deprivation(), Math.min(TENTHS, (int) (middle * TENTHS) + 1)));
    }
    return placed;
  }

  private static double people(Peer practice) {
    Long registrants = practice.registrants();
    return registrants == null ? 0 : registrants;
  }

  /** The practices of each area, still the most deprived first. */
  private static SortedMap<Area, List<Placed>> areas(List<Placed> placed) {
    SortedMap<Area, List<Placed>> areas =
        new TreeMap<>(Comparator.comparing(Area::level).thenComparing(Area::code));
    areas.put(new Area("england", Memberships.ENGLAND), new ArrayList<>(placed));
    for (Placed one : placed) {
      for (String level : BELOW_ENGLAND) {
        String code = one.practice().parent(level);
        if (code != null) {
          add(areas, new Area(level, code), one);
        }
      }
    }
    return areas;
  }

  private static void add(SortedMap<Area, List<Placed>> areas, Area area, Placed one) {
    areas.computeIfAbsent(area, next -> new ArrayList<>()).add(one);
  }

  private static Row row(
      Subject subject, long release, Area area, List<Placed> practices, Attribution attribution) {
    StudiedMeasure measure = subject.measure();
    RowTemplate.Draft draft =
        TEMPLATE
            .draft()
            .about(subject)
            .with("org_level", area.level())
            .with("org_code", area.code())
            .with("imd_release", release)
            .with("attribution", attribution.name().toLowerCase(Locale.ROOT))
            .with("practices", (long) practices.size())
            .with("definition_id", practices.get(0).practice().definitionId());
    Optional<Gradient> gradient = Gradient.of(rates(measure, practices, attribution));
    boolean anything = practices.stream().anyMatch(one -> one.practice().counted().numerator() > 0);
    if (gradient.isEmpty() || !anything) {
      String reason = anything ? "too_few_practices_in_a_fifth" : "nothing_counted";
      return draft.with("missing_reason", reason).row();
    }
    fill(draft, gradient.get());
    Optional<ConcentrationIndex> concentration =
        attribution == Attribution.PRACTICE
            ? ConcentrationIndex.of(ranked(measure, practices))
            : gradient.get().concentration();
    draft.with(
        "concentration_index",
        concentration.map(ConcentrationIndex::index),
        concentration.map(ConcentrationIndex::limits));
    if (attribution == Attribution.PRACTICE && WITH_REGRESSION.contains(area.level())) {
      with(draft, "per_decile", perDecileLessDeprived(measure, practices, Covariates.NONE));
      with(
          draft,
          "per_decile_adjusted",
          perDecileLessDeprived(measure, practices, Covariates.AGE_AND_SEX));
    }
    return draft.row();
  }

  private static void fill(RowTemplate.Draft draft, Gradient gradient) {
    for (int fifth = 0; fifth < FIFTHS; fifth++) {
      RankedGroup group = gradient.fifths().get(fifth);
      draft.with("rate_q" + (fifth + 1), Optional.of(group.value()), Optional.of(group.limits()));
    }
    draft
        .with("sii", Optional.of(gradient.slope().sii()), Optional.of(gradient.slope().siiLimits()))
        .with("rii", gradient.slope().rii(), gradient.slope().riiLimits())
        .with(
            "gap",
            Optional.of(gradient.gap().difference()),
            Optional.of(gradient.gap().differenceLimits()))
        .with("ratio_q1_q5", gradient.gap().ratio(), gradient.gap().ratioLimits());
  }

  private static GroupRates rates(
      StudiedMeasure measure, List<Placed> practices, Attribution attribution) {
    GroupRates rates = new GroupRates(FIFTHS);
    for (Placed one : practices) {
      double numerator = one.practice().counted().numerator() * measure.scale();
      double denominator = one.practice().counted().denominator();
      Long fifth = one.deprivation().fifth();
      if (attribution == Attribution.PRACTICE && fifth != null) {
        rates.add(numerator, denominator, (int) (fifth - 1));
      }
      if (attribution == Attribution.LSOA && one.deprivation().isShared()) {
        rates.add(numerator, denominator, shares(one.deprivation().shares()));
      }
    }
    return rates;
  }

  private static double[] shares(List<@Nullable Double> shares) {
    double[] known = new double[FIFTHS];
    for (int fifth = 0; fifth < FIFTHS; fifth++) {
      Double share = shares.get(fifth);
      known[fifth] = share == null ? 0 : share;
    }
    return known;
  }

  private static List<RankedGroup> ranked(StudiedMeasure measure, List<Placed> practices) {
    List<RankedGroup> ranked = new ArrayList<>();
    for (Placed one : practices) {
      double value = one.practice().counted().value() * measure.scale();
      ranked.add(new RankedGroup(one.practice().counted().denominator(), value, 0));
    }
    return ranked;
  }

  /** Of a coefficient for less deprivation that for more. */
  private static void with(
      RowTemplate.Draft draft, String column, Optional<Coefficient> ofLessDeprived) {
    draft.with(
        column,
        ofLessDeprived.map(found -> -found.estimate()),
        ofLessDeprived.map(
            found -> new Interval(-found.limits().upper(), -found.limits().lower())));
  }

  /** What practices are alike in that are compared. */
  private enum Covariates {
    NONE {
      @Override
      double[] of(Placed one) {
        return new double[] {one.tenth()};
      }
    },
    AGE_AND_SEX {
      @Override
      boolean isKnownOf(Peer practice) {
        return practice.ageSex() != null;
      }

      @Override
      double[] of(Placed one) {
        double[] shares = Objects.requireNonNull(one.practice().ageSex()).shares();
        return new double[] {one.tenth(), shares[0], shares[1]};
      }
    };

    boolean isKnownOf(Peer practice) {
      return true;
    }

    /** The tenth of a practice, and what else it is compared by. */
    abstract double[] of(Placed one);
  }

  /** How much more a practice has that is one tenth less deprived, ICBs allowed their own level. */
  private static Optional<Coefficient> perDecileLessDeprived(
      StudiedMeasure measure, List<Placed> practices, Covariates covariates) {
    List<Placed> some =
        practices.stream()
            .filter(one -> !one.practice().isSmallPractice())
            .filter(one -> one.practice().parent("icb") != null)
            .filter(one -> covariates.isKnownOf(one.practice()))
            .toList();
    double[] values = new double[some.size()];
    double[][] explaining = new double[some.size()][];
    int[] clusters = new int[some.size()];
    Map<String, Integer> numbers = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      Placed one = some.get(i);
      values[i] = one.practice().counted().value() * measure.scale();
      explaining[i] = covariates.of(one);
      String board = String.valueOf(one.practice().parent("icb"));
      clusters[i] = numbers.computeIfAbsent(board, next -> numbers.size());
    }
    return RandomIntercept.of(values, explaining, clusters).map(fit -> fit.coefficients().get(1));
  }
}
