package org.medsip.jobs.bronze.columnar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Table;

/** The columns of a table as Spark writes them to Parquet; the partition is in no file. */
final class ParquetSchema {

  private static final int MOST_DIGITS_OF_A_LONG = 18;

  /** The bytes of a decimal of 38 digits. */
  private static final int WIDE = 16;

  static MessageType of(Table table) {
    String partition = table.partition().orElse("");
    return new MessageType(
        "spark_schema",
        table.columns().stream()
            .filter(column -> !column.name().equals(partition))
            .map(ParquetSchema::type)
            .toArray(Type[]::new));
  }

  private static PrimitiveType type(Column column) {
    DataType type = column.type();
    if (type instanceof StringType) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(column.name());
    }
    if (type instanceof LongType) {
      return Types.optional(PrimitiveTypeName.INT64).named(column.name());
    }
    if (type instanceof DecimalType decimal) {
      LogicalTypeAnnotation as =
          LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision());
      return decimal.precision() <= MOST_DIGITS_OF_A_LONG
          ? Types.optional(PrimitiveTypeName.INT64).as(as).named(column.name())
          : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
              .length(WIDE)
              .as(as)
              .named(column.name());
    }
    throw new IllegalArgumentException("No file of prescribing has a " + type.sql());
  }

  /** A value as the bytes that stand for it. */
  static Binary binary(DataType type, Object value) {
    return value instanceof BigDecimal number && type instanceof DecimalType decimal
        ? Binary.fromConstantByteArray(wide(number.setScale(decimal.scale()).unscaledValue()))
        : Binary.fromConstantByteArray(value.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] wide(BigInteger number) {
    byte[] digits = number.toByteArray();
    byte[] bytes = new byte[WIDE];
    Arrays.fill(bytes, 0, WIDE - digits.length, (byte) (number.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, bytes, WIDE - digits.length, digits.length);
    return bytes;
  }

  private ParquetSchema() {}
}
