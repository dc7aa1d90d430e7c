package org.medsip.common.table;

import java.util.List;
import java.util.stream.Stream;
import org.medsip.common.contract.Table;

/** Every table of the lake, layer by layer. */
public final class Tables {

  public static List<Table> all() {
    return Stream.of(
            BronzeTables.all(),
            SilverTables.ALL,
            PopulationTables.ALL,
            GoldTables.ALL,
            MeasureTables.ALL,
            DeprivationTables.ALL,
            PublishedTables.ALL,
            VariationTables.ALL,
            ProgrammeTables.ALL,
            CohortTables.ALL,
            RunTables.ALL,
            List.of(QualityTables.QUALITY_RESULT, QualityTables.QUALITY_METRIC))
        .flatMap(List::stream)
        .toList();
  }

  private Tables() {}
}
