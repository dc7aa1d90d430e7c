package org.medsip.common.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.columnar.RowsInPlace;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;

/**
 * The canonical SHA-256 of a table's content, partition by partition: over its rows without
 * provenance, in a fixed text form, sorted, each ended by a line feed. It is the same on any
 * machine, core count, time zone and locale.
 *
 * <p>Decimals are written without trailing zeros, times in UTC, and doubles rounded to twelve
 * significant digits, since the last digits of a double may differ between processors. Control
 * characters and backslashes of a text are written as their code.
 *
 * @param partition the partition, or {@link BuiltFrom#WHOLE}
 * @param rows how many rows it has
 * @param sha256 the hash, as 64 hexadecimal digits
 */
public record ContentHash(String partition, long rows, String sha256) implements Serializable {

  /** The hash of each partition of the rows, which are those of a table or of a part of it. */
  public static SortedMap<String, ContentHash> of(Table table, Dataset<Row> rows) {
    return ofEach(Map.of(table, rows)).getOrDefault(table.name(), new TreeMap<>());
  }

  /**
   * The hash of each partition of several tables, in one pass over all of them: most tables are
   * small, and a pass costs more than their rows.
   *
   * @return by the name of the table; without the tables that have no rows
   */
  static SortedMap<String, SortedMap<String, ContentHash>> ofEach(Map<Table, Dataset<Row>> tables) {
    SortedMap<String, SortedMap<String, ContentHash>> hashes = new TreeMap<>();
    tables.values().stream()
        .findAny()
        .map(Dataset::sparkSession)
        .map(session -> hashed(lines(session, tables)))
        .orElse(List.of())
        .forEach(
            one ->
                hashes
                    .computeIfAbsent(one.table(), table -> new TreeMap<>())
                    .put(one.hash().partition(), one.hash()));
    return hashes;
  }

  /**
   * One plan for all tables: a task carries all of the plan, and Spark compiles each part of it.
   */
  @SuppressWarnings("unchecked")
  private static Dataset<byte[]> lines(SparkSession session, Map<Table, Dataset<Row>> tables) {
    JavaRDD<byte[]>[] each =
        tables.entrySet().stream()
            .map(entry -> lines(entry.getKey(), entry.getValue()))
            .toArray(JavaRDD[]::new);
    JavaRDD<byte[]> all = JavaSparkContext.fromSparkContext(session.sparkContext()).union(each);
    return session.createDataset(all.rdd(), Encoders.BINARY());
  }

  private static JavaRDD<byte[]> lines(Table table, Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    columns.add(table.partition().map(functions::col).orElse(lit(BuiltFrom.WHOLE)));
    table.contentColumns().forEach(name -> columns.add(col(name)));
    Dataset<Row> content = rows.select(columns.toArray(Column[]::new));
    CanonicalLines lines = CanonicalLines.of(table.name(), content.schema());
    return RowsInPlace.of(content).mapPartitions(lines::of);
  }

  /** Sorted as texts, which Spark compares where they lie, and read there; binaries it copies. */
  private static List<LineDigests.OfTable> hashed(Dataset<byte[]> lines) {
    Column line = col("line");
    String fieldEnd = Character.toString(LineBytes.FIELD_END);
    Dataset<Row> sorted =
        lines
            .select(col("value").cast(DataTypes.StringType).as("line"))
            .repartition(substring_index(line, fieldEnd, CanonicalLines.HEAD))
            .sortWithinPartitions(line);
    return RowsInPlace.of(sorted).mapPartitions(LineDigests::of).collect();
  }

  /** The hash of a partition that has no rows. */
  public static ContentHash ofNoRows(String partition) {
    return new ContentHash(partition, 0, HexFormat.of().formatHex(Fingerprint.sha256().digest()));
  }

  /** The hash of a whole table from those of all its partitions. */
  public static ContentHash ofWhole(SortedMap<String, ContentHash> partitions) {
    List<String> parts = new ArrayList<>();
    partitions.forEach((partition, hash) -> parts.addAll(List.of(partition, hash.sha256())));
    long rows = partitions.values().stream().mapToLong(ContentHash::rows).sum();
    return new ContentHash(BuiltFrom.WHOLE, rows, Fingerprint.of(parts));
  }
}
