package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.medsip.common.stats.XmrChart;
import org.medsip.common.stats.XmrChart.Limits;
import org.medsip.common.stats.XmrChart.Point;
import org.medsip.common.table.VariationTables;

/** The rows of {@code spc_point} of one organisation and measure. */
final class SpcRows implements Serializable {

  private static final RowTemplate TEMPLATE = new RowTemplate(VariationTables.SPC_POINT);

  /** A number that the months of one chart have in common; now and then two charts may share it. */
  static final String CHART = "chart";

  private static final String MONTH = "month";

  /** Where the columns begin that stand in the rows as they are. */
  private static final int FIRST = 2;

  private static final List<String> KEY = List.of("measure_id", "variant", "org_level", "org_code");
  private static final List<String> SAME =
      List.of(
          "measure_id",
          "variant",
          "org_level",
          "org_code",
          "org_vintage",
          "value",
          "definition_id");

  private final List<Rebase> rebases;

  SpcRows(List<Rebase> rebases) {
    this.rebases = List.copyOf(rebases);
  }

  /** What is taken of rows of {@code measure_org_period}. */
  static Column[] columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(xxhash64(KEY.stream().map(name -> col(name)).toArray(Column[]::new)).as(CHART));
    columns.add(unix_date(col("period_end")).as(MONTH));
    SAME.forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }

  /** The charts of some months, in whatever order they come. */
  Iterator<Row> of(Iterator<Row> rows) {
    Map<List<String>, List<Row>> charts = new HashMap<>();
    rows.forEachRemaining(
        row -> charts.computeIfAbsent(key(row), next -> new ArrayList<>()).add(row));
    return charts.values().stream().flatMap(months -> chart(months).stream()).iterator();
  }

  private static List<String> key(Row row) {
    List<String> key = new ArrayList<>();
    for (int i = 0; i < KEY.size(); i++) {
      key.add(row.getString(FIRST + i));
    }
    return key;
  }

  private List<Row> chart(List<Row> months) {
    months.sort(Comparator.comparingInt(row -> row.getInt(1)));
    SortedSet<Integer> bases = new TreeSet<>();
    String[] reasons = new String[months.size()];
    double[] values = new double[months.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = months.get(i).getDouble(FIRST + SAME.indexOf("value"));
      reasons[i] = reason(months.get(i));
      if (i > 0 && !reasons[i].equals(reasons[i - 1])) {
        bases.add(i);
      }
    }
    List<Point> points = XmrChart.of(values, bases);
    List<Row> charted = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      charted.add(row(months.get(i), points.get(i), reasons[i]));
    }
    return charted;
  }

  private static LocalDate month(Row row) {
    return LocalDate.ofEpochDay(row.getInt(1));
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

  private static Row row(Row month, Point point, String reason) {
    RowTemplate.Draft draft = TEMPLATE.draft();
    for (int i = 0; i < SAME.size(); i++) {
      draft.with(SAME.get(i), month.get(FIRST + i));
    }
    return draft
        .with("period_end", Date.valueOf(month(month)))
        .with("mean", point.limits().map(Limits::mean).orElse(null))
        .with("lpl", point.limits().map(Limits::lower).orElse(null))
        .with("upl", point.limits().map(Limits::upper).orElse(null))
        .with("rule", point.rule().name().toLowerCase(Locale.ROOT))
        .with("direction", point.direction().name().toLowerCase(Locale.ROOT))
        .with("rebase_id", reason)
        .row();
  }
}
