package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Interval;
import org.medsip.common.stats.Clusters;
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
  private static final int[] LEVELS =
      BELOW_ENGLAND.stream().mapToInt(Memberships.LEVELS::indexOf).toArray();
  private static final int ICB = BELOW_ENGLAND.indexOf("icb");
  private static final List<String> WITH_REGRESSION = List.of("england", "region");

  /** How practices are put into fifths. */
  private enum Attribution {
    /** Each in the national fifth of its own score. */
    PRACTICE,
    /** Shared among the fifths of the small areas its people live in. */
    LSOA
  }

  /**
   * A practice with what one release says of it, all that is read again and again side by side.
   *
   * @param numerator what was counted, times the scale of the measure
   * @param value the same over its denominator
   * @param fifth its national fifth, counted from 0; below 0 where nobody knows
   * @param shares the share of its people in each fifth of small areas; null where nobody knows
   * @param tenth its national tenth
   * @param practice the practice
   * @param areas the numbers of what it belongs to of {@link #BELOW_ENGLAND}
   * @param isRegressed whether it is large enough for a regression and belongs to an ICB
   * @param ageSex the shares of its people of 65 and over and of women; null where nobody knows
   */
  private record Placed(
      double numerator,
      double denominator,
      double value,
      int fifth,
      GroupRates.@Nullable Shares shares,
      int tenth,
      Peer practice,
      int[] areas,
      boolean isRegressed,
      double @Nullable [] ageSex) {

    static Placed of(Said said, StudiedMeasure measure, int tenth) {
      Peer practice = said.practice();
      Long fifth = said.deprivation().fifth();
      AgeSex ageSex = practice.ageSex();
      int[] areas = new int[LEVELS.length];
      for (int i = 0; i < areas.length; i++) {
        areas[i] = practice.numberOfParent(LEVELS[i]);
      }
      return new Placed(
          practice.counted().numerator() * measure.scale(),
          practice.counted().denominator(),
          practice.counted().value() * measure.scale(),
          fifth == null ? -1 : (int) (fifth - 1),
          said.deprivation().shares(),
          tenth,
          practice,
          areas,
          !practice.isSmallPractice() && areas[ICB] != Peer.NOBODY,
          ageSex == null ? null : ageSex.shares());
    }

    String area(int level) {
      return String.valueOf(practice.parent(LEVELS[level]));
    }
  }

  private record Area(String level, String code) {}

  @Override
  public List<Row> rows(Subject subject, List<Peer> peers) {
    List<Peer> practices =
        peers.stream()
            .filter(peer -> peer.level().equals(Peer.PRACTICE) && peer.value() != null)
            .filter(peer -> peer.counted().numerator() >= 0 && peer.counted().denominator() > 0)
            .toList();
    if (practices.isEmpty()) {
      return List.of();
    }
    String definitionId = practices.get(0).definitionId();
    List<Row> rows = new ArrayList<>();
    byRelease(practices)
        .forEach(
            (release, said) ->
                areas(placed(subject.measure(), said))
                    .forEach(
                        (area, ofArea) -> {
                          for (Attribution attribution : Attribution.values()) {
                            rows.add(
                                row(subject, release, area, ofArea, attribution, definitionId));
                          }
                        }));
    return rows;
  }

  /** A practice with what a release says of it. */
  private record Said(Peer practice, Deprivation deprivation) {}

  /** The practices of which each release says something, the most deprived first. */
  private static SortedMap<Long, List<Said>> byRelease(List<Peer> practices) {
    SortedMap<Long, List<@Nullable Said>> byRank = new TreeMap<>();
    for (Peer practice : practices) {
      for (Deprivation said : practice.place().deprivation()) {
        List<@Nullable Said> ofRelease =
            byRank.computeIfAbsent(said.release(), next -> new ArrayList<>());
        while (ofRelease.size() <= said.rank()) {
          ofRelease.add(null);
        }
        ofRelease.set(said.rank(), new Said(practice, said));
      }
    }
    SortedMap<Long, List<Said>> ranked = new TreeMap<>();
    byRank.forEach(
        (release, some) -> ranked.put(release, some.stream().filter(Objects::nonNull).toList()));
    return ranked;
  }

  /** Practices that are the most deprived first, in tenths of all registrants. */
  private static List<Placed> placed(StudiedMeasure measure, List<Said> ranked) {
    double all = 0;
    for (Said said : ranked) {
      all += people(said.practice());
    }
    List<Placed> placed = new ArrayList<>();
    double before = 0;
    for (Said said : ranked) {
      double people = people(said.practice());
      double middle = all > 0 ? (before + people / 2) / all : 0;
      before += people;
      placed.add(Placed.of(said, measure, Math.min(TENTHS, (int) (middle * TENTHS) + 1)));
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
    areas.put(new Area("england", Memberships.ENGLAND), placed);
    for (int i = 0; i < BELOW_ENGLAND.size(); i++) {
      int level = i;
      for (List<Placed> ofArea : ByNumber.of(placed, one -> one.areas()[level])) {
        areas.put(new Area(BELOW_ENGLAND.get(i), ofArea.get(0).area(i)), ofArea);
      }
    }
    return areas;
  }

  private static Row row(
      Subject subject,
      long release,
      Area area,
      List<Placed> practices,
      Attribution attribution,
      String definitionId) {
    RowTemplate.Draft draft =
        TEMPLATE
            .draft()
            .about(subject)
            .with("org_level", area.level())
            .with("org_code", area.code())
            .with("imd_release", release)
            .with("attribution", attribution.name().toLowerCase(Locale.ROOT))
            .with("practices", (long) practices.size())
            .with("definition_id", definitionId);
    Optional<Gradient> gradient = Gradient.of(rates(practices, attribution));
    boolean anything = practices.stream().anyMatch(one -> one.numerator() > 0);
    if (gradient.isEmpty() || !anything) {
      String reason = anything ? "too_few_practices_in_a_fifth" : "nothing_counted";
      return draft.with("missing_reason", reason).row();
    }
    fill(draft, gradient.get());
    Optional<ConcentrationIndex> concentration =
        attribution == Attribution.PRACTICE
            ? ConcentrationIndex.of(ranked(practices))
            : gradient.get().concentration();
    draft.with(
        "concentration_index",
        concentration.map(ConcentrationIndex::index),
        concentration.map(ConcentrationIndex::limits));
    if (attribution == Attribution.PRACTICE && WITH_REGRESSION.contains(area.level())) {
      with(draft, "per_decile", perDecileLessDeprived(practices, Covariates.NONE));
      with(draft, "per_decile_adjusted", perDecileLessDeprived(practices, Covariates.AGE_AND_SEX));
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

  private static GroupRates rates(List<Placed> practices, Attribution attribution) {
    GroupRates rates = new GroupRates(FIFTHS);
    for (Placed one : practices) {
      if (attribution == Attribution.PRACTICE && one.fifth() >= 0) {
        rates.add(one.numerator(), one.denominator(), one.fifth());
      }
      GroupRates.Shares shares = one.shares();
      if (attribution == Attribution.LSOA && shares != null) {
        rates.add(one.numerator(), one.denominator(), shares);
      }
    }
    return rates;
  }

  private static List<RankedGroup> ranked(List<Placed> practices) {
    List<RankedGroup> ranked = new ArrayList<>();
    for (Placed one : practices) {
      ranked.add(new RankedGroup(one.denominator(), one.value(), 0));
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
      boolean isKnownOf(Placed one) {
        return one.ageSex() != null;
      }

      @Override
      double[] of(Placed one) {
        double[] shares = Objects.requireNonNull(one.ageSex());
        return new double[] {one.tenth(), shares[0], shares[1]};
      }
    };

    boolean isKnownOf(Placed one) {
      return true;
    }

    /** The tenth of a practice, and what else it is compared by. */
    abstract double[] of(Placed one);
  }

  /** How much more a practice has that is one tenth less deprived, ICBs allowed their own level. */
  private static Optional<Coefficient> perDecileLessDeprived(
      List<Placed> practices, Covariates covariates) {
    List<Placed> some = new ArrayList<>();
    for (Placed one : practices) {
      if (one.isRegressed() && covariates.isKnownOf(one)) {
        some.add(one);
      }
    }
    double[] values = new double[some.size()];
    double[][] explaining = new double[some.size()][];
    int[] clusters = new int[some.size()];
    Clusters boards = new Clusters();
    for (int i = 0; i < values.length; i++) {
      Placed one = some.get(i);
      values[i] = one.value();
      explaining[i] = covariates.of(one);
      clusters[i] = boards.of(one.areas()[ICB]);
    }
    return RandomIntercept.of(values, explaining, clusters).map(fit -> fit.coefficients().get(1));
  }
}
