package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.try_element_at;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasureVariant;

/**
 * The variants of all measures dealt out into a few shares of work. The sites of a period are
 * brought to each share once, whatever the number of measures in it.
 *
 * @param shares the variants of each share, in order
 */
record MeasureShares(List<List<MeasureVariant>> shares) implements Serializable {

  /** How many shares there are: enough for the processors of a small cluster. */
  static final int COUNT = 8;

  static MeasureShares of(MeasureCatalogue catalogue) {
    List<List<MeasureVariant>> shares = new ArrayList<>();
    for (int share = 0; share < COUNT; share++) {
      shares.add(new ArrayList<>());
    }
    List<MeasureVariant> all = catalogue.variants();
    for (int i = 0; i < all.size(); i++) {
      shares.get(i % COUNT).add(all.get(i));
    }
    return new MeasureShares(shares);
  }

  List<MeasureVariant> measures(int share) {
    return shares.get(share);
  }

  /** The share of a row with {@code measure_id} and {@code variant}; null where it is of none. */
  Column column() {
    List<Column> entries = new ArrayList<>();
    for (int share = 0; share < COUNT; share++) {
      for (MeasureVariant measure : shares.get(share)) {
        entries.add(lit(measure.measure().id() + "/" + measure.id()));
        entries.add(lit(share));
      }
    }
    Column key = concat(col("measure_id"), lit("/"), col("variant"));
    return try_element_at(map(entries.toArray(Column[]::new)), key);
  }
}
