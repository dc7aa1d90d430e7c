package org.medsip.jobs.gold;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasuredPrescribing;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;

/** The parts of every measure for each site and month, all measures in one pass. */
public final class PracticeMonthMeasureStage implements Stage {

  private final MeasureCatalogue catalogue;

  public PracticeMonthMeasureStage(MeasureCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public Table writes() {
    return GoldTables.PRACTICE_MONTH_MEASURE;
  }

  @Override
  public List<Table> reads() {
    return List.of(SilverTables.PRESCRIBING, SilverTables.PRODUCT_MONTH);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return DescribedRows.plan(available);
  }

  @Override
  public String definition() {
    return "practice_month_measure 2 " + catalogue.fingerprint();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    return MeasuredPrescribing.of(
        DescribedRows.of(inputs), inputs.of(SilverTables.PRODUCT_MONTH), catalogue.variants());
  }
}
