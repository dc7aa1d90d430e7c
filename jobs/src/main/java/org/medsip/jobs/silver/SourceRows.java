package org.medsip.jobs.silver;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.run.Inputs;
import org.medsip.common.table.BronzeTables;

/** The rows of the prescribing files with the file each came from. */
public final class SourceRows {

  /**
   * Month, site, presentation and source file of every row, named as in {@code prescribing}.
   *
   * @param epd rows of {@code epd}
   * @param pdpi rows of {@code pdpi}
   */
  public static Dataset<Row> of(Dataset<Row> epd, Dataset<Row> pdpi) {
    return PublishedRows.of(new Inputs(Map.of(BronzeTables.EPD, epd, BronzeTables.PDPI, pdpi)))
        .select("month", "practice_code", "bnf_code", "source_file");
  }

  private SourceRows() {}
}
