package org.medsip.jobs.published.atlas;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.published.DuckDb;
import org.medsip.jobs.published.Sql;
import org.medsip.jobs.published.atlas.AtlasData.Ambition;
import org.medsip.jobs.published.atlas.AtlasData.Quality;
import org.medsip.jobs.published.atlas.AtlasData.Variant;

/**
 * Reads what the pages need from the published tables, each of which is a view in the database. It
 * selects and sorts, and computes nothing but deciles.
 *
 * <p>Above practices the memberships of today are used ({@code as_is}) where they are known.
 */
final class AtlasReader {

  /** Which measure and variant pages show first, where it is there. */
  private static final String HEADLINE = "opioid_ome_per_1000";

  /** Which of several variants pages show: the first that a measure has. */
  private static final List<String> VARIANTS =
      List.of("standard", "openprescribing_2026", "with_combined_list", "120");

  private static final String NO_RESIDUALS =
      "org_code NOT IN ('UNIDENTIFIED', 'NON_GP', 'UNMATCHED')";

  private static final int CHART_MONTHS = 60;

  private final DuckDb duckDb;
  private final Set<String> tables;

  /**
   * @param tables the tables that are there
   */
  AtlasReader(DuckDb duckDb, Set<String> tables) {
    this.duckDb = duckDb;
    this.tables = tables;
  }

  AtlasData read() {
    LocalDate newest =
        date("SELECT max(period_end) FROM measure_org_period WHERE value IS NOT NULL");
    List<MeasureInfo> measures = measures();
    if (newest == null || measures.isEmpty()) {
      return nothing();
    }
    prepare(measures, newest);
    long window =
        number(
            "SELECT max(window_months) FROM figure WHERE org_level = 'england' AND value IS NOT NULL"
                + " AND period_end = "
                + day(newest));
    List<LocalDate> months =
        duckDb.rows(
            "SELECT DISTINCT period_end FROM series ORDER BY 1",
            row -> row.getDate(1).toLocalDate());
    long imd =
        orZero(
            "SELECT max(imd_release) FROM practice_deprivation WHERE imd_score_weighted"
                + " IS NOT NULL");
    LocalDate judged = date("SELECT max(period_end) FROM priority_area");
    MeasureInfo headline = measures.get(0);
    return new AtlasData(
        newest,
        window,
        imd,
        months,
        measures,
        orgs(Org.PRACTICE),
        orgs(Org.PCN),
        orgs(Org.ICB),
        orgs(Org.PSC),
        figures(window),
        series(months),
        charts(headline),
        judged(headline, judged, "national"),
        judged(headline, judged, "within_icb"),
        classBefore(headline, judged),
        funnel(headline),
        places(imd),
        gradients(headline),
        variation(headline),
        resources(),
        deciles(),
        variants(window, newest),
        ambitions(),
        quality());
  }

  private AtlasData nothing() {
    return new AtlasData(
        null,
        0,
        0,
        List.of(),
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        resources(),
        Map.of(),
        Map.of(),
        List.of(),
        quality());
  }

  private List<MeasureInfo> measures() {
    Map<String, MeasureInfo> chosen = new LinkedHashMap<>();
    List<MeasureInfo> all =
        new ArrayList<>(
            duckDb.rows(
                "SELECT * FROM dim_measure",
                row ->
                    new MeasureInfo(
                        row.getString("measure_id"),
                        row.getString("variant"),
                        row.getString("title"),
                        row.getString("variant_title"),
                        row.getString("why_it_matters"),
                        row.getString("unit"),
                        row.getString("direction"),
                        row.getString("numerator"),
                        row.getString("selection"),
                        row.getString("denominator"),
                        orEmpty(row.getString("exclusions")),
                        row.getString("interval"),
                        row.getString("references"),
                        row.getBoolean("priority"))));
    all.sort(
        Comparator.comparing((MeasureInfo measure) -> !measure.id().equals(HEADLINE))
            .thenComparing(measure -> !measure.isPriority())
            .thenComparing(MeasureInfo::title)
            .thenComparing(MeasureInfo::id)
            .thenComparing(measure -> preference(measure.variant()))
            .thenComparing(MeasureInfo::variant));
    all.forEach(measure -> chosen.putIfAbsent(measure.id(), measure));
    return List.copyOf(chosen.values());
  }

  private static int preference(String variant) {
    int place = VARIANTS.indexOf(variant);
    return place < 0 ? VARIANTS.size() : place;
  }

  /** Small tables in memory, with what every further question is asked of. */
  private void prepare(List<MeasureInfo> measures, LocalDate newest) {
    duckDb.run(
        "CREATE OR REPLACE TABLE shown AS SELECT * FROM (VALUES %s) AS t(measure_id, variant, priority)"
            .formatted(
                measures.stream()
                    .map(
                        m ->
                            "(%s, %s, %s)"
                                .formatted(Sql.text(m.id()), Sql.text(m.variant()), m.isPriority()))
                    .collect(Collectors.joining(", "))));
    String vintage =
        "org_vintage = CASE WHEN org_level = 'practice' OR NOT (SELECT bool_or(org_vintage = 'as_is')"
            + " FROM measure_org_period WHERE org_level = 'icb' AND period_end = %1$s)"
                .formatted(day(newest))
            + " THEN 'as_was' ELSE 'as_is' END";
    duckDb.run(
        """
        CREATE OR REPLACE TABLE figure AS
        SELECT measure_id, org_level, org_code, org_name, period_end, window_months, value, lcl, ucl,
               percentile, missing_reason
        FROM measure_org_period JOIN shown USING (measure_id, variant)
        WHERE period_end = %s AND %s AND %s"""
            .formatted(day(newest), vintage, NO_RESIDUALS));
    duckDb.run(
        """
        CREATE OR REPLACE TABLE series AS
        SELECT measure_id, org_level, org_code, period_end, value
        FROM measure_org_period JOIN shown USING (measure_id, variant)
        WHERE window_months = 1 AND priority AND value IS NOT NULL AND %s AND %s
          AND period_end > %s - INTERVAL %d MONTH"""
            .formatted(vintage, NO_RESIDUALS, day(newest), CHART_MONTHS));
  }

  private SortedMap<String, Org> orgs(String level) {
    String names =
        "SELECT org_code, any_value(org_name) AS name FROM figure WHERE org_level = %s GROUP BY 1"
            .formatted(Sql.text(level));
    String parents =
        """
        SELECT org_code, arg_max(org_name, valid_from) AS name, arg_max(pcn_code, valid_from) AS pcn,
               arg_max(sicbl_code, valid_from) AS sicbl, arg_max(icb_code, valid_from) AS icb,
               arg_max(psc_code, valid_from) AS psc, arg_max(region_code, valid_from) AS region
        FROM dim_organisation WHERE org_level = %s GROUP BY 1"""
            .formatted(Sql.text(level));
    SortedMap<String, Org> orgs = new TreeMap<>();
    duckDb
        .rows(
            "SELECT f.org_code, coalesce(f.name, p.name, f.org_code) AS name, pcn, sicbl, icb, psc,"
                + " region FROM (%s) f LEFT JOIN (%s) p USING (org_code)".formatted(names, parents),
            row -> new Org(level, row.getString(1), row.getString(2), parents(row)))
        .forEach(org -> orgs.put(org.code(), org));
    return orgs;
  }

  private static Map<String, String> parents(ResultSet row) throws SQLException {
    Map<String, String> parents = new TreeMap<>();
    for (String level : List.of("pcn", "sicbl", "icb", "psc", "region")) {
      String code = row.getString(level);
      if (code != null) {
        parents.put(level, code);
      }
    }
    return parents;
  }

  private Map<Org.Key, Map<String, Figure>> figures(long window) {
    Map<Org.Key, Map<String, Figure>> figures = new HashMap<>();
    each(
        "SELECT * FROM figure WHERE window_months = " + window,
        row ->
            figures
                .computeIfAbsent(key(row), k -> new HashMap<>())
                .put(
                    row.getString("measure_id"),
                    new Figure(
                        real(row, "value"),
                        real(row, "lcl"),
                        real(row, "ucl"),
                        real(row, "percentile"),
                        row.getString("missing_reason"))));
    return figures;
  }

  private Map<Org.Key, Map<String, double[]>> series(List<LocalDate> months) {
    Map<LocalDate, Integer> places = new HashMap<>();
    months.forEach(month -> places.put(month, places.size()));
    Map<Org.Key, Map<String, double[]>> series = new HashMap<>();
    each(
        "SELECT * FROM series",
        row -> {
          double[] values =
              series
                  .computeIfAbsent(key(row), k -> new HashMap<>())
                  .computeIfAbsent(
                      row.getString("measure_id"),
                      id -> {
                        double[] none = new double[months.size()];
                        Arrays.fill(none, Double.NaN);
                        return none;
                      });
          Integer place = places.get(row.getDate("period_end").toLocalDate());
          if (place != null) {
            values[place] = row.getDouble("value");
          }
        });
    return series;
  }

  private Map<Org.Key, List<ChartPoint>> charts(MeasureInfo headline) {
    Map<Org.Key, List<ChartPoint>> charts = new HashMap<>();
    each(
        "SELECT * FROM spc_point WHERE %s ORDER BY org_level, org_code, period_end"
            .formatted(of(headline)),
        row ->
            charts
                .computeIfAbsent(key(row), k -> new ArrayList<>())
                .add(
                    new ChartPoint(
                        row.getDate("period_end").toLocalDate(),
                        row.getDouble("value"),
                        real(row, "mean"),
                        real(row, "lpl"),
                        real(row, "upl"),
                        row.getString("rule"),
                        row.getString("direction"))));
    charts.replaceAll(
        (org, points) ->
            points.size() > CHART_MONTHS
                ? List.copyOf(points.subList(points.size() - CHART_MONTHS, points.size()))
                : points);
    return charts;
  }

  private Map<Org.Key, Judged> judged(
      MeasureInfo headline, @Nullable LocalDate period, String frame) {
    Map<Org.Key, Judged> judged = new HashMap<>();
    if (period != null) {
      each(
          judgements(headline, frame, period),
          row ->
              judged.put(
                  key(row),
                  new Judged(
                      row.getString("joint_class"),
                      real(row, "imd_score_weighted"),
                      flag(row, "deprived"),
                      real(row, "rate"),
                      real(row, "threshold"),
                      real(row, "p_high"),
                      whole(row, "rank_median"),
                      whole(row, "rank_p05"),
                      whole(row, "rank_p95"),
                      whole(row, "ranked"),
                      real(row, "excess"),
                      real(row, "agreement"),
                      row.getString("rationale"))));
    }
    return judged;
  }

  private Map<Org.Key, String> classBefore(MeasureInfo headline, @Nullable LocalDate period) {
    Map<Org.Key, String> before = new HashMap<>();
    LocalDate earlier =
        period == null
            ? null
            : date("SELECT max(period_end) FROM priority_area WHERE period_end < " + day(period));
    if (earlier != null) {
      each(
          judgements(headline, "national", earlier),
          row -> before.put(key(row), row.getString("joint_class")));
    }
    return before;
  }

  /** The longest window and the newest release that areas are judged by. */
  private static String judgements(MeasureInfo headline, String frame, LocalDate period) {
    return """
    SELECT * FROM priority_area WHERE %s AND frame = %s AND period_end = %s
    QUALIFY row_number() OVER (PARTITION BY org_level, org_code
      ORDER BY window_months DESC, imd_release DESC) = 1"""
        .formatted(of(headline), Sql.text(frame), day(period));
  }

  private Map<Org.Key, FunnelPoint> funnel(MeasureInfo headline) {
    Map<Org.Key, FunnelPoint> funnel = new HashMap<>();
    each(
        """
        SELECT * FROM funnel_unit WHERE %1$s AND method = 'additive'
          AND period_end = (SELECT max(period_end) FROM funnel_unit WHERE %1$s)
        QUALIFY row_number() OVER (PARTITION BY org_level, org_code ORDER BY window_months DESC) = 1"""
            .formatted(of(headline)),
        row ->
            funnel.put(
                key(row),
                new FunnelPoint(
                    row.getDouble("expected"),
                    row.getDouble("ratio"),
                    row.getDouble("z_adjusted"),
                    row.getDouble("lower_95"),
                    row.getDouble("upper_95"),
                    row.getDouble("lower_998"),
                    row.getDouble("upper_998"),
                    row.getString("flag"))));
    return funnel;
  }

  private Map<Org.Key, Place> places(long imdRelease) {
    Map<Org.Key, Place> places = new HashMap<>();
    String newest = "quarter = (SELECT max(quarter) FROM %1$s WHERE imd_release = %2$d)";
    each(
        "SELECT 'practice' AS org_level, practice_code AS org_code, * FROM practice_deprivation WHERE"
            + " imd_release = %d AND ".formatted(imdRelease)
            + newest.formatted("practice_deprivation", imdRelease),
        row -> places.put(key(row), place(row)));
    each(
        "SELECT * FROM organisation_deprivation WHERE imd_release = %d AND org_vintage = 'as_was' AND "
                .formatted(imdRelease)
            + newest.formatted("organisation_deprivation", imdRelease),
        row -> places.put(key(row), place(row)));
    return places;
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        real(row, "imd_score_weighted"),
        real(row, "core20_share"),
        whole(row, "quintile_1_most_deprived"),
        whole(row, "registrants"),
        real(row, "coverage"));
  }

  private Map<Org.Key, Gradient> gradients(MeasureInfo headline) {
    Map<Org.Key, Gradient> gradients = new HashMap<>();
    each(
        """
        SELECT * FROM deprivation_gradient WHERE %1$s AND attribution = 'practice'
          AND period_end = (SELECT max(period_end) FROM deprivation_gradient WHERE %1$s)
        QUALIFY row_number() OVER (PARTITION BY org_level, org_code
          ORDER BY window_months DESC, imd_release DESC) = 1"""
            .formatted(of(headline)),
        row -> {
          List<Figure> fifths = new ArrayList<>();
          for (int fifth = 1; fifth <= 5; fifth++) {
            fifths.add(estimate(row, "rate_q" + fifth));
          }
          gradients.put(
              key(row),
              new Gradient(
                  fifths,
                  estimate(row, "sii"),
                  estimate(row, "rii"),
                  row.getString("missing_reason")));
        });
    return gradients;
  }

  private static Figure estimate(ResultSet row, String name) throws SQLException {
    return new Figure(
        real(row, name), real(row, name + "_lcl"), real(row, name + "_ucl"), null, null);
  }

  private Map<Org.Key, String> variation(MeasureInfo headline) {
    Map<Org.Key, String> variation = new HashMap<>();
    each(
        """
        SELECT parent_level AS org_level, parent_code AS org_code, * FROM variation_summary
        WHERE %1$s AND level = 'practice'
          AND period_end = (SELECT max(period_end) FROM variation_summary WHERE %1$s)
        QUALIFY row_number() OVER (PARTITION BY parent_level, parent_code
          ORDER BY window_months DESC) = 1"""
            .formatted(of(headline)),
        row ->
            variation.put(
                key(row),
                "Of its %s practices the one at the 90th percentile has %s times the value of the one"
                        .formatted(
                            Written.whole(row.getLong("n")), Written.number(real(row, "p90_p10")))
                    + " at the 10th. Chance taken apart, of two practices drawn at random the higher"
                    + " has at the median %s times the true rate of the lower."
                        .formatted(Written.number(real(row, "mor")))));
    return variation;
  }

  private Map<String, List<Resource>> resources() {
    Map<String, List<Resource>> resources = new TreeMap<>();
    each(
        "SELECT * FROM resource_link ORDER BY area_code, purpose, title",
        row ->
            resources
                .computeIfAbsent(row.getString("area_code"), code -> new ArrayList<>())
                .add(
                    new Resource(
                        row.getString("area_code"),
                        row.getString("title"),
                        row.getString("publisher"),
                        row.getString("audience"),
                        row.getString("purpose"),
                        row.getString("url"),
                        row.getString("summary"),
                        row.getString("checked"))));
    return resources;
  }

  private Map<String, SortedMap<LocalDate, double[]>> deciles() {
    Map<String, SortedMap<LocalDate, double[]>> deciles = new HashMap<>();
    each(
        """
        SELECT measure_id, period_end,
               quantile_cont(value, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) AS deciles
        FROM measure_org_period JOIN shown USING (measure_id, variant)
        WHERE org_level = 'practice' AND window_months = 1 AND value IS NOT NULL
        GROUP BY measure_id, period_end""",
        row -> {
          Object[] values = (Object[]) row.getArray("deciles").getArray();
          deciles
              .computeIfAbsent(row.getString("measure_id"), id -> new TreeMap<>())
              .put(
                  row.getDate("period_end").toLocalDate(),
                  Arrays.stream(values)
                      .mapToDouble(value -> ((Number) value).doubleValue())
                      .toArray());
        });
    return deciles;
  }

  private Map<String, List<Variant>> variants(long window, LocalDate newest) {
    Map<String, List<Variant>> variants = new HashMap<>();
    each(
        """
        SELECT d.measure_id, d.variant, d.variant_title, any_value(m.value) AS value
        FROM dim_measure d LEFT JOIN measure_org_period m
          ON m.measure_id = d.measure_id AND m.variant = d.variant AND m.org_level = 'england'
          AND m.org_vintage = 'as_was' AND m.window_months = %d AND m.period_end = %s
        GROUP BY ALL ORDER BY d.measure_id, d.variant"""
            .formatted(window, day(newest)),
        row ->
            variants
                .computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                .add(new Variant(row.getString(2), row.getString(3), real(row, "value"))));
    return variants;
  }

  private List<Ambition> ambitions() {
    if (!tables.contains("ambition_tracker")) {
      return List.of();
    }
    return duckDb.rows(
        """
        SELECT * FROM ambition_tracker WHERE org_level = 'england'
        QUALIFY row_number() OVER (PARTITION BY ambition_id ORDER BY month DESC) = 1
        ORDER BY ambition_id""",
        row ->
            new Ambition(
                row.getString("title"),
                row.getDate("month").toLocalDate(),
                real(row, "baseline"),
                real(row, "current"),
                real(row, "reduction"),
                whole(row, "target"),
                row.getDate("target_month").toLocalDate(),
                row.getString("outlook")));
  }

  private Quality quality() {
    duckDb.run(
        """
        CREATE OR REPLACE TEMP MACRO written(figure) AS
        CASE WHEN abs(figure) >= 1000 THEN format('{:,}', round(figure)::BIGINT)
          ELSE format('{:.4g}', figure) END""");
    return new Quality(
        cells(
            """
            SELECT table_name, rule, severity, expected,
                   arg_max(status, (run_id, months)) AS newest, arg_max(found, (run_id, months)),
                   count(*) FILTER (WHERE status = 'FAILED'), count(*),
                   array_to_string(list(CASE status WHEN 'PASSED' THEN '✓' WHEN 'FAILED' THEN '✗'
                     ELSE '–' END ORDER BY run_id, months)[-24:], '')
            FROM quality_result GROUP BY 1, 2, 3, 4
            ORDER BY newest = 'PASSED', severity, table_name, rule"""),
        cells(
            """
            SELECT table_name, metric, months, first, last,
                   written(newest), written(median), written(lowest), written(highest)
            FROM (SELECT table_name, metric, count(*) AS months, min(month) AS first,
                    max(month) AS last, arg_max(value, month) AS newest, median(value) AS median,
                    min(value) AS lowest, max(value) AS highest
                  FROM (SELECT * FROM quality_metric
                        QUALIFY row_number() OVER (PARTITION BY table_name, metric
                          ORDER BY month DESC) <= 24)
                  GROUP BY 1, 2)
            ORDER BY 1, 2"""),
        cells(
            """
            SELECT layer, coalesce(f.name, source_file), rows_in, rows_out, rows_quarantined,
                   rows_excluded, CASE WHEN reconciled THEN 'yes' ELSE 'no' END
            FROM row_reconciliation LEFT JOIN
              (SELECT sha256, any_value(name) AS name FROM source_file GROUP BY 1) f
              ON f.sha256 = source_file
            QUALIFY row_number() OVER (PARTITION BY layer, source_file ORDER BY run_id DESC) = 1
            ORDER BY 7, 1, 2"""),
        cells(
            """
            SELECT coalesce(f.name, source_file), bronze_table, reason, count(*),
                   array_to_string(list(source_line ORDER BY source_line)[1:5], ', ')
            FROM quarantine LEFT JOIN
              (SELECT sha256, any_value(name) AS name FROM source_file GROUP BY 1) f
              ON f.sha256 = source_file
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""),
        cells(
            """
            SELECT month, count(*), sum(items_before)::BIGINT, sum(items_after)::BIGINT
            FROM revision_diff GROUP BY 1 ORDER BY 1"""));
  }

  private List<List<Cell>> cells(String sql) {
    return duckDb.rows(
        sql,
        row -> {
          List<Cell> cells = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            Object value = row.getObject(i);
            cells.add(
                value instanceof Number number
                    ? Written.cell(number.longValue())
                    : value instanceof LocalDate month
                        ? Cell.of(Written.month(month))
                        : Cell.of(value == null ? Written.NONE : value.toString()));
          }
          return cells;
        });
  }

  /** Does something with a row of an answer. */
  private interface WithRow {
    void accept(ResultSet row) throws SQLException;
  }

  private void each(String sql, WithRow action) {
    duckDb.rows(
        sql,
        row -> {
          action.accept(row);
          return true;
        });
  }

  private static String of(MeasureInfo measure) {
    return "measure_id = %s AND variant = %s"
        .formatted(Sql.text(measure.id()), Sql.text(measure.variant()));
  }

  private static Org.Key key(ResultSet row) throws SQLException {
    return new Org.Key(row.getString("org_level"), row.getString("org_code"));
  }

  private static String day(LocalDate date) {
    return "DATE '" + date + "'";
  }

  private @Nullable LocalDate date(String sql) {
    return duckDb
        .first(sql, row -> java.util.Optional.ofNullable(row.getDate(1)).map(Date::toLocalDate))
        .flatMap(Function.identity())
        .orElse(null);
  }

  private long number(String sql) {
    return duckDb.first(sql, row -> row.getLong(1)).orElseThrow();
  }

  private long orZero(String sql) {
    return duckDb.first(sql, row -> row.getLong(1)).orElse(0L);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable Double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Long whole(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Boolean flag(ResultSet row, String column) throws SQLException {
    boolean value = row.getBoolean(column);
    return row.wasNull() ? null : value;
  }
}
