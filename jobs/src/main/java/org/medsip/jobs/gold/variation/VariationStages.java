package org.medsip.jobs.gold.variation;

import java.util.List;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.run.Stage;
import org.medsip.common.table.VariationTables;

/**
 * The stages of this room. A month says little of a practice, so they look at periods of a quarter
 * and of a year, at the ends of {@link ComparedPeriods}; charts are of single months.
 */
public final class VariationStages {

  private static final long QUARTER = 3;
  private static final long YEAR = 12;

  /** How much organisations differ. */
  public static Stage variationSummary(MeasureCatalogue catalogue) {
    return new PeerStage(
        VariationTables.VARIATION_SUMMARY, new VariationRows(), catalogue, QUARTER, YEAR);
  }

  /** Which organisations lie outside the funnel of their level. */
  public static Stage funnelUnit(MeasureCatalogue catalogue) {
    return new PeerStage(VariationTables.FUNNEL_UNIT, new FunnelRows(), catalogue, QUARTER, YEAR);
  }

  /** How measures differ between the more and the less deprived. */
  public static Stage deprivationGradient(MeasureCatalogue catalogue) {
    return new DeprivationGradientStage(catalogue, QUARTER, YEAR);
  }

  /** Every organisation's months in a process control chart. */
  public static Stage spcPoint() {
    return new SpcPointStage(Rebase.all());
  }

  /** Which organisations are both deprived and high-prescribing. */
  public static Stage priorityArea(MeasureCatalogue catalogue) {
    return new PriorityAreaStage(catalogue);
  }

  /**
   * What programmes changed.
   *
   * @param programmes where and when they began; without any there is nothing to compute
   */
  public static Stage itsEffect(List<Programme> programmes) {
    return new ItsEffectStage(programmes);
  }

  private VariationStages() {}
}
