package org.medsip.jobs.bronze;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.landing.FileTotals;
import org.medsip.jobs.landing.Source;

/**
 * The records of archived files of one bronze table as Spark sees them: one task a file, read
 * inside the task and held nowhere. Each of the two datasets is a reading of its own; {@link
 * #totals} says, once the rows are written, whether there is anything in the other.
 */
public final class BronzeRows {

  /** Stands for what a person's record says, because everybody may look into the quarantine. */
  private static final String WITHHELD = "withheld: a record of one person";

  private final Table table;
  private final Dataset<Row> accepted;
  private final Dataset<Row> rejected;
  private final TotalsOfFiles totals;

  private BronzeRows(
      Table table, Dataset<Row> accepted, Dataset<Row> rejected, TotalsOfFiles totals) {
    this.table = table;
    this.accepted = accepted;
    this.rejected = rejected;
    this.totals = totals;
  }

  /**
   * @param sources files of one bronze table
   */
  public static BronzeRows of(SparkSession spark, List<Source> sources) {
    List<Table> tables = sources.stream().map(Source::table).distinct().toList();
    if (tables.size() != 1) {
      throw new IllegalArgumentException(
          "Files of one table are read at once, not of "
              + tables.stream().map(Table::name).toList());
    }
    TotalsOfFiles totals = new TotalsOfFiles();
    spark.sparkContext().register(totals);
    JavaRDD<Source> files =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(sources, sources.size());
    JavaRDD<Row> accepted =
        files.flatMap(source -> new Reading(source, totals, BronzeRows::rowOfTable));
    JavaRDD<Row> rejected =
        files.flatMap(source -> new Reading(source, totals, BronzeRows::rowOfQuarantine));
    return new BronzeRows(
        tables.get(0),
        spark.createDataFrame(accepted, tables.get(0).schema()),
        spark.createDataFrame(rejected, BronzeTables.QUARANTINE.schema()),
        totals);
  }

  /** The rows of the bronze table. */
  public Dataset<Row> accepted() {
    return accepted;
  }

  /** The rows of the quarantine. */
  public Dataset<Row> rejected() {
    return rejected;
  }

  public Table table() {
    return table;
  }

  /** The totals of a file, once an action has read all of it. */
  public Optional<FileTotals> totals(Source source) {
    return Optional.ofNullable(totals.value().get(source.file().sha256()));
  }

  /** The row that an outcome gives a dataset, or null where it belongs to the other. */
  private interface ToRow extends Serializable {
    @Nullable Row row(StrictReader.Outcome outcome, Source source);
  }

  private static @Nullable Row rowOfTable(StrictReader.Outcome outcome, Source source) {
    return outcome instanceof Accepted accepted ? accepted.row() : null;
  }

  private static @Nullable Row rowOfQuarantine(StrictReader.Outcome outcome, Source source) {
    if (!(outcome instanceof Rejected rejected)) {
      return null;
    }
    return rowOfQuarantine(rejected, source);
  }

  /** A rejected record as the quarantine has it. */
  static Row rowOfQuarantine(Rejected rejected, Source source) {
    boolean ofAPerson = source.table().isPersonal();
    return RowFactory.create(
        Date.valueOf(source.month()),
        source.table().name(),
        source.file().sha256(),
        rejected.line(),
        rejected.reason().name(),
        ofAPerson ? WITHHELD : rejected.detail(),
        ofAPerson ? WITHHELD : rejected.record());
  }

  /** One reading of one file inside its task, closed when the task ends. */
  private static final class Reading implements Iterator<Row> {

    private final Source source;
    private final TotalsOfFiles totals;
    private final ToRow toRow;
    private final StrictReader reader;
    private @Nullable Row next;

    Reading(Source source, TotalsOfFiles totals, ToRow toRow) throws IOException {
      this.source = source;
      this.totals = totals;
      this.toRow = toRow;
      this.reader = StrictReader.open(source);
      TaskContext task = TaskContext.get();
      if (task != null) {
        TaskCompletionListener closing = context -> close();
        task.addTaskCompletionListener(closing);
      }
    }

    @Override
    public boolean hasNext() {
      while (next == null && reader.hasNext()) {
        next = toRow.row(reader.next(), source);
      }
      if (next == null) {
        totals.add(reader.totals());
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    private void close() {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
