package org.medsip.jobs.gold.variation;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.medsip.common.stats.XmrChart;
import org.medsip.common.stats.XmrChart.Limits;
import org.medsip.common.stats.XmrChart.Point;
import org.medsip.common.table.VariationTables;

/** The rows of {@code spc_point} of one organisation and measure. */
final class SpcRows implements Serializable {

  private static final RowTemplate TEMPLATE = new RowTemplate(VariationTables.SPC_POINT);
  private static final List<String> SAME =
      List.of(
          "measure_id",
          "variant",
          "org_level",
          "org_code",
          "period_end",
          "org_vintage",
          "value",
          "definition_id");

  private final List<Rebase> rebases;

  SpcRows(List<Rebase> rebases) {
    this.rebases = List.copyOf(rebases);
  }

  /** The chart of some months, in whatever order they come; a month without a value is no point. */
  Iterator<Row> of(Iterator<Row> rows) {
    List<Row> months = new ArrayList<>();
    rows.forEachRemaining(months::add);
    months.sort(Comparator.comparing(SpcRows::month));
    SortedSet<Integer> bases = new TreeSet<>();
    for (int i = 1; i < months.size(); i++) {
      if (!reason(months.get(i)).equals(reason(months.get(i - 1)))) {
        bases.add(i);
      }
    }
    double[] values = months.stream().mapToDouble(row -> row.<Double>getAs("value")).toArray();
    List<Point> points = XmrChart.of(values, bases);
    List<Row> charted = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      charted.add(row(months.get(i), points.get(i)));
    }
    return charted.iterator();
  }

  private static LocalDate month(Row row) {
    return row.<Date>getAs("period_end").toLocalDate();
  }

  /** The latest recorded reason that holds for a month. */
  private String reason(Row row) {
    String reason = Rebase.START;
    for (Rebase rebase : rebases) {
      if (rebase.holdsFor(row.getAs("measure_id")) && !rebase.from().isAfter(month(row))) {
        reason = rebase.id();
      }
    }
    return reason;
  }

  private Row row(Row month, Point point) {
    RowTemplate.Draft draft = TEMPLATE.draft();
    SAME.forEach(name -> draft.with(name, month.<Object>getAs(name)));
    return draft
        .with("mean", point.limits().map(Limits::mean).orElse(null))
        .with("lpl", point.limits().map(Limits::lower).orElse(null))
        .with("upl", point.limits().map(Limits::upper).orElse(null))
        .with("rule", point.rule().name().toLowerCase(Locale.ROOT))
        .with("direction", point.direction().name().toLowerCase(Locale.ROOT))
        .with("rebase_id", reason(month))
        .row();
  }
}
