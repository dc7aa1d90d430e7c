package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.udf;

import java.sql.Date;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.org.Boundaries;
import org.medsip.common.org.Parent;
import org.medsip.common.org.PscAreas;

/** The areas of the Patient Safety Collaboratives, for stages. */
final class Areas {

  /** The reference table, loaded once in a process. */
  private static final class Loaded {
    static final PscAreas AREAS = PscAreas.load();
  }

  private static final StructType AREA =
      new StructType().add("code", DataTypes.StringType).add("name", DataTypes.StringType);

  private static final UserDefinedFunction AREA_OF =
      udf(
          (UDF3<String, String, Date, Row>)
              (site, sicbl, month) ->
                  ofSites()
                      .of(site, sicbl == null ? "" : sicbl, month.toLocalDate())
                      .map(area -> RowFactory.create(area.code(), area.name()))
                      .orElse(null),
          AREA);

  /** The area of a site in a month: a struct of {@code code} and {@code name}, or null. */
  static Column of(Column site, Column sicbl, Column month) {
    return AREA_OF.apply(site, sicbl, month);
  }

  static Boundaries.Areas ofSites() {
    return (site, sicbl, month) -> {
      Optional<PscAreas.Area> area = Loaded.AREAS.of(site, sicbl, month);
      return area.map(found -> new Parent(found.code(), found.name()));
    };
  }

  static String fingerprint() {
    return Loaded.AREAS.fingerprint();
  }

  private Areas() {}
}
