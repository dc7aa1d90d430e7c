package org.medsip.jobs.gold.variation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;

/** A table made of the organisations of each measure and period alone. */
final class PeerStage implements Stage {

  private final Table table;
  private final PeerWork work;
  private final MeasureCatalogue catalogue;
  private final Set<Long> windows;

  /**
   * @param windows the lengths of period it is made for
   */
  PeerStage(Table table, PeerWork work, MeasureCatalogue catalogue, Long... windows) {
    this.table = table;
    this.work = work;
    this.catalogue = catalogue;
    this.windows = Set.of(windows);
  }

  @Override
  public Table writes() {
    return table;
  }

  @Override
  public List<Table> reads() {
    return List.of(GoldTables.MEASURE_ORG_PERIOD, SilverTables.PRACTICE_MONTH);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return ComparedPeriods.plan(
        available,
        period -> {
          List<Part> parts = new ArrayList<>(available.same(GoldTables.MEASURE_ORG_PERIOD, period));
          parts.addAll(available.same(SilverTables.PRACTICE_MONTH, lastMonth(period)));
          return parts;
        });
  }

  /** The month that a period ends with, as its first day. */
  static String lastMonth(String periodEnd) {
    return LocalDate.parse(periodEnd).withDayOfMonth(1).toString();
  }

  @Override
  public String definition() {
    return table.name() + " 2 " + catalogue.fingerprint();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    return PeerWork.done(
        work,
        PeerBlocks.byPeriod(inputs.of(GoldTables.MEASURE_ORG_PERIOD), WantedFigures.ofAll(windows)),
        PlaceRows.practices(inputs.of(SilverTables.PRACTICE_MONTH)),
        StudiedMeasure.of(catalogue),
        table);
  }
}
