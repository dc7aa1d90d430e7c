package org.medsip.common.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
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

  private static final char FIELD_END = '\u001f';
  private static final String NULL = "\u0000";

  private static final Pattern ESCAPED = Pattern.compile("[\\x00-\\x1f\\\\]");

  private static final StructType LINE =
      new StructType()
          .add("table", DataTypes.StringType, false)
          .add("partition", DataTypes.StringType, false)
          .add("line", DataTypes.StringType, false);

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

  private static Dataset<Row> lines(Table table, Dataset<Row> rows) {
    Column partition =
        table.partition().map(name -> col(name).cast("string")).orElse(lit(BuiltFrom.WHOLE));
    List<Column> columns = new ArrayList<>(List.of(lit(table.name()), partition));
    table.contentColumns().forEach(name -> columns.add(col(name)));
    return rows.select(columns.toArray(Column[]::new))
        .map((MapFunction<Row, Row>) ContentHash::line, Encoders.row(LINE));
  }

  private static List<Row> hashed(Dataset<Row> lines) {
    return lines
        .repartition(col("table"), col("partition"))
        .sortWithinPartitions("table", "partition", "line")
        .mapPartitions((MapPartitionsFunction<Row, Row>) ContentHash::digests, Encoders.row(HASH))
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

  private static Row line(Row row) {
    StringBuilder line = new StringBuilder();
    for (int i = 2; i < row.size(); i++) {
      line.append(row.isNullAt(i) ? NULL : text(row.get(i))).append(FIELD_END);
    }
    return RowFactory.create(row.getString(0), row.getString(1), line.toString());
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal decimal) {
      return plain(decimal);
    }
    if (value instanceof Double number) {
      return TwelveDigits.text(number);
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    String text = value.toString();
    return isPlain(text) ? text : ESCAPED.matcher(text).replaceAll(ContentHash::escaped);
  }

  /** Whether nothing has to be escaped; a look at each character is far cheaper than a pattern. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) == '\\') {
        return false;
      }
    }
    return true;
  }

  /** No text can pose as the end of a field or a row, or as an absent value. */
  private static String escaped(MatchResult character) {
    return Matcher.quoteReplacement("\\u%04x".formatted((int) character.group().charAt(0)));
  }

  private static String plain(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  /** One hash for each run of sorted lines of the same partition of the same table. */
  private static Iterator<Row> digests(Iterator<Row> sorted) {
    List<Row> hashes = new ArrayList<>();
    MessageDigest digest = Fingerprint.sha256();
    String table = "";
    String partition = "";
    long rows = 0;
    while (sorted.hasNext()) {
      Row next = sorted.next();
      boolean another = !next.getString(1).equals(partition) || !next.getString(0).equals(table);
      if (rows > 0 && another) {
        hashes.add(hash(table, partition, rows, digest));
        rows = 0;
      }
      table = next.getString(0);
      partition = next.getString(1);
      digest.update(next.getString(2).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
      rows++;
    }
    if (rows > 0) {
      hashes.add(hash(table, partition, rows, digest));
    }
    return hashes.iterator();
  }

  private static Row hash(String table, String partition, long rows, MessageDigest digest) {
    return RowFactory.create(table, partition, rows, HexFormat.of().formatHex(digest.digest()));
  }
}
