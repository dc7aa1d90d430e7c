package org.medsip.jobs.gold.variation;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
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
   * @param subject the measure and the period
   * @param peers the organisations by level and code; at least one
   */
  List<Row> rows(Subject subject, List<Peer> peers);

  /**
   * The work done for each measure and period.
   *
   * @param figures those of {@link PeerRows}
   * @param places those of {@link PlaceRows}, with deprivation where the work needs it
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
            (CoGroupFunction<Integer, Row, Row, Row>)
                (period, counted, placed) -> ofPeriod(work, counted, placed, measures),
            Encoders.row(new RowTemplate(table).schema()));
  }

  private static KeyValueGroupedDataset<Integer, Row> byPeriod(Dataset<Row> rows) {
    return rows.groupBy(col(PlaceRows.PERIOD)).as(Encoders.INT(), Encoders.row(rows.schema()));
  }

  private static Iterator<Row> ofPeriod(
      PeerWork work,
      Iterator<Row> figures,
      Iterator<Row> placed,
      SortedMap<String, StudiedMeasure> measures) {
    Places places = new Places(placed);
    return new PeerRows(measures, places)
        .bySubject(figures).entrySet().stream()
            .flatMap(group -> work.rows(group.getKey(), group.getValue()).stream())
            .iterator();
  }
}
