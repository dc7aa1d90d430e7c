package org.medsip.jobs.cli;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Simulates a small England, runs everything on it and says where to look.")
final class DemoCommand implements Callable<Integer> {

  private static final double SCALE = 0.003;
  private static final int MONTHS = 15;
  private static final YearMonth START = YearMonth.of(2025, 2);

  private static final List<String> QUERIES =
      List.of(
          """
          SELECT org_name, round(value, 1) AS ddd_per_1000_per_day, practices
          FROM measure_org_period
          WHERE measure_id = 'opioid_ddd_per_1000_per_day' AND variant = 'with_combined_list'
            AND org_level = 'region' AND window_months = 1 AND org_vintage = 'as_was'
            AND period_end = (SELECT max(period_end) FROM measure_org_period)
          ORDER BY value DESC""",
          """
          SELECT period_end, variant, round(value) AS mg_per_1000
          FROM measure_org_period
          WHERE measure_id = 'opioid_ome_per_1000' AND org_level = 'england'
            AND window_months = 1 ORDER BY variant, period_end""",
          """
          SELECT month, reason, detail FROM quarantine ORDER BY month, source_line""");

  @Option(names = "--out", paramLabel = "DIR", description = "Folder (default ${DEFAULT-VALUE}).")
  private Path out = Path.of("out/demo");

  @Override
  public Integer call() {
    Path in = out.resolve("in");
    String lake = out.resolve("lake").toString();
    new SmallEngland(SCALE, MONTHS, START).simulateOnce(in);
    int ended = Main.execute("run", "--input", in.toString(), "--lake", lake);
    if (ended != ExitCode.DONE.number()) {
      return ended;
    }
    Console.print("\nThe lake is in %s. It is synthetic: no England is in it.".formatted(lake));
    Console.print("Open the atlas in a browser: %s/published/atlas/index.html".formatted(lake));
    Console.print("Ask the lake, for example:");
    for (String query : QUERIES) {
      Console.print(
          "\n./medsip query --lake %s \"\n%s\"".formatted(lake, query.indent(2).stripTrailing()));
    }
    Console.print("\nThe first of them answers:\n");
    return Main.execute("query", "--lake", lake, QUERIES.get(0));
  }
}
