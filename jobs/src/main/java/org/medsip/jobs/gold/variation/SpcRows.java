package org.medsip.jobs.gold.variation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.XmrChart;
import org.medsip.common.stats.XmrChart.Direction;
import org.medsip.common.stats.XmrChart.Limits;
import org.medsip.common.stats.XmrChart.Point;
import org.medsip.common.stats.XmrChart.Rule;
import org.medsip.common.table.VariationTables;
import org.medsip.jobs.gold.Memberships;
import org.medsip.jobs.gold.variation.FigureBlock.Site;
import org.medsip.jobs.gold.variation.FigureBlock.Way;

/** The rows of {@code spc_point} of one measure. */
final class SpcRows implements Serializable {

  private static final RowTemplate TEMPLATE = new RowTemplate(VariationTables.SPC_POINT);
  private static final Map<Rule, String> NAMES_OF_RULES = RowTemplate.names(Rule.class);
  private static final Map<Direction, String> NAMES_OF_DIRECTIONS =
      RowTemplate.names(Direction.class);

  private static final String AS_IS = "as_is";
  private static final WantedFigures MONTHS =
      new WantedFigures(Set.of(1L), Memberships.AS_WAS, Set.of(Memberships.AS_WAS, AS_IS));

  private final List<Rebase> rebases;

  SpcRows(List<Rebase> rebases) {
    this.rebases = List.copyOf(rebases);
  }

  /**
   * The single months of each measure.
   *
   * @param figures rows of {@code measure_org_period}
   */
  static KeyValueGroupedDataset<String, FigureBlock> byMeasure(Dataset<Row> figures) {
    return FigureBlock.grouped(figures, MONTHS, (way, day) -> way.measureId(), Encoders.STRING());
  }

  /** What has one chart. */
  private record Chart(String measureId, String variant, Site site) {

    boolean isOfBoundariesThen() {
      return !site.level().equals(Peer.PRACTICE) && site.vintage().equals(Memberships.AS_WAS);
    }
  }

  /** A month of a chart. */
  private record Month(int lastDay, double value, String definitionId) {

    static final Comparator<Month> IN_ORDER = Comparator.comparingInt(Month::lastDay);
  }

  /**
   * The charts of one measure, its months in whatever order they come: of practices, and of other
   * organisations by the boundaries of today where these are known.
   */
  Iterator<Row> of(Iterator<FigureBlock> blocks) {
    Map<Chart, List<Month>> charts = new LinkedHashMap<>();
    blocks.forEachRemaining(block -> add(block, charts));
    if (charts.keySet().stream().anyMatch(chart -> chart.site().vintage().equals(AS_IS))) {
      charts.keySet().removeIf(Chart::isOfBoundariesThen);
    }
    return charts.entrySet().stream()
        .flatMap(chart -> rows(chart.getKey(), chart.getValue()).stream())
        .iterator();
  }

  private static void add(FigureBlock block, Map<Chart, List<Month>> charts) {
    List<Way> ways = block.ways();
    List<Site> sites = block.sites();
    List<@Nullable List<Month>> known = new ArrayList<>();
    for (int i = 0; i < ways.size() * sites.size(); i++) {
      known.add(null);
    }
    for (int i = 0; i < block.size(); i++) {
      Way way = ways.get(block.way(i));
      int at = block.way(i) * sites.size() + block.site(i);
      List<Month> months = known.get(at);
      if (months == null) {
        Chart chart = new Chart(way.measureId(), way.variant(), sites.get(block.site(i)));
        months = charts.computeIfAbsent(chart, next -> new ArrayList<>());
        known.set(at, months);
      }
      months.add(new Month(block.day(i), block.value(i), way.definitionId()));
    }
  }

  private List<Row> rows(Chart chart, List<Month> months) {
    months.sort(Month.IN_ORDER);
    SortedSet<Integer> bases = new TreeSet<>();
    String[] reasons = new String[months.size()];
    double[] values = new double[months.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = months.get(i).value();
      reasons[i] = reason(chart.measureId(), months.get(i));
      if (i > 0 && !reasons[i].equals(reasons[i - 1])) {
        bases.add(i);
      }
    }
    RowTemplate.Draft about =
        TEMPLATE
            .draft()
            .with("measure_id", chart.measureId())
            .with("variant", chart.variant())
            .with("org_level", chart.site().level())
            .with("org_code", chart.site().code())
            .with("org_vintage", chart.site().vintage());
    List<Point> points = XmrChart.of(values, bases);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      Month month = months.get(i);
      Point point = points.get(i);
      Limits limits = point.limits().orElse(null);
      rows.add(
          about
              .another()
              .with("period_end", month.lastDay())
              .with("value", month.value())
              .with("definition_id", month.definitionId())
              .with("mean", limits == null ? null : limits.mean())
              .with("lpl", limits == null ? null : limits.lower())
              .with("upl", limits == null ? null : limits.upper())
              .with("rule", NAMES_OF_RULES.get(point.rule()))
              .with("direction", NAMES_OF_DIRECTIONS.get(point.direction()))
              .with("rebase_id", reasons[i])
              .row());
    }
    return rows;
  }

  /** The latest recorded reason that holds for a month. */
  private String reason(String measureId, Month month) {
    String reason = Rebase.START;
    for (Rebase rebase : rebases) {
      if (rebase.holdsFor(measureId) && rebase.from().toEpochDay() <= month.lastDay()) {
        reason = rebase.id();
      }
    }
    return reason;
  }
}
