package org.medsip.jobs.published.atlas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.Tables;
import org.medsip.jobs.published.DuckDb;
import org.medsip.jobs.published.FlatFiles;
import org.medsip.jobs.published.PublicationFiles;
import org.medsip.jobs.published.Sql;

/**
 * Tables of gold for an England that is made up, of any size, without a lake: enough for every page
 * to have something to show. Three practices have hostile names.
 */
final class AtlasWorld implements AutoCloseable {

  static final String SCRIPT = "<script>window.hacked = true</script><img src=x onerror=hacked()>";
  static final String FORMULA = "=HYPERLINK(\"https://example.org\",\"Surgery\")";
  static final String TURNED = "\u202Eyregruss\u202C\u200B Surgery";

  private static final String HEADLINE =
      "measure_id = 'opioid_ome_per_1000' AND variant = 'openprescribing_2026'";

  private final DuckDb duckDb;

  AtlasWorld(Path scratch, int practices, int months, int measures) {
    duckDb = DuckDb.inMemory(scratch);
    for (Table table : Tables.all()) {
      boolean isRead = table.layer() == Layer.GOLD || table.layer() == Layer.RUN;
      if (isRead || table.equals(BronzeTables.QUARANTINE)) {
        duckDb.run(
            "CREATE TABLE %s AS %s"
                .formatted(Sql.name(table.name()), FlatFiles.source(table, List.of())));
      }
    }
    duckDb.run("CREATE MACRO u(what, who) AS (hash(what || ':' || who) % 1000003) / 1000003.0");
    icbs(tiles(scratch));
    practices(practices);
    measures(measures);
    values(months);
    judgements();
    places();
    context();
  }

  DuckDb duckDb() {
    return duckDb;
  }

  /** Writes the atlas of this world below a folder. */
  int write(Path folder) {
    return write(new PublicationFiles(folder, java.util.Optional.empty()));
  }

  int write(PublicationFiles files) {
    Set<String> tables = Tables.all().stream().map(Table::name).collect(Collectors.toSet());
    return Atlas.write(duckDb, tables, new Atlas.Edition("medsip test", true), files);
  }

  private void icbs(Path tiles) {
    duckDb.run(
        """
        CREATE TABLE icb AS
        SELECT row_number() OVER (ORDER BY icb_code) - 1 AS i, icb_code AS code, label AS name
        FROM (SELECT DISTINCT ON (tile_row, tile_column) * FROM read_csv(%s) WHERE icb_code[1] = 'Q'
              ORDER BY tile_row, tile_column, icb_code)"""
            .formatted(Sql.path(tiles)));
    duckDb.run(
        """
        CREATE TABLE psc AS SELECT i, code, name FROM (VALUES
          (0, 'MANCHESTER', 'Health Innovation Manchester'), (1, 'SOUTH_WEST', 'South West'),
          (2, 'WESSEX', 'Wessex'), (3, 'EAST', 'East'), (4, 'ICHP', 'Imperial'), (5, 'KSS', 'KSS'),
          (6, 'NENC', 'North East'), (7, 'OXFORD_THAMES_VALLEY', 'Oxford')) t(i, code, name)""");
  }

  /** A copy in a file of its own: what the class path has may be inside a jar. */
  private static Path tiles(Path scratch) {
    Path tiles = scratch.resolve("icb_tiles.csv");
    try (InputStream reference = AtlasWorld.class.getResourceAsStream("/reference/icb_tiles.csv")) {
      Files.createDirectories(scratch);
      Files.copy(Objects.requireNonNull(reference), tiles, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tiles;
  }

  private void practices(int practices) {
    duckDb.run(
        """
        CREATE TABLE practice AS
        SELECT p.range AS p, 'P' || lpad(p.range::VARCHAR, 5, '0') AS code,
          CASE p.range WHEN 0 THEN %s WHEN 1 THEN %s WHEN 2 THEN %s
            ELSE 'Practice ' || p.range END AS name,
          'U' || lpad((p.range // 5)::VARCHAR, 5, '0') AS pcn,
          icb.code AS icb, psc.code AS psc,
          5 + 50 * pow(u('d', (p.range // 5)::VARCHAR), 1.6) + 6 * u('e', p.range::VARCHAR) AS imd,
          (2000 + 12000 * u('l', p.range::VARCHAR))::BIGINT AS list
        FROM range(%d) p JOIN icb ON icb.i = (p.range // 5) %% (SELECT count(*) FROM icb)
          JOIN psc ON psc.i = icb.i %% 8"""
            .formatted(Sql.text(SCRIPT), Sql.text(FORMULA), Sql.text(TURNED), practices));
    duckDb.run(
        """
        INSERT INTO dim_organisation BY NAME
        SELECT 'practice' AS org_level, code AS org_code, DATE '2022-01-01' AS valid_from,
          DATE '2026-04-01' AS valid_to, name AS org_name, pcn AS pcn_code, icb AS icb_code,
          psc AS psc_code FROM practice
        UNION ALL BY NAME
        SELECT 'pcn' AS org_level, pcn AS org_code, DATE '2022-01-01' AS valid_from,
          DATE '2026-04-01' AS valid_to, 'Network ' || pcn AS org_name, any_value(icb) AS icb_code,
          any_value(psc) AS psc_code FROM practice GROUP BY pcn
        UNION ALL BY NAME
        SELECT 'icb' AS org_level, code AS org_code, DATE '2022-01-01' AS valid_from,
          DATE '2026-04-01' AS valid_to, 'NHS ' || name || ' ICB' AS org_name FROM icb
        UNION ALL BY NAME
        SELECT 'psc' AS org_level, code AS org_code, DATE '2022-01-01' AS valid_from,
          DATE '2026-04-01' AS valid_to, name AS org_name FROM psc""");
  }

  private void measures(int measures) {
    duckDb.run(
        """
        INSERT INTO dim_measure BY NAME
        SELECT CASE range WHEN 0 THEN 'opioid_ome_per_1000' ELSE 'measure_' || range END AS measure_id,
          CASE range WHEN 0 THEN 'openprescribing_2026' ELSE 'standard' END AS variant,
          CASE range WHEN 0 THEN 'Opioids in oral morphine equivalents per 1,000 registrants'
            ELSE 'Measure number ' || range END AS title,
          'As it is' AS variant_title, 'It says how much there is.' AS why_it_matters,
          'mg per 1,000 registrants a month' AS unit, 'lower_is_better' AS direction,
          'milligrams' AS numerator, 'All opioids: 0407020 Opioid analgesics.' AS selection,
          'registrants' AS denominator, 'dobson' AS interval, range < 3 AS priority,
          'A source' AS "references" FROM range(%d)"""
            .formatted(measures));
  }

  private void values(int months) {
    duckDb.run(
        """
        CREATE TABLE part AS
        SELECT d.measure_id, d.variant, p.code, p.pcn, p.icb, p.psc, p.list, p.imd,
          last_day(DATE '2026-04-01' - to_months(m.range::INTEGER)) AS period_end,
          (20000 + 600 * p.imd) * (0.75 + 0.5 * u(d.measure_id, p.code))
            * (1 + 0.002 * m.range) * (0.97 + 0.06 * u(d.measure_id || m.range, p.code)) AS value
        FROM practice p, dim_measure d, range(%d) m"""
            .formatted(months));
    String levels =
        List.of("pcn", "icb", "psc").stream()
            .map(
                level ->
                    " UNION ALL SELECT measure_id, variant, '%1$s', %1$s, period_end,"
                            .formatted(level)
                        + " sum(value * list) / sum(list) FROM part GROUP BY ALL")
            .collect(Collectors.joining());
    duckDb.run(
        "CREATE TABLE org_value AS SELECT measure_id, variant, 'practice' AS org_level, code AS"
            + " org_code, period_end, value FROM part"
            + levels
            + " UNION ALL SELECT measure_id, variant, 'england', 'ENG', period_end,"
            + " sum(value * list) / sum(list) FROM part GROUP BY ALL");
    duckDb.run(
        """
        INSERT INTO measure_org_period BY NAME
        SELECT v.measure_id, v.variant, v.org_level, v.org_code, 'as_was' AS org_vintage, v.period_end,
          w.window_months, v.value, v.value * 0.95 AS lcl, v.value * 1.05 AS ucl,
          100 * percent_rank() OVER (PARTITION BY v.measure_id, v.org_level, v.period_end,
            w.window_months ORDER BY v.value) AS percentile,
          d.org_name, 1 AS months
        FROM org_value v JOIN (VALUES (1), (12)) w(window_months)
          ON w.window_months = 1 OR v.period_end = DATE '2026-04-30'
        LEFT JOIN dim_organisation d ON d.org_level = v.org_level AND d.org_code = v.org_code""");
  }

  private void judgements() {
    duckDb.run(
        """
        INSERT INTO priority_area BY NAME
        WITH newest AS (
          SELECT v.org_level, v.org_code, v.value, period_end,
            CASE v.org_level WHEN 'practice' THEN p.imd ELSE n.imd END AS imd
          FROM org_value v LEFT JOIN practice p ON p.code = v.org_code
            LEFT JOIN (SELECT pcn, avg(imd) AS imd FROM practice GROUP BY pcn) n
              ON n.pcn = v.org_code
          WHERE v.org_level IN ('practice', 'pcn') AND %s
            AND period_end >= DATE '2026-03-31'),
        ranked AS (
          SELECT *, percent_rank() OVER (PARTITION BY org_level, period_end ORDER BY value) AS high,
            percent_rank() OVER (PARTITION BY org_level, period_end ORDER BY imd) AS poor FROM newest)
        SELECT org_level, org_code, period_end, 12 AS window_months,
          'opioid_ome_per_1000' AS measure_id, 'openprescribing_2026' AS variant,
          2019 AS imd_release, frame, imd AS imd_score_weighted, poor > 0.8 AS deprived, value AS rate,
          value AS shrunk_rate, 42000 AS threshold, least(0.999, high * high) AS p_high,
          CASE WHEN poor > 0.8 AND high > 0.9 THEN 'priority' WHEN poor > 0.8 AND high > 0.75
            THEN 'probable' WHEN poor > 0.8 THEN 'deprived_only' WHEN high > 0.75 THEN 'high_only'
            ELSE 'neither' END AS joint_class,
          (1 + (1 - high) * 100)::BIGINT AS rank_median, 1 AS rank_p05, 100 AS rank_p95, 100 AS ranked,
          high AS p_top20, greatest(0, value - 40000) AS excess, 0.75 AS agreement, 4 AS ways,
          'Deprived and high: in the most deprived fifth of its level (mean IMD 2019 score '
            || round(imd, 1) || '); ' || round(value) || ' mg over the 12 months to 30 April 2026.'
            AS rationale
        FROM ranked, (VALUES ('national'), ('within_icb')) f(frame)"""
            .formatted(HEADLINE));
    duckDb.run(
        """
        INSERT INTO funnel_unit BY NAME
        SELECT measure_id, variant, org_level, org_code, period_end, 12 AS window_months,
          'additive' AS method, expected, value / mean AS ratio, 0 AS z, 0 AS z_adjusted,
          1 - 40 / sqrt(expected) AS lower_95, 1 + 40 / sqrt(expected) AS upper_95,
          1 - 62 / sqrt(expected) AS lower_998, 1 + 62 / sqrt(expected) AS upper_998,
          CASE WHEN value / mean > 1 + 62 / sqrt(expected) THEN 'above_998'
            WHEN value / mean < 1 - 62 / sqrt(expected) THEN 'below_998' ELSE 'within' END AS flag
        FROM (SELECT v.*, p.list * 2 + 10 AS expected, avg(value) OVER () AS mean
          FROM org_value v JOIN practice p ON p.code = v.org_code
          WHERE v.org_level = 'practice' AND %s AND period_end = DATE '2026-04-30')"""
            .formatted(HEADLINE));
    duckDb.run(
        """
        INSERT INTO spc_point BY NAME
        SELECT v.*, m.mean, m.mean - 2.66 * m.range AS lpl, m.mean + 2.66 * m.range AS upl,
          CASE WHEN v.value > m.mean + 2.66 * m.range THEN 'outside_limits' ELSE 'none' END AS rule,
          CASE WHEN v.value > m.mean + 2.66 * m.range THEN 'high' ELSE 'none' END AS direction,
          'start' AS rebase_id
        FROM org_value v JOIN (
          SELECT org_level, org_code, avg(value) AS mean, avg(abs(step)) AS range FROM (
            SELECT *, value - lag(value) OVER (PARTITION BY org_level, org_code ORDER BY period_end)
              AS step FROM org_value WHERE %1$s) GROUP BY ALL HAVING count(*) >= 15) m
          USING (org_level, org_code)
        WHERE %1$s"""
            .formatted(HEADLINE));
  }

  private void places() {
    duckDb.run(
        """
        INSERT INTO practice_deprivation BY NAME
        SELECT code AS practice_code, DATE '2026-04-01' AS quarter, 2019 AS imd_release,
          list AS registrants, imd AS imd_score_weighted, 1 AS coverage, imd / 80 AS core20_share,
          ntile(5) OVER (ORDER BY imd DESC) AS quintile_1_most_deprived, icb AS icb_code
        FROM practice""");
    for (String level : List.of("pcn", "icb", "psc")) {
      duckDb.run(
          """
          INSERT INTO organisation_deprivation BY NAME
          SELECT '%1$s' AS org_level, %1$s AS org_code, 'as_was' AS org_vintage,
            DATE '2026-04-01' AS quarter, 2019 AS imd_release, sum(list) AS registrants,
            sum(imd * list) / sum(list) AS imd_score_weighted, 1 AS coverage, avg(imd) / 80 AS core20_share
          FROM practice GROUP BY %1$s"""
              .formatted(level));
    }
  }

  private void context() {
    duckDb.run(
        """
        INSERT INTO deprivation_gradient BY NAME
        SELECT 'opioid_ome_per_1000' AS measure_id, 'openprescribing_2026' AS variant, org_level,
          org_code, DATE '2026-04-30' AS period_end, 12 AS window_months, 2019 AS imd_release,
          'practice' AS attribution, 52000 AS rate_q1, 50000 AS rate_q1_lcl, 54000 AS rate_q1_ucl,
          43000 AS rate_q2, 41500 AS rate_q2_lcl, 44500 AS rate_q2_ucl, 37000 AS rate_q3,
          35500 AS rate_q3_lcl, 38500 AS rate_q3_ucl, 31000 AS rate_q4, 29500 AS rate_q4_lcl,
          32500 AS rate_q4_ucl, 26000 AS rate_q5, 24500 AS rate_q5_lcl, 27500 AS rate_q5_ucl,
          2.1 AS rii, 1.9 AS rii_lcl, 2.3 AS rii_ucl
        FROM (SELECT 'england' AS org_level, 'ENG' AS org_code UNION ALL SELECT 'icb', code FROM icb)""");
    duckDb.run(
        """
        INSERT INTO variation_summary BY NAME
        SELECT 'opioid_ome_per_1000' AS measure_id, 'openprescribing_2026' AS variant,
          'practice' AS level, 'icb' AS parent_level, code AS parent_code,
          DATE '2026-04-30' AS period_end, 12 AS window_months, 30 AS n, 2.4 AS p90_p10, 1.3 AS mor
        FROM icb""");
    duckDb.run(
        """
        INSERT INTO resource_link BY NAME
        SELECT * FROM (VALUES
          ('ENG', 'a', 'england', 'Opioids Aware', 'FPM', 'professionals', 'consultation',
            'Good practice.', 'https://example.org/a', 'seen'),
          ('MANCHESTER', 'b', 'psc', 'The hub', 'HIM', 'professionals', 'consultation',
            'Tools.', 'https://example.org/b', 'unverified')) t(area_code, resource_id, area_level,
            title, publisher, audience, purpose, summary, url, checked)""");
    duckDb.run(
        """
        INSERT INTO quality_result BY NAME
        SELECT 'r1' AS run_id, 'prescribing' AS table_name, 'all rows' AS months,
          'rule ' || range AS rule, 'ERROR' AS severity,
          CASE WHEN range = 3 THEN 'FAILED' ELSE 'PASSED' END AS status, 'every row' AS expected,
          'every row' AS found, '' AS message FROM range(20)""");
    duckDb.run(
        """
        INSERT INTO quality_metric BY NAME
        SELECT 'prescribing' AS table_name, (DATE '2024-01-01' + to_months(range::INTEGER))::DATE AS month,
          'rows' AS metric, 1000 + range AS value FROM range(28)""");
    duckDb.run(
        """
        INSERT INTO quarantine BY NAME
        SELECT DATE '2026-04-01' AS month, 'epd' AS bronze_table, 'abc' AS source_file,
          100 + range AS source_line, 'NOT_A_NUMBER' AS reason, 'secret detail' AS detail,
          'secret record' AS record FROM range(7)""");
  }

  @Override
  public void close() {
    duckDb.close();
  }
}
