package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsip.common.contract.Table;
import org.medsip.common.table.Tables;

class CanonicalLinesTest {

  private static final List<DataType> TYPES =
      List.of(
          DataTypes.DateType,
          DataTypes.StringType,
          DataTypes.StringType,
          DataTypes.LongType,
          DataTypes.IntegerType,
          DataTypes.DoubleType,
          DataTypes.DoubleType,
          DataTypes.BooleanType,
          DataTypes.TimestampType,
          DataTypes.DateType,
          DataTypes.createDecimalType(18, 4),
          DataTypes.createDecimalType(18, 5),
          DataTypes.createDecimalType(18, 18),
          DataTypes.createDecimalType(5, 0),
          DataTypes.createDecimalType(38, 10));

  private static final double[] RARE_DOUBLES = {
    0.0,
    -0.0,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MAX_VALUE,
    0.1 + 0.2,
    999_999_999_999.5,
    1e22
  };

  private static final long[] RARE_LONGS = {
    0, 9, 10, -10, 99, 100, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };

  private static final String[] RARE_CHARACTERS = {
    "\u0000",
    "\t",
    "\n",
    "\r",
    "\u001f",
    "\\",
    "\\u001f",
    "\u007f",
    "\u0080",
    "é",
    "ı",
    "\u2028",
    "\uFFFD",
    "\uFFFF",
    "\uD83D\uDC8A",
    "\uDBFF\uDFFF"
  };

  @Test
  void aLineIsTheTextOfEachValueWrittenPlainly() {
    Random random = new Random(31);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      rows.add(row(random));
    }

    Iterator<byte[]> lines = lines(rows.stream().map(CanonicalLinesTest::internal).iterator());

    for (List<@Nullable Object> row : rows) {
      assertThat(new String(lines.next(), StandardCharsets.UTF_8)).isEqualTo(naive(row));
    }
    assertThat(lines.hasNext()).isFalse();
  }

  @Test
  void aLineIsTheSameHoweverSparkHoldsItsRow() {
    Random random = new Random(32);
    UnsafeProjection packed = UnsafeProjection.create(type());
    for (int i = 0; i < 2_000; i++) {
      List<@Nullable Object> row = row(random);

      assertThat(text(packed.apply(internal(row)))).isEqualTo(naive(row));
    }
  }

  @Test
  void aDateInAnyYearOfFourDigitsIsYearMonthAndDay() {
    LocalDate day = LocalDate.of(1, 1, 1);
    LineBytes line = new LineBytes();
    while (day.getYear() < 10_000) {
      line.clear();
      line.date(Math.toIntExact(day.toEpochDay()));
      assertThat(line.toString()).isEqualTo(day.toString());
      day = day.plusDays(97);
    }
  }

  @Test
  void everyTableCanBeHashedAndIsPartitionedByADate() {
    for (Table table : Tables.all()) {
      assertThatCode(() -> CanonicalLines.of(table.name(), table.schema()))
          .as(table.name())
          .doesNotThrowAnyException();
      table
          .partition()
          .ifPresent(name -> assertThat(table.column(name).type()).isEqualTo(DataTypes.DateType));
    }
  }

  @Test
  void aRowOfNoPartitionIsRefused() {
    InternalRow row = new GenericInternalRow(new Object[TYPES.size()]);

    assertThatThrownBy(() -> text(row)).hasMessageContaining("tiny");
  }

  private static String text(InternalRow row) {
    return new String(lines(List.of(row).iterator()).next(), StandardCharsets.UTF_8);
  }

  private static Iterator<byte[]> lines(Iterator<InternalRow> rows) {
    return CanonicalLines.of("tiny", type()).of(rows);
  }

  private static StructType type() {
    StructType type = new StructType();
    for (int i = 0; i < TYPES.size(); i++) {
      type = type.add("c" + i, TYPES.get(i));
    }
    return type;
  }

  /** A row in Java's own types; only its first value, the partition, is always there. */
  private static List<@Nullable Object> row(Random random) {
    List<@Nullable Object> row = new ArrayList<>();
    for (DataType type : TYPES) {
      row.add(row.isEmpty() || random.nextInt(10) > 0 ? value(type, random) : null);
    }
    return row;
  }

  private static Object value(DataType type, Random random) {
    if (type instanceof DecimalType decimal) {
      return decimal(decimal, random);
    }
    if (type.equals(DataTypes.StringType)) {
      return text(random);
    }
    if (type.equals(DataTypes.DoubleType)) {
      return number(random);
    }
    if (type.equals(DataTypes.LongType)) {
      return whole(random);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return (int) whole(random);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return random.nextBoolean();
    }
    if (type.equals(DataTypes.DateType)) {
      return Date.valueOf(LocalDate.of(1900, 1, 1).plusDays(random.nextInt(100_000)));
    }
    return Timestamp.from(
        Instant.EPOCH.plus(
            random.nextLong() >> (13 + random.nextInt(40)),
            random.nextBoolean() ? ChronoUnit.MICROS : ChronoUnit.MILLIS));
  }

  private static BigDecimal decimal(DecimalType type, Random random) {
    BigInteger limit = BigInteger.TEN.pow(1 + random.nextInt(type.precision()));
    BigInteger digits = new BigInteger(130, random).mod(limit);
    if (random.nextInt(3) == 0) {
      BigInteger zeros = BigInteger.TEN.pow(random.nextInt(type.precision()));
      digits = digits.divide(zeros).multiply(zeros);
    }
    return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), type.scale());
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int rare = random.nextInt(3) * random.nextInt(20);
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(
          random.nextInt(100) < rare
              ? RARE_CHARACTERS[random.nextInt(RARE_CHARACTERS.length)]
              : Character.toString(' ' + random.nextInt(60)));
    }
    return text.toString();
  }

  private static double number(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> RARE_DOUBLES[random.nextInt(RARE_DOUBLES.length)];
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> random.nextInt(2_000) / 8.0 - 100;
      default -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
    };
  }

  private static long whole(Random random) {
    return random.nextInt(4) == 0
        ? RARE_LONGS[random.nextInt(RARE_LONGS.length)]
        : random.nextLong() >> random.nextInt(64);
  }

  private static InternalRow internal(List<@Nullable Object> row) {
    return new GenericInternalRow(row.stream().map(CanonicalLinesTest::internal).toArray());
  }

  /** What Spark makes of a value. */
  private static @Nullable Object internal(@Nullable Object value) {
    if (value instanceof String text) {
      return UTF8String.fromString(text);
    }
    if (value instanceof Date date) {
      return (int) date.toLocalDate().toEpochDay();
    }
    if (value instanceof Timestamp time) {
      Instant instant = time.toInstant();
      return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
    if (value instanceof BigDecimal decimal) {
      int digits = TYPES.stream().anyMatch(type -> isOf(type, decimal, 18)) ? 18 : 38;
      return Decimal.apply(decimal, digits, decimal.scale());
    }
    return value;
  }

  private static boolean isOf(DataType type, BigDecimal decimal, int most) {
    return type instanceof DecimalType kind
        && kind.precision() <= most
        && kind.scale() == decimal.scale();
  }

  private static String naive(List<@Nullable Object> row) {
    StringBuilder line = new StringBuilder("tiny\u001f");
    for (Object value : row) {
      line.append(value == null ? "\u0000" : naive(value)).append('\u001f');
    }
    return line + "\n";
  }

  private static String naive(Object value) {
    if (value instanceof BigDecimal decimal) {
      return plain(decimal);
    }
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? plain(new BigDecimal(number).round(new MathContext(12, RoundingMode.HALF_EVEN)))
          : number.toString();
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().toString();
    }
    StringBuilder escaped = new StringBuilder();
    for (char character : value.toString().toCharArray()) {
      boolean odd = character < ' ' || character == '\\';
      escaped.append(odd ? String.format("\\u%04x", (int) character) : String.valueOf(character));
    }
    return escaped.toString();
  }

  private static String plain(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
