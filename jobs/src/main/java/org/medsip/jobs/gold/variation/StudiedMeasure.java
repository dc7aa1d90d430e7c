package org.medsip.jobs.gold.variation;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.Measure.IntervalMethod;
import org.medsip.common.metric.MeasureCatalogue;

/**
 * What the statistics need to know of a measure.
 *
 * @param measureId the measure
 * @param title its title on a page
 * @param unit the unit of its value
 * @param interval how it counts: events, doses or a share
 * @param scale what numerator over denominator is multiplied by
 */
record StudiedMeasure(
    String measureId, String title, String unit, IntervalMethod interval, double scale)
    implements Serializable {

  /** The measures of the catalogue by their id. */
  static SortedMap<String, StudiedMeasure> of(MeasureCatalogue catalogue) {
    SortedMap<String, StudiedMeasure> all = new TreeMap<>();
    for (Measure measure : catalogue.measures()) {
      all.put(
          measure.id(),
          new StudiedMeasure(
              measure.id(),
              measure.title(),
              measure.unit(),
              measure.interval(),
              measure.scale().doubleValue()));
    }
    return all;
  }
}
