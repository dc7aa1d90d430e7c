package org.medsip.common.run;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.quality.MonthMetric;
import org.medsip.common.quality.Months;
import org.medsip.common.quality.Rule;

/**
 * One step of the pipeline: rows in, rows out, and nothing else. It sees no session, path or clock;
 * {@link StageRunner} reads for it, checks and writes what it returns.
 */
public interface Stage {

  /** The table it writes. */
  Table writes();

  /** The tables it reads. */
  List<Table> reads();

  /**
   * Which partitions its table should have, and what each is built from. A partition is built again
   * when any of these, or the {@link #definition()}, has changed.
   */
  SortedMap<String, List<Part>> plan(Available available);

  /** A text that changes whenever the stage would compute other rows from the same inputs. */
  String definition();

  /**
   * Computes partitions of the table.
   *
   * @param inputs the rows of the partitions that the plan names for {@code partitions}
   * @param partitions the partitions to compute, and no others
   */
  Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions);

  /** Rules beyond those of the table's declaration. */
  default List<Rule> rules() {
    return List.of();
  }

  /** Whether a month may leave it without a row, as where nothing of a kind was prescribed. */
  default boolean mayHaveNoRows() {
    return false;
  }

  /**
   * Whether those who read its table depend on what the rows say, rather than on what they were
   * computed from. It costs a hash of the rows, and spares all that is computed from them where
   * they turn out as they were.
   */
  default boolean isKnownByItsContent() {
    return false;
  }

  /**
   * Figures of the months just computed, to be judged against the months before them.
   *
   * @param computed the rows of the months just computed
   * @param withMonthsBefore these and the rows of the month before each
   */
  default List<MonthMetric> figures(
      Dataset<Row> computed, Dataset<Row> withMonthsBefore, Months months) {
    return List.of();
  }

  /**
   * Whether it sees what its table already has of the partitions it computes, under the table's own
   * name among its inputs. What is seen so is no reason to compute a partition again.
   */
  default boolean remembers() {
    return false;
  }
}
