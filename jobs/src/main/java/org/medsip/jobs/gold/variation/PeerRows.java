package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Organisation;
import org.medsip.common.stats.Counted;
import org.medsip.jobs.gold.Memberships;

/**
 * What was counted at the organisations that are compared, in rows of few columns that are read by
 * their position, since there are very many of them.
 */
final class PeerRows {

  private static final int PERIOD = 0;
  private static final int MEASURE_ID = 1;
  private static final int VARIANT = 2;
  private static final int WINDOW = 3;
  private static final int LEVEL = 4;
  private static final int CODE = 5;
  private static final int NAME = 6;
  private static final int NUMERATOR = 7;
  private static final int SQUARES = 8;
  private static final int DENOMINATOR = 9;
  private static final int VALUE = 10;
  private static final int DEFINITION_ID = 11;

  /**
   * What was counted at each organisation, by the memberships of each month as it was; without
   * residual rows, with names and with those that have no value. Numbers are doubles, as the
   * statistics take them.
   *
   * @param figures rows of {@code measure_org_period}
   * @param windows the lengths of period wanted
   */
  static Dataset<Row> of(Dataset<Row> figures, Object... windows) {
    List<Column> columns = new ArrayList<>();
    columns.add(PlaceRows.period(col("period_end")));
    List.of("measure_id", "variant", "window_months", "org_level", "org_code", "org_name")
        .forEach(column -> columns.add(col(column)));
    List.of("numerator", "numerator_squares", "denominator")
        .forEach(column -> columns.add(col(column).cast(DataTypes.DoubleType).as(column)));
    columns.add(col("value"));
    columns.add(col("definition_id"));
    return figures
        .filter(col("window_months").isin(windows))
        .filter(col("org_vintage").equalTo(Memberships.AS_WAS))
        .filter(col("org_code").isin(Organisation.RESIDUAL.toArray()).unary_$bang())
        .select(columns.toArray(Column[]::new));
  }

  private final SortedMap<String, StudiedMeasure> measures;
  private final Places places;
  private final Map<String, String> texts = new HashMap<>();

  /** Reads the rows of one period. */
  PeerRows(SortedMap<String, StudiedMeasure> measures, Places places) {
    this.measures = measures;
    this.places = places;
  }

  Subject subject(Row row) {
    String id = row.getString(MEASURE_ID);
    StudiedMeasure measure = measures.get(id);
    if (measure == null) {
      throw new IllegalStateException("No measure has the id " + id);
    }
    return new Subject(
        measure, once(row, VARIANT), LocalDate.ofEpochDay(row.getInt(PERIOD)), row.getLong(WINDOW));
  }

  Peer peer(Row row) {
    String level = once(row, LEVEL);
    Counted counted = counted(row);
    return new Peer(
        level,
        row.<@Nullable String>getAs(NAME),
        counted,
        row.<@Nullable Double>getAs(VALUE),
        places.of(level, counted.code()),
        once(row, DEFINITION_ID));
  }

  private Counted counted(Row row) {
    return new Counted(
        once(row, CODE),
        row.getDouble(NUMERATOR),
        row.getDouble(SQUARES),
        row.isNullAt(DENOMINATOR) ? 0 : row.getDouble(DENOMINATOR));
  }

  /** A text of a row, of all equal ones the same object: a period has millions of few codes. */
  private String once(Row row, int column) {
    return texts.computeIfAbsent(row.getString(column), text -> text);
  }
}
