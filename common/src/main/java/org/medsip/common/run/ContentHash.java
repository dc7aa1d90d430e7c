package org.medsip.common.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
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

  private static final StructType HASH =
      new StructType()
          .add("table", DataTypes.StringType, false)
          .add("partition", DataTypes.StringType, false)
          .add("rows", DataTypes.LongType, false)
          .add("sha256", DataTypes.StringType, false);

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
    tables.entrySet().stream()
        .map(entry -> lines(entry.getKey(), entry.getValue()))
        .reduce(Dataset::union)
        .ifPresent(
            lines ->
                hashed(lines)
                    .forEach(
                        row ->
                            hashes
                                .computeIfAbsent(row.getString(0), table -> new TreeMap<>())
                                .put(row.getString(1), hash(row))));
    return hashes;
  }

  private static Dataset<byte[]> lines(Table table, Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    columns.add(table.partition().map(functions::col).orElse(lit(BuiltFrom.WHOLE)));
    table.contentColumns().forEach(name -> columns.add(col(name)));
    Dataset<Row> content = rows.select(columns.toArray(Column[]::new));
    CanonicalLines lines = CanonicalLines.of(table.name(), content.schema());
    JavaRDD<InternalRow> values = content.queryExecution().toRdd().toJavaRDD();
    return rows.sparkSession().createDataset(values.mapPartitions(lines::of).rdd(), Encoders.BINARY());
  }

  /** Sorted as texts, which Spark compares where they lie; binaries it would copy for that. */
  private static List<Row> hashed(Dataset<byte[]> lines) {
    Column line = col("line");
    String fieldEnd = Character.toString(LineBytes.FIELD_END);
    return lines
        .select(col("value").cast(DataTypes.StringType).as("line"))
        .repartition(substring_index(line, fieldEnd, 2))
        .sortWithinPartitions(line)
        .select(line.cast(DataTypes.BinaryType))
        .as(Encoders.BINARY())
        .mapPartitions((MapPartitionsFunction<byte[], Row>) ContentHash::digests, Encoders.row(HASH))
        .collectAsList();
  }

  private static ContentHash hash(Row row) {
    return new ContentHash(row.getString(1), row.getLong(2), row.getString(3));
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

  /** One hash for each run of sorted lines of the same partition of the same table. */
  private static Iterator<Row> digests(Iterator<byte[]> sorted) {
    List<Row> hashes = new ArrayList<>();
    MessageDigest digest = Fingerprint.sha256();
    byte[] head = {};
    long rows = 0;
    while (sorted.hasNext()) {
      byte[] line = sorted.next();
      if (rows == 0 || Arrays.mismatch(head, line) < head.length) {
        if (rows > 0) {
          hashes.add(hash(head, rows, digest));
        }
        head = Arrays.copyOf(line, CanonicalLines.headLength(line));
        rows = 0;
      }
      digest.update(line, head.length, line.length - head.length);
      rows++;
    }
    if (rows > 0) {
      hashes.add(hash(head, rows, digest));
    }
    return hashes.iterator();
  }

  private static Row hash(byte[] head, long rows, MessageDigest digest) {
    String[] names = CanonicalLines.names(head);
    return RowFactory.create(names[0], names[1], rows, HexFormat.of().formatHex(digest.digest()));
  }
}
