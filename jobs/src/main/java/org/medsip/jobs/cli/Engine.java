package org.medsip.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What people would use instead to turn a file of prescribing into zstd Parquet. */
enum Engine {
  /** One statement, as many threads as processors, types found by itself. */
  DUCKDB(
      """
      import duckdb, sys
      source, target, threads = sys.argv[1:]
      session = duckdb.connect()
      session.execute("set threads = " + threads)
      session.execute(
          f"copy (from read_csv('{source}', header = true, ignore_errors = true)) "
          f"to '{target}' (format parquet, compression zstd)")
      """),
  /** A lazy scan into a file, types found by itself. */
  POLARS(
      """
      import os, sys
      source, target, threads = sys.argv[1:]
      os.environ["POLARS_MAX_THREADS"] = threads
      import polars
      rows = polars.scan_csv(
          source, infer_schema_length=20_000, ignore_errors=True, truncate_ragged_lines=True)
      rows.sink_parquet(target, compression="zstd")
      """);

  private final String program;

  Engine(String program) {
    this.program = program;
  }

  /** The command that writes one file from another. */
  List<String> command(String python, Path source, Path target) {
    String threads = String.valueOf(Runtime.getRuntime().availableProcessors());
    return List.of(python, "-c", program, source.toString(), target.toString(), threads);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
