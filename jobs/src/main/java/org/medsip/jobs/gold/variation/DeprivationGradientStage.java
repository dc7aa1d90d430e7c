package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.DeprivationTables;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.PopulationTables;
import org.medsip.common.table.SilverTables;
import org.medsip.common.table.VariationTables;

/** How every measure differs between the more and the less deprived practices of each area. */
final class DeprivationGradientStage implements Stage {

  private final MeasureCatalogue catalogue;
  private final Set<Long> windows;

  /**
   * @param windows the lengths of period it is made for
   */
  DeprivationGradientStage(MeasureCatalogue catalogue, Long... windows) {
    this.catalogue = catalogue;
    this.windows = Set.of(windows);
  }

  @Override
  public Table writes() {
    return VariationTables.DEPRIVATION_GRADIENT;
  }

  @Override
  public List<Table> reads() {
    return List.of(
        GoldTables.MEASURE_ORG_PERIOD,
        SilverTables.PRACTICE_MONTH,
        PopulationTables.REGISTRANTS_AGE_SEX,
        DeprivationTables.PRACTICE_DEPRIVATION);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return ComparedPeriods.plan(
        available,
        period -> {
          String month = PeerStage.lastMonth(period);
          List<Part> parts = new ArrayList<>(available.same(GoldTables.MEASURE_ORG_PERIOD, period));
          parts.addAll(available.same(SilverTables.PRACTICE_MONTH, month));
          parts.addAll(available.editionFor(DeprivationTables.PRACTICE_DEPRIVATION, month));
          parts.addAll(available.editionFor(PopulationTables.REGISTRANTS_AGE_SEX, month));
          return parts;
        });
  }

  @Override
  public String definition() {
    return "deprivation_gradient 3 " + catalogue.fingerprint();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    KeyValueGroupedDataset<Integer, FigureBlock> practices =
        PeerBlocks.byPeriod(
            inputs.of(GoldTables.MEASURE_ORG_PERIOD), WantedFigures.ofPractices(windows));
    Dataset<Row> places =
        PlaceRows.practices(inputs.of(SilverTables.PRACTICE_MONTH))
            .unionByName(
                PlaceRows.deprivationOfPractices(
                    inputs.of(DeprivationTables.PRACTICE_DEPRIVATION), partitions))
            .unionByName(
                PlaceRows.ageSex(inputs.of(PopulationTables.REGISTRANTS_AGE_SEX), partitions));
    return PeerWork.done(
        new GradientRows(), practices, places, StudiedMeasure.of(catalogue), writes());
  }
}
