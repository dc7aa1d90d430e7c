package org.medsip.common.metric;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Ambition.Outcome;
import org.medsip.common.metric.Ambition.Rule;

/**
 * How far an organisation has come towards an ambition in a month.
 *
 * @param baseline the count at the baseline, or the mean of its months
 * @param current what is compared with it
 * @param reduction the baseline less what is compared: below zero where there are more people
 * @param outcomesPrevented the reduction over the NNH; null where none is published
 * @param outcomesLow the least this may be by the published range of the NNH
 * @param outcomesHigh the most this may be
 * @param projected what the trend since the baseline leads to in the month of the target
 * @param projectedLow the least it leads to, with 95 % probability
 * @param projectedHigh the most it leads to
 * @param outlook whether the target is reached, or will be if the trend goes on
 */
public record AmbitionProgress(
    LocalDate month,
    BigDecimal baseline,
    BigDecimal current,
    BigDecimal reduction,
    @Nullable Double outcomesPrevented,
    @Nullable Double outcomesLow,
    @Nullable Double outcomesHigh,
    @Nullable Double projected,
    @Nullable Double projectedLow,
    @Nullable Double projectedHigh,
    String outlook) {

  private static final int SCALE = 4;

  /**
   * The progress in every month that is compared and has a count, up to that of the target.
   *
   * @param counts people by month, of one organisation and one definition
   * @return nothing where a month of the baseline has no count
   */
  public static List<AmbitionProgress> of(Ambition ambition, NavigableMap<LocalDate, Long> counts) {
    Optional<BigDecimal> baseline = baseline(ambition, counts);
    List<AmbitionProgress> progress = new ArrayList<>();
    if (baseline.isPresent() && ambition.trackedFrom() != null) {
      NavigableMap<LocalDate, Long> compared =
          counts.subMap(ambition.trackedFrom(), true, ambition.targetMonth(), true);
      for (LocalDate month : compared.keySet()) {
        current(ambition, counts, month)
            .ifPresent(now -> progress.add(of(ambition, counts, month, baseline.get(), now)));
      }
    }
    return progress;
  }

  private static Optional<BigDecimal> baseline(
      Ambition ambition, NavigableMap<LocalDate, Long> counts) {
    return ambition.baselineFrom() == null || ambition.baselineTo() == null
        ? Optional.empty()
        : mean(counts, ambition.baselineFrom(), ambition.baselineTo());
  }

  private static Optional<BigDecimal> current(
      Ambition ambition, NavigableMap<LocalDate, Long> counts, LocalDate month) {
    LocalDate from =
        ambition.rule() == Rule.MEAN_SO_FAR && ambition.trackedFrom() != null
            ? ambition.trackedFrom()
            : month;
    return mean(counts, from, month);
  }

  /** The mean of the counts of some months; none where one of them has none. */
  private static Optional<BigDecimal> mean(
      NavigableMap<LocalDate, Long> counts, LocalDate from, LocalDate to) {
    SortedMap<LocalDate, Long> some = counts.subMap(from, true, to, true);
    long months = ChronoUnit.MONTHS.between(from, to) + 1;
    if (some.size() != months) {
      return Optional.empty();
    }
    long sum = some.values().stream().mapToLong(Long::longValue).sum();
    return Optional.of(
        BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(months), SCALE, RoundingMode.HALF_EVEN));
  }

  private static AmbitionProgress of(
      Ambition ambition,
      NavigableMap<LocalDate, Long> counts,
      LocalDate month,
      BigDecimal baseline,
      BigDecimal current) {
    BigDecimal reduction = baseline.subtract(current);
    Optional<Projection> projection = Projection.of(ambition, counts, month);
    double wanted = baseline.doubleValue() - ambition.target();
    return new AmbitionProgress(
        month,
        baseline,
        current,
        reduction,
        over(reduction, ambition.nnh()),
        over(reduction, reduction.signum() < 0 ? ambition.nnhLow() : ambition.nnhHigh()),
        over(reduction, reduction.signum() < 0 ? ambition.nnhHigh() : ambition.nnhLow()),
        projection.map(Projection::value).orElse(null),
        projection.map(p -> p.interval.lower()).orElse(null),
        projection.map(p -> p.interval.upper()).orElse(null),
        outlook(current.doubleValue(), wanted, projection)
            .orElse(month.isBefore(ambition.targetMonth()) ? "unknown" : "missed"));
  }

  /** The people less over the number needed to harm. */
  static @Nullable Double over(BigDecimal reduction, @Nullable BigDecimal nnh) {
    return nnh == null ? null : reduction.doubleValue() / nnh.doubleValue();
  }

  /** Deaths among the outcomes prevented; null where the outcome is another. */
  public @Nullable Double deathsPrevented(Ambition ambition) {
    return ambition.outcome() == Outcome.DEATH ? outcomesPrevented : null;
  }

  /** Empty where the target is not reached and nothing is projected. */
  private static Optional<String> outlook(
      double current, double wanted, Optional<Projection> projection) {
    return current <= wanted
        ? Optional.of("reached")
        : projection.map(p -> outlook(p.interval, wanted));
  }

  private static String outlook(Interval interval, double wanted) {
    if (interval.upper() <= wanted) {
      return "on_track";
    }
    return interval.lower() > wanted ? "off_track" : "uncertain";
  }

  /** Where the counts from the end of the baseline to a month lead to. */
  private record Projection(double value, Interval interval) {

    static Optional<Projection> of(
        Ambition ambition, NavigableMap<LocalDate, Long> counts, LocalDate month) {
      if (ambition.rule() != Rule.MONTH
          || ambition.baselineTo() == null
          || !month.isBefore(ambition.targetMonth())) {
        return Optional.empty();
      }
      SortedMap<LocalDate, Long> since = counts.subMap(ambition.baselineTo(), true, month, true);
      double[] x = since.keySet().stream().mapToDouble(Projection::number).toArray();
      double[] y = since.values().stream().mapToDouble(Long::doubleValue).toArray();
      double target = number(ambition.targetMonth());
      return LinearTrend.through(x, y)
          .map(trend -> new Projection(trend.at(target), trend.about(target)));
    }

    private static double number(LocalDate month) {
      return ChronoUnit.MONTHS.between(LocalDate.EPOCH, month);
    }
  }
}
