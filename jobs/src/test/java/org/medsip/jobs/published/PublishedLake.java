package org.medsip.jobs.published;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.Manifest;
import org.medsip.common.run.Progress;
import org.medsip.common.run.RunContext;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.PublishedTables;

/** A lake with a few rows of gold, as a run leaves it. */
final class PublishedLake {

  static final String FORMULA = "=HYPERLINK(\"https://example.org\",\"Surgery\")";

  private final Lake lake;

  PublishedLake(Path root) {
    lake = new Lake(SparkTest.spark(), root.toString());
  }

  Lake lake() {
    return lake;
  }

  /** Writes three tables: a partitioned one with England and a practice, and two that are not. */
  PublishedLake written(String runId, String april) {
    write(
        runId,
        Rows.of(GoldTables.MEASURE_ORG_PERIOD)
            .each(
                "measure_id",
                "opioid_items_per_1000",
                "variant",
                "standard",
                "org_vintage",
                "as_was",
                "window_months",
                1,
                "source_run_id",
                runId)
            .row(
                "org_level",
                "england",
                "org_code",
                "ENG",
                "period_end",
                "2026-03-31",
                "org_name",
                "England",
                "value",
                "0.1",
                "lcl",
                "-2.5",
                "denominator",
                "1234.5000")
            .row(
                "org_level",
                "england",
                "org_code",
                "ENG",
                "period_end",
                "2026-04-30",
                "value",
                april)
            .row(
                "org_level",
                "practice",
                "org_code",
                "A81001",
                "period_end",
                "2026-04-30",
                "org_name",
                FORMULA,
                "value",
                "1234567.891234567"));
    write(
        runId,
        Rows.of(GoldTables.DIM_MEASURE)
            .row(
                "measure_id",
                "opioid_items_per_1000",
                "variant",
                "standard",
                "title",
                "Items – all"));
    write(
        runId,
        Rows.of(PublishedTables.RESOURCE_LINK)
            .row("area_code", "ENG", "url", "https://example.org", "title", "A page"));
    new Manifest(lake, new RunContext(runId, Instant.EPOCH, "test"))
        .bringUpToDate(
            List.of(
                GoldTables.MEASURE_ORG_PERIOD,
                GoldTables.DIM_MEASURE,
                PublishedTables.RESOURCE_LINK));
    return this;
  }

  private void write(String runId, Rows rows) {
    SortedMap<String, String> builtFrom = new TreeMap<>();
    rows.partitions()
        .forEach(part -> builtFrom.put(part, rows.list().toString().replace(runId, "") + part));
    if (!builtFrom.isEmpty()) {
      lake.replace(rows.table(), rows.dataset(), new BuiltFrom(builtFrom), List.of());
    }
  }

  Publisher publisher() {
    return publisher(Progress.SILENT);
  }

  Publisher publisher(Progress progress) {
    return new Publisher(lake, "0.0.0", progress);
  }
}
