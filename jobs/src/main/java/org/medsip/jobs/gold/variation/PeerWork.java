package org.medsip.jobs.gold.variation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
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

  /** The work done for each measure and period of {@link PeersOfPeriods}. */
  static Dataset<Row> done(
      PeerWork work, Dataset<Row> peers, SortedMap<String, StudiedMeasure> measures, Table table) {
    return peers
        .groupByKey((MapFunction<Row, String>) PeerWork::group, Encoders.STRING())
        .flatMapGroups(
            (FlatMapGroupsFunction<String, Row, Row>) (group, rows) -> of(work, rows, measures),
            Encoders.row(new RowTemplate(table).schema()));
  }

  private static String group(Row row) {
    StringBuilder group = new StringBuilder();
    PeersOfPeriods.KEY.forEach(name -> group.append(row.<Object>getAs(name)).append('\n'));
    return group.toString();
  }

  private static Iterator<Row> of(
      PeerWork work, Iterator<Row> rows, SortedMap<String, StudiedMeasure> measures) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    Row any = all.get(0);
    StudiedMeasure measure = measures.get(any.<String>getAs("measure_id"));
    if (measure == null) {
      throw new IllegalStateException("No measure has the id " + any.<String>getAs("measure_id"));
    }
    return work.rows(measure, any, Peer.all(all.iterator())).iterator();
  }
}
