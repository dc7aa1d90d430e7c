package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.medsip.common.stats.ProgrammeEffect;
import org.medsip.common.table.ProgrammeTables;
import org.medsip.jobs.gold.Memberships;

/**
 * The rows of {@code its_effect} of one measure and variant.
 *
 * <p>Series are of logarithms, so that effects are ratios and an ICB is compared with others that
 * prescribe more or less. The controls are all ICBs without a programme that have a value in every
 * month of the series.
 */
final class ItsRows implements Serializable {

  private static final RowTemplate TEMPLATE = new RowTemplate(ProgrammeTables.ITS_EFFECT);
  private static final String AS_IS = "as_is";
  private static final int MEASURE_ID = 0;
  private static final int VARIANT = 1;
  private static final int CODE = 2;
  private static final int VINTAGE = 3;
  private static final int MONTH_END = 4;
  private static final int VALUE = 5;
  private static final int DEFINITION_ID = 6;

  private final List<Programme> programmes;

  ItsRows(List<Programme> programmes) {
    this.programmes = List.copyOf(programmes);
  }

  /** What is taken of rows of {@code measure_org_period}. */
  static Column[] columns() {
    return new Column[] {
      col("measure_id"),
      col("variant"),
      col("org_code"),
      col("org_vintage"),
      unix_date(col("period_end")).as("month_end"),
      col("value"),
      col("definition_id")
    };
  }

  /** The effects, from the single months of all ICBs in whatever order. */
  Iterator<Row> of(Iterator<Row> rows) {
    List<Row> months = new ArrayList<>();
    rows.forEachRemaining(months::add);
    boolean byToday = months.stream().anyMatch(row -> row.getString(VINTAGE).equals(AS_IS));
    String vintage = byToday ? AS_IS : Memberships.AS_WAS;
    SortedMap<String, SortedMap<YearMonth, Double>> series = new TreeMap<>();
    SortedSet<String> definitions = new TreeSet<>();
    for (Row row : months) {
      definitions.add(row.getString(DEFINITION_ID));
      if (row.getString(VINTAGE).equals(vintage)) {
        series
            .computeIfAbsent(row.getString(CODE), next -> new TreeMap<>())
            .put(YearMonth.from(LocalDate.ofEpochDay(row.getInt(MONTH_END))), row.getDouble(VALUE));
      }
    }
    List<Row> effects = new ArrayList<>();
    for (Programme programme : programmes) {
      effects.add(
          row(programme, series)
              .with("measure_id", months.get(0).getString(MEASURE_ID))
              .with("variant", months.get(0).getString(VARIANT))
              .with("org_vintage", vintage)
              .with("definition_id", definitions.last())
              .row());
    }
    return effects.iterator();
  }

  private RowTemplate.Draft row(
      Programme programme, SortedMap<String, SortedMap<YearMonth, Double>> series) {
    RowTemplate.Draft draft =
        TEMPLATE
            .draft()
            .with("org_level", "icb")
            .with("org_code", programme.icbCode())
            .with("break_date", programme.from());
    SortedMap<YearMonth, Double> own = series.getOrDefault(programme.icbCode(), new TreeMap<>());
    if (own.isEmpty()) {
      return draft.with("missing_reason", "no_values");
    }
    YearMonth first = own.firstKey();
    int months = (int) first.until(own.lastKey(), ChronoUnit.MONTHS) + 1;
    if (own.size() < months || own.values().stream().anyMatch(value -> !(value > 0))) {
      return draft.with("missing_reason", "month_without_a_value");
    }
    int before = (int) first.until(YearMonth.from(programme.from()), ChronoUnit.MONTHS);
    List<double[]> controls = controls(series, own);
    draft
        .with("controls", (long) controls.size())
        .with("months_before", (long) Math.max(0, Math.min(before, months)))
        .with("months_after", (long) Math.max(0, Math.min(months - before, months)));
    Optional<ProgrammeEffect> effect =
        ProgrammeEffect.of(values(own), controls, first.getMonthValue(), before);
    if (effect.isEmpty()) {
      return draft.with("missing_reason", "fewer_than_six_months_on_a_side");
    }
    return filled(draft, effect.get()).with("value_at_end", own.get(own.lastKey()));
  }

  private static RowTemplate.Draft filled(RowTemplate.Draft draft, ProgrammeEffect effect) {
    ratio(draft, "step", effect.step());
    ratio(draft, "slope", effect.slope());
    ratio(draft, "at_end", effect.atEnd());
    return draft
        .with("counterfactual", effect.counterfactual())
        .with("ljung_box_p", effect.leftOver().map(test -> test.probability()).orElse(null));
  }

  private static void ratio(RowTemplate.Draft draft, String name, ProgrammeEffect.Ratio ratio) {
    draft.with(name, Optional.of(ratio.estimate()), Optional.of(ratio.limits()));
  }

  private List<double[]> controls(
      SortedMap<String, SortedMap<YearMonth, Double>> series, SortedMap<YearMonth, Double> own) {
    List<double[]> controls = new ArrayList<>();
    series.forEach(
        (code, other) -> {
          boolean has = programmes.stream().anyMatch(one -> one.icbCode().equals(code));
          if (!has
              && other.keySet().containsAll(own.keySet())
              && own.keySet().stream().allMatch(month -> other.getOrDefault(month, 0.0) > 0)) {
            SortedMap<YearMonth, Double> same = new TreeMap<>(other);
            same.keySet().retainAll(own.keySet());
            controls.add(values(same));
          }
        });
    return controls;
  }

  private static double[] values(SortedMap<YearMonth, Double> series) {
    return series.values().stream().mapToDouble(Double::doubleValue).toArray();
  }
}
