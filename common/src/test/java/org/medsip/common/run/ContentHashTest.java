package org.medsip.common.run;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

class ContentHashTest {

  private static final Table TABLE =
      Table.of(
              "tiny_hashed",
              Layer.GOLD,
              "One of each type.",
              Column.month("month", "The month."),
              Column.text("name", "A name.").optional(),
              Column.count("items", "", "A count."),
              Column.decimal("quantity", Column.QUANTITY, "", "A decimal.").optional(),
              Column.real("rate", "", "A double.").optional(),
              Column.flag("open", "A flag."),
              Column.of("at", DataTypes.TimestampType, "A time."),
              Column.code("run_id", "The run.").asProvenance())
          .partitionedBy("month");

  private static final List<Row> ROWS = randomRows(new Random(7), 500);

  @Test
  void itIsTheHashOfTheSortedRowsInPlainText() {
    assertThat(ContentHash.of(TABLE, dataset(ROWS))).isEqualTo(naive(ROWS));
  }

  @Test
  void theOrderOfRowsAndHowTheyAreSpreadMakeNoDifference() {
    List<Row> shuffled = new ArrayList<>(ROWS);
    Collections.shuffle(shuffled, new Random(8));

    assertThat(ContentHash.of(TABLE, dataset(shuffled).repartition(7)))
        .isEqualTo(ContentHash.of(TABLE, dataset(ROWS).coalesce(1)));
  }

  @Test
  void theShapeOfTheMachineMakesNoDifference() {
    SortedMap<String, ContentHash> expected = naive(ROWS);
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String partitions = SparkTest.spark().conf().get("spark.sql.shuffle.partitions");
    String sessionZone = SparkTest.spark().conf().get("spark.sql.session.timeZone");
    Dataset<Row> rows = dataset(ROWS);
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      for (String shape : List.of("1 Pacific/Auckland", "4 America/Los_Angeles", "200 UTC")) {
        String[] both = shape.split(" ", -1);
        TimeZone.setDefault(TimeZone.getTimeZone(both[1]));
        SparkTest.spark().conf().set("spark.sql.shuffle.partitions", both[0]);
        SparkTest.spark().conf().set("spark.sql.session.timeZone", both[1]);
        assertThat(ContentHash.of(TABLE, rows)).as(shape).isEqualTo(expected);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
      SparkTest.spark().conf().set("spark.sql.shuffle.partitions", partitions);
      SparkTest.spark().conf().set("spark.sql.session.timeZone", sessionZone);
    }
  }

  @Test
  void whichRunWroteARowMakesNoDifference() {
    Dataset<Row> byAnother = dataset(ROWS).withColumn("run_id", lit("another"));

    assertThat(ContentHash.of(TABLE, byAnother)).isEqualTo(ContentHash.of(TABLE, dataset(ROWS)));
  }

  @Test
  void everyDifferenceInContentMakesADifference() {
    Row base = row("2017-09-01", "a", 1, "1.5", 0.5, "open");
    List<List<Row>> contents =
        List.of(
            List.of(base),
            List.of(base, base),
            List.of(row("2017-10-01", "a", 1, "1.5", 0.5, "open")),
            List.of(row("2017-09-01", "b", 1, "1.5", 0.5, "open")),
            List.of(row("2017-09-01", "", 1, "1.5", 0.5, "open")),
            List.of(row("2017-09-01", null, 1, "1.5", 0.5, "open")),
            List.of(row("2017-09-01", "null", 1, "1.5", 0.5, "open")),
            List.of(row("2017-09-01", "a", 2, "1.5", 0.5, "open")),
            List.of(row("2017-09-01", "a", 1, "1.51", 0.5, "open")),
            List.of(row("2017-09-01", "a", 1, null, 0.5, "open")),
            List.of(row("2017-09-01", "a", 1, "0", 0.5, "open")),
            List.of(row("2017-09-01", "a", 1, "1.5", 0.50001, "open")),
            List.of(row("2017-09-01", "a", 1, "1.5", null, "open")),
            List.of(row("2017-09-01", "a", 1, "1.5", 0.5, "closed")),
            List.of());

    List<String> hashes =
        contents.stream().map(rows -> ContentHash.of(TABLE, dataset(rows)).toString()).toList();

    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void noTextCanPoseAsTwoColumnsOrTwoRows() {
    Table names =
        Table.of(
            "tiny_names",
            Layer.GOLD,
            "Names.",
            Column.text("one", "One.").optional(),
            Column.text("other", "Other.").optional());
    List<List<Row>> contents =
        List.of(
            List.of(RowFactory.create("a\u001fb", "c")),
            List.of(RowFactory.create("a", "b\u001fc")),
            List.of(RowFactory.create("\u0000", "c")),
            List.of(RowFactory.create(null, "c")),
            List.of(RowFactory.create("a", "b\u001f\nc\u001fd")),
            List.of(RowFactory.create("a", "b"), RowFactory.create("c", "d")),
            List.of(RowFactory.create("a", "\\n")),
            List.of(RowFactory.create("a", "\n")));

    List<String> hashes =
        contents.stream()
            .map(rows -> SparkTest.spark().createDataFrame(rows, names.schema()))
            .map(rows -> ContentHash.of(names, rows).get("ALL"))
            .map(hash -> hash == null ? "" : hash.sha256())
            .toList();

    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void aDecimalAndADoubleHaveOneTextEachWhateverTheirLastDigits() {
    assertThat(ContentHash.of(TABLE, dataset(List.of(row("2017-09-01", "a", 1, "1.5", 0.3, "")))))
        .isEqualTo(
            ContentHash.of(
                TABLE, dataset(List.of(row("2017-09-01", "a", 1, "1.5000", 0.1 + 0.2, "")))));
    assertThat(ContentHash.of(TABLE, dataset(List.of(row("2017-09-01", "a", 1, "0", 0.0, "")))))
        .isEqualTo(
            ContentHash.of(TABLE, dataset(List.of(row("2017-09-01", "a", 1, "0.0000", -0.0, "")))));
  }

  @Test
  void theWholeFollowsFromItsPartitions() {
    SortedMap<String, ContentHash> parts = ContentHash.of(TABLE, dataset(ROWS));

    assertThat(ContentHash.ofWhole(parts).rows()).isEqualTo(ROWS.size());
    assertThat(ContentHash.ofWhole(new TreeMap<>(parts))).isEqualTo(ContentHash.ofWhole(parts));
    SortedMap<String, ContentHash> withAnEmptyPart = new TreeMap<>(parts);
    withAnEmptyPart.put("2030-01-01", ContentHash.ofNoRows("2030-01-01"));
    assertThat(ContentHash.ofWhole(withAnEmptyPart).sha256())
        .isNotEqualTo(ContentHash.ofWhole(parts).sha256());
  }

  private static SortedMap<String, ContentHash> naive(List<Row> rows) {
    SortedMap<String, List<byte[]>> lines = new TreeMap<>();
    for (Row row : rows) {
      StringBuilder line = new StringBuilder();
      line.append(row.get(0)).append('\u001f');
      line.append(row.isNullAt(1) ? "\u0000" : row.getString(1)).append('\u001f');
      line.append(row.getLong(2)).append('\u001f');
      line.append(row.isNullAt(3) ? "\u0000" : plain(row.getDecimal(3))).append('\u001f');
      line.append(row.isNullAt(4) ? "\u0000" : rounded(row.getDouble(4))).append('\u001f');
      line.append(row.getBoolean(5)).append('\u001f');
      line.append(row.getTimestamp(6).toInstant()).append('\u001f');
      lines
          .computeIfAbsent(row.get(0).toString(), month -> new ArrayList<>())
          .add((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    SortedMap<String, ContentHash> hashes = new TreeMap<>();
    for (Map.Entry<String, List<byte[]>> month : lines.entrySet()) {
      MessageDigest digest = Fingerprint.sha256();
      month.getValue().stream().sorted(Arrays::compareUnsigned).forEach(digest::update);
      hashes.put(
          month.getKey(),
          new ContentHash(
              month.getKey(), month.getValue().size(), HexFormat.of().formatHex(digest.digest())));
    }
    return hashes;
  }

  private static String rounded(double value) {
    return plain(new BigDecimal(value).round(new MathContext(12, RoundingMode.HALF_EVEN)));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static List<Row> randomRows(Random random, int count) {
    List<Row> rows = new ArrayList<>();
    String[] names = {"a", "I", "ı", "é", "\uD83D\uDC8A", "\uFFFD", "", null};
    for (int i = 0; i < count; i++) {
      rows.add(
          row(
              "2017-0" + (1 + random.nextInt(4)) + "-01",
              names[random.nextInt(names.length)],
              random.nextLong(),
              random.nextInt(5) == 0
                  ? null
                  : BigDecimal.valueOf(random.nextInt(), random.nextInt(5)).toString(),
              random.nextInt(5) == 0 ? null : random.nextGaussian() * Math.pow(10, i % 30 - 15),
              random.nextBoolean() ? "open" : ""));
    }
    return rows;
  }

  private static Row row(
      String month,
      @Nullable String name,
      long items,
      @Nullable String quantity,
      @Nullable Double rate,
      String open) {
    return RowFactory.create(
        Date.valueOf(month),
        name,
        items,
        quantity == null ? null : new BigDecimal(quantity),
        rate,
        open.equals("open"),
        Timestamp.from(Instant.parse("2026-11-23T11:12:13.5Z")),
        "run-1");
  }

  private static Dataset<Row> dataset(List<Row> rows) {
    return SparkTest.spark().createDataFrame(rows, TABLE.schema());
  }
}
