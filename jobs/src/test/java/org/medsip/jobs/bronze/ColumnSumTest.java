package org.medsip.jobs.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;

class ColumnSumTest {

  private static final BigDecimal LARGEST = new BigDecimal("9999999999999.99999");
  private static final StructType SCHEMA =
      new StructType()
          .add("items", DataTypes.LongType)
          .add("nic", DataTypes.createDecimalType(18, 5));
  private static final ColumnSum ITEMS = new ColumnSum("items", SCHEMA.apply("items").dataType());
  private static final ColumnSum NIC = new ColumnSum("nic", SCHEMA.apply("nic").dataType());

  @Test
  void theSumOfManyLargeNumbersOfBothSignsIsThatOfPlainAddition() {
    Random random = new Random(18);
    List<Row> rows = new ArrayList<>();
    BigDecimal items = BigDecimal.ZERO;
    BigDecimal nic = BigDecimal.ZERO;
    for (int i = 0; i < 2000; i++) {
      long some = random.nextLong();
      long unscaled = random.nextLong() % LARGEST.unscaledValue().longValueExact();
      BigDecimal pounds = i < 1000 ? LARGEST : BigDecimal.valueOf(unscaled, 5);
      rows.add(RowFactory.create(some, pounds));
      items = items.add(BigDecimal.valueOf(some));
      nic = nic.add(pounds);
    }

    Row sums = sums(rows);

    assertThat(ITEMS.total(sums, 0)).isEqualTo(items);
    assertThat(NIC.total(sums, 2)).isEqualTo(nic);
    assertThat(nic.unscaledValue().bitLength()).isGreaterThan(Long.SIZE);
  }

  @Test
  void whatIsAbsentAddsNothing() {
    Row sums = sums(List.of(RowFactory.create(3L, null)));

    assertThat(ITEMS.total(sums, 0)).isEqualTo(BigDecimal.valueOf(3));
    assertThat(NIC.total(sums, 2)).isEqualByComparingTo(BigDecimal.ZERO);
  }

  private static Row sums(List<Row> rows) {
    Dataset<Row> numbers = SparkTest.spark().createDataFrame(rows, SCHEMA);
    Column[] halves =
        Stream.of(ITEMS, NIC).flatMap(one -> one.halves().stream()).toArray(Column[]::new);
    return numbers.agg(halves[0], halves[1], halves[2], halves[3]).first();
  }
}
