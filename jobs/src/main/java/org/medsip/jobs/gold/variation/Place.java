package org.medsip.jobs.gold.variation;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.gold.Memberships;

/**
 * Where an organisation stands in the last month of a period.
 *
 * @param registrants its list size; null where none is known
 * @param parents the organisations it belongs to, in the order of {@link Memberships#LEVELS}; empty
 *     where no general practice belongs to it
 * @param deprivation what each release of the index says of it
 */
record Place(
    @Nullable Long registrants, List<@Nullable String> parents, List<Deprivation> deprivation) {

  /** That of an organisation nothing is known of. */
  static final Place UNKNOWN = new Place(null, List.of(), List.of());

  /** The places of some rows by level and code. */
  static Map<String, Place> all(Iterator<Row> rows) {
    Map<String, Place> places = new HashMap<>();
    rows.forEachRemaining(
        row ->
            places.put(
                key(row),
                new Place(
                    row.getAs("registrants"),
                    row.getList(row.fieldIndex("parents")),
                    Deprivation.all(row))));
    return places;
  }

  static String key(Row row) {
    return row.<String>getAs("org_level") + " " + row.<String>getAs("org_code");
  }
}
