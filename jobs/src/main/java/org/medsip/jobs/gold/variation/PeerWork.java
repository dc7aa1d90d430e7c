package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.sql.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;

/** What is computed, in plain Java, of all organisations of one measure and period. */
interface PeerWork extends Serializable {

  /**
   * The rows.
   *
   * @param measure the measure
   * @param key any row of the group, for the columns that all have in common
   * @param peers the organisations by level and code
   */
  List<Row> rows(StudiedMeasure measure, Row key, List<Peer> peers);

  /**
   * The work done for each measure and period.
   *
   * @param figures those of {@link PeersOfPeriods#figures}
   * @param places those of {@link PeersOfPeriods#places}, with deprivation where the work needs it
   */
  static Dataset<Row> done(
      PeerWork work,
      Dataset<Row> figures,
      Dataset<Row> places,
      SortedMap<String, StudiedMeasure> measures,
      Table table) {
    return byPeriod(figures)
        .cogroup(
            byPeriod(places),
            (CoGroupFunction<Date, Row, Row, Row>)
                (period, counted, placed) -> ofPeriod(work, counted, placed, measures),
            Encoders.row(new RowTemplate(table).schema()));
  }

  private static KeyValueGroupedDataset<Date, Row> byPeriod(Dataset<Row> rows) {
    return rows.groupBy(col("period_end")).as(Encoders.DATE(), Encoders.row(rows.schema()));
  }

  private static Iterator<Row> ofPeriod(
      PeerWork work,
      Iterator<Row> figures,
      Iterator<Row> placed,
      SortedMap<String, StudiedMeasure> measures) {
    Map<String, Place> places = Place.all(placed);
    SortedMap<Subject, List<Row>> subjects = Subject.grouped(figures, measures);
    return subjects.entrySet().stream()
        .flatMap(
            group ->
                work
                    .rows(
                        group.getKey().measure(),
                        group.getValue().get(0),
                        Peer.all(group.getValue(), places))
                    .stream())
        .iterator();
  }
}
