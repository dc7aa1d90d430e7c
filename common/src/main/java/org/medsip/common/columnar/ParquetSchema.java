package org.medsip.common.columnar;

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
import org.apache.parquet.schema.Types.PrimitiveBuilder;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns as Spark writes them to Parquet. */
final class ParquetSchema {

  static MessageType of(StructType columns) {
    return new MessageType(
        "spark_schema",
        Arrays.stream(columns.fields()).map(ParquetSchema::type).toArray(Type[]::new));
  }

  private static PrimitiveType type(StructField column) {
    DataType type = column.dataType();
    if (type instanceof DecimalType decimal) {
      return ofDecimal(decimal).named(column.name());
    }
    if (type instanceof StringType) {
      return Types.optional(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(column.name());
    }
    if (type instanceof DateType) {
      return Types.optional(PrimitiveTypeName.INT32)
          .as(LogicalTypeAnnotation.dateType())
          .named(column.name());
    }
    if (type instanceof LongType) {
      return Types.optional(PrimitiveTypeName.INT64).named(column.name());
    }
    if (type instanceof DoubleType) {
      return Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
    }
    if (type instanceof BooleanType) {
      return Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
    }
    throw new IllegalArgumentException("No column of files is a " + type.sql());
  }

  private static PrimitiveBuilder<PrimitiveType> ofDecimal(DecimalType decimal) {
    LogicalTypeAnnotation as =
        LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision());
    if (decimal.precision() <= Decimal.MAX_INT_DIGITS()) {
      return Types.optional(PrimitiveTypeName.INT32).as(as);
    }
    return isWide(decimal)
        ? Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY).length(bytesOf(decimal)).as(as)
        : Types.optional(PrimitiveTypeName.INT64).as(as);
  }

  /** Whether a decimal has more digits than a long. */
  static boolean isWide(DecimalType decimal) {
    return decimal.precision() > Decimal.MAX_LONG_DIGITS();
  }

  /** How many bytes a wide decimal takes. */
  static int bytesOf(DecimalType decimal) {
    return Decimal.minBytesForPrecision()[decimal.precision()];
  }

  /** A value as the bytes that stand for it. */
  static Binary binary(DataType type, Object value) {
    return value instanceof BigDecimal number && type instanceof DecimalType decimal
        ? Binary.fromConstantByteArray(
            wide(number.setScale(decimal.scale()).unscaledValue(), bytesOf(decimal)))
        : Binary.fromConstantByteArray(value.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] wide(BigInteger number, int length) {
    byte[] digits = number.toByteArray();
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, 0, length - digits.length, (byte) (number.signum() < 0 ? -1 : 0));
    System.arraycopy(digits, 0, bytes, length - digits.length, digits.length);
    return bytes;
  }

  private ParquetSchema() {}
}
