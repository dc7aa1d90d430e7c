package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.function.ToLongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.metric.ImdRelease;

/** What is known of the release that a row names in {@code imd_release}. */
final class Releases {

  /** A fact of the release, null of one that is not known. */
  static Column of(ToLongFunction<ImdRelease> fact) {
    Column found = lit(null).cast(DataTypes.LongType);
    for (ImdRelease release : ImdRelease.values()) {
      found =
          when(col("imd_release").equalTo(release.year()), fact.applyAsLong(release))
              .otherwise(found);
    }
    return found;
  }

  private Releases() {}
}
