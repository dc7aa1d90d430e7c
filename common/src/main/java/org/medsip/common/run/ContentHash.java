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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
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

  /** A hash of one table among several. */
  private record OfTable(String table, ContentHash hash) implements Serializable {}

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
        .map(ContentHash::hashed)
        .orElse(List.of())
        .forEach(
            one ->
                hashes
                    .computeIfAbsent(one.table(), table -> new TreeMap<>())
                    .put(one.hash().partition(), one.hash()));
    return hashes;
  }

  static Dataset<byte[]> lines(Table table, Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    columns.add(table.partition().map(functions::col).orElse(lit(BuiltFrom.WHOLE)));
    table.contentColumns().forEach(name -> columns.add(col(name)));
    Dataset<Row> content = rows.select(columns.toArray(Column[]::new));
    CanonicalLines lines = CanonicalLines.of(table.name(), content.schema());
    JavaRDD<InternalRow> values = content.queryExecution().toRdd().toJavaRDD();
    return rows.sparkSession().createDataset(values.mapPartitions(lines::of).rdd(), Encoders.BINARY());
  }

  /** Sorted as texts, which Spark compares where they lie; binaries it would copy for that. */
  private static List<OfTable> hashed(Dataset<byte[]> lines) {
    Column line = col("line");
    return lines
        .select(col("value").cast(DataTypes.StringType).as("line"))
        .repartition(substring_index(line, CanonicalLines.FIELD_END, 2))
        .sortWithinPartitions(line)
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .mapPartitions(ContentHash::digests)
        .collect();
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
  private static Iterator<OfTable> digests(Iterator<InternalRow> sorted) {
    List<OfTable> hashes = new ArrayList<>();
    MessageDigest digest = Fingerprint.sha256();
    byte[] head = {};
    byte[] line = {};
    long rows = 0;
    while (sorted.hasNext()) {
      UTF8String next = sorted.next().getUTF8String(0);
      int length = next.numBytes();
      if (line.length < length) {
        line = new byte[2 * length];
      }
      next.writeToMemory(line, Platform.BYTE_ARRAY_OFFSET);
      if (rows == 0 || !startsWith(line, length, head)) {
        if (rows > 0) {
          hashes.add(hash(head, rows, digest));
        }
        head = CanonicalLines.head(line);
        rows = 0;
      }
      digest.update(line, head.length, length - head.length);
      rows++;
    }
    if (rows > 0) {
      hashes.add(hash(head, rows, digest));
    }
    return hashes.iterator();
  }

  private static boolean startsWith(byte[] line, int length, byte[] head) {
    return length >= head.length
        && Arrays.equals(line, 0, head.length, head, 0, head.length);
  }

  private static OfTable hash(byte[] head, long rows, MessageDigest digest) {
    String[] names = CanonicalLines.names(head);
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return new OfTable(names[0], new ContentHash(names[1], rows, sha256));
  }
}
