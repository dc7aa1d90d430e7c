package org.medsip.jobs.gold;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Ambition;
import org.medsip.common.metric.AmbitionProgress;
import org.medsip.common.table.CohortTables;

/** Rows of {@code ambition_tracker}, all but the share of England. */
final class AmbitionRows implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String ENGLAND = "england";

  private final List<Ambition> ambitions;

  AmbitionRows(List<Ambition> ambitions) {
    this.ambitions = List.copyOf(ambitions);
  }

  /** The progress of one organisation towards one ambition, from its counts. */
  Iterator<Row> of(String key, Iterator<Row> counts) {
    TreeMap<LocalDate, Long> byMonth = new TreeMap<>();
    @Nullable Row first = null;
    while (counts.hasNext()) {
      Row row = counts.next();
      first = first == null ? row : first;
      byMonth.put(row.<Date>getAs("month").toLocalDate(), row.getAs("n_published"));
    }
    if (first == null) {
      return List.<Row>of().iterator();
    }
    Ambition ambition = ambition(first.getAs("ambition_id"));
    List<Row> rows = new ArrayList<>();
    for (AmbitionProgress progress : AmbitionProgress.of(ambition, byMonth)) {
      rows.add(row(first, ambition, progress));
    }
    return rows.iterator();
  }

  /** The progress of the programme in taking in boards. */
  Iterator<Row> ofParticipants(Row month) {
    List<Row> rows = new ArrayList<>();
    for (Ambition ambition : ambitions) {
      if (!ambition.isAboutPeople()) {
        long boards = month.<Long>getAs("boards");
        Map<String, @Nullable Object> values = common(ambition, ENGLAND);
        values.put("org_level", ENGLAND);
        values.put("org_code", Memberships.ENGLAND);
        values.put("month", month.getAs("month"));
        values.put("current", BigDecimal.valueOf(boards));
        values.put("outlook", outlook(ambition, boards, month.<Date>getAs("month").toLocalDate()));
        rows.add(inOrder(values));
      }
    }
    return rows.iterator();
  }

  private static String outlook(Ambition ambition, long boards, LocalDate month) {
    if (boards >= ambition.target()) {
      return "reached";
    }
    return month.isBefore(ambition.targetMonth()) ? "unknown" : "missed";
  }

  private Ambition ambition(String id) {
    return ambitions.stream().filter(a -> a.id().equals(id)).findFirst().orElseThrow();
  }

  private static Row row(Row count, Ambition ambition, AmbitionProgress progress) {
    String level = count.getAs("org_level");
    Map<String, @Nullable Object> values = common(ambition, level);
    for (String column :
        List.of("org_level", "org_code", "cohort_id", "version", "estimate_kind")) {
      values.put(column, count.getAs(column));
    }
    values.put("month", Date.valueOf(progress.month()));
    values.put("baseline", progress.baseline());
    values.put("current", progress.current());
    values.put("reduction", progress.reduction());
    values.put("outcomes_prevented", progress.outcomesPrevented());
    values.put("outcomes_low", progress.outcomesLow());
    values.put("outcomes_high", progress.outcomesHigh());
    values.put("deaths_prevented", progress.deathsPrevented(ambition));
    values.put("projected", progress.projected());
    values.put("projected_low", progress.projectedLow());
    values.put("projected_high", progress.projectedHigh());
    values.put("outlook", level.equals(ENGLAND) ? progress.outlook() : null);
    return inOrder(values);
  }

  private static Map<String, @Nullable Object> common(Ambition ambition, String level) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("ambition_id", ambition.id());
    values.put("title", ambition.title());
    values.put("baseline_rule", baselineRule(ambition));
    values.put("baseline_from", date(ambition.baselineFrom()));
    values.put("baseline_to", date(ambition.baselineTo()));
    values.put("current_rule", ambition.rule().name().toLowerCase(Locale.ROOT));
    values.put("target", level.equals(ENGLAND) ? ambition.target() : null);
    values.put("target_aspired", level.equals(ENGLAND) ? ambition.aspired() : null);
    values.put("target_month", date(ambition.targetMonth()));
    values.put(
        "outcome",
        ambition.outcome() == null ? null : ambition.outcome().name().toLowerCase(Locale.ROOT));
    values.put("nnh", ambition.nnh());
    values.put("source_run_id", "");
    return values;
  }

  private static String baselineRule(Ambition ambition) {
    if (!ambition.isAboutPeople()) {
      return "none";
    }
    return ambition.isBaselineAMean() ? "mean" : "point";
  }

  private static @Nullable Date date(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  private static Row inOrder(Map<String, @Nullable Object> values) {
    return RowFactory.create(
        CohortTables.AMBITION_TRACKER.columnNames().stream().map(values::get).toArray());
  }
}
