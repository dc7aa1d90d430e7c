package org.medsip.jobs.gold.variation;

import java.io.Serializable;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
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
   * @param figures those of {@link PeerBlocks}
   * @param places those of {@link PlaceRows}, with deprivation where the work needs it
   */
  static Dataset<Row> done(
      PeerWork work,
      KeyValueGroupedDataset<Integer, FigureBlock> figures,
      Dataset<Row> places,
      SortedMap<String, StudiedMeasure> measures,
      Table table) {
    RowTemplate template = new RowTemplate(table);
    return template.table(
        figures.cogroup(
            places.groupByKey((MapFunction<Row, Integer>) PlaceRows::period, Encoders.INT()),
            (CoGroupFunction<Integer, FigureBlock, Row, Row>)
                (period, blocks, placed) ->
                    new PeerBlocks(blocks, measures, new Places(placed)).rows(work).iterator(),
            template.encoder()));
  }
}
