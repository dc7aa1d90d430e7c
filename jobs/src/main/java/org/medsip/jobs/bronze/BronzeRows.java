package org.medsip.jobs.bronze;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.TaskCompletionListener;
import org.medsip.common.contract.Table;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.landing.Source;

/**
 * The records of archived files of one bronze table as Spark sees them: one task a file, read
 * inside the task and held nowhere.
 *
 * <p>{@link #tagged()} has two columns of which one is null: {@code accepted}, a row of the bronze
 * table, and {@code rejected}, a row of the quarantine.
 */
public final class BronzeRows {

  private static final String ACCEPTED = "accepted";
  private static final String REJECTED = "rejected";

  private final Table table;
  private final Dataset<Row> tagged;
  private final TotalsOfFiles totals;

  private BronzeRows(Table table, Dataset<Row> tagged, TotalsOfFiles totals) {
    this.table = table;
    this.tagged = tagged;
    this.totals = totals;
  }

  /**
   * @param sources files of one bronze table
   */
  public static BronzeRows of(SparkSession spark, List<Source> sources) {
    List<Table> tables = sources.stream().map(Source::table).distinct().toList();
    if (tables.size() != 1) {
      throw new IllegalArgumentException("Files of one table are read at once, not " + tables);
    }
    TotalsOfFiles totals = new TotalsOfFiles();
    spark.sparkContext().register(totals);
    JavaRDD<Row> rows =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(sources, sources.size())
            .flatMap(source -> read(source, totals));
    return new BronzeRows(
        tables.get(0), spark.createDataFrame(rows, schema(tables.get(0))), totals);
  }

  /** Every record, accepted or rejected. */
  public Dataset<Row> tagged() {
    return tagged;
  }

  /** The rows of the bronze table. */
  public Dataset<Row> accepted() {
    return tagged.where(tagged.col(ACCEPTED).isNotNull()).select(ACCEPTED + ".*");
  }

  /** The rows of the quarantine. */
  public Dataset<Row> rejected() {
    return tagged.where(tagged.col(REJECTED).isNotNull()).select(REJECTED + ".*");
  }

  public Table table() {
    return table;
  }

  /** The totals of a file, once an action has read all of it. */
  public Optional<FileTotals> totals(Source source) {
    return Optional.ofNullable(totals.value().get(source.file().sha256()));
  }

  private static StructType schema(Table table) {
    return new StructType()
        .add(DataTypes.createStructField(ACCEPTED, table.schema(), true))
        .add(DataTypes.createStructField(REJECTED, BronzeTables.QUARANTINE.schema(), true));
  }

  private static Iterator<Row> read(Source source, TotalsOfFiles totals) throws IOException {
    StrictReader reader = StrictReader.open(source);
    TaskContext task = TaskContext.get();
    if (task != null) {
      TaskCompletionListener closing = context -> close(reader);
      task.addTaskCompletionListener(closing);
    }
    String table = source.table().name();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        boolean more = reader.hasNext();
        if (!more) {
          totals.add(reader.totals());
        }
        return more;
      }

      @Override
      public Row next() {
        return row(reader.next(), source, table);
      }
    };
  }

  private static Row row(StrictReader.Outcome outcome, Source source, String table) {
    if (outcome instanceof Accepted accepted) {
      return RowFactory.create(accepted.row(), null);
    }
    Rejected rejected = (Rejected) outcome;
    Row quarantined =
        RowFactory.create(
            Date.valueOf(source.month()),
            table,
            source.file().sha256(),
            rejected.line(),
            rejected.reason().name(),
            rejected.detail(),
            rejected.record());
    return RowFactory.create(null, quarantined);
  }

  private static void close(StrictReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
