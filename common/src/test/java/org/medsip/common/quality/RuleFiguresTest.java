package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;

class RuleFiguresTest {

  private static final int NUMBERS = 40;

  @Test
  void eachFigureIsThatOfItsRuleMeasuredByItself() {
    Random random = new Random(20261127);
    for (int turn = 0; turn < 4; turn++) {
      List<Rule> rules = rules(random);
      Dataset<Row> rows = rows(random, 1 + random.nextInt(60));

      assertThat(new RuleFigures(rows).of(rules)).isEqualTo(Deequ.measure(rows, rules));
    }
  }

  @Test
  void noRowsHaveNoShare() {
    Rule rule = Rule.Holds.always("is known", col("number").isNotNull());

    assertThat(new RuleFigures(rows()).of(List.of(new Rule.HasRows(), rule)))
        .containsExactly(0.0, Double.NaN);
  }

  /** A number is kept by most of the rules that ask for every row, and broken by some. */
  private static List<Rule> rules(Random random) {
    List<Rule> rules = new ArrayList<>(List.of(new Rule.HasRows()));
    for (int number = 0; number < NUMBERS; number++) {
      rules.add(Rule.Holds.always("not " + number, not(col("number").equalTo(number))));
    }
    rules.add(new Rule.Holds("known", col("number").isNotNull(), 0.9, Severity.WARNING));
    rules.add(new Rule.RatioAtMost("known", lit(1), col("number"), 1, Severity.ERROR));
    rules.add(new Rule.Unique(List.of("number")));
    Collections.shuffle(rules, random);
    return rules;
  }

  private static Dataset<Row> rows(Random random, int size) {
    @Nullable Integer[] numbers = new Integer[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = random.nextInt(10) == 0 ? null : random.nextInt(5 * NUMBERS);
    }
    return rows(numbers);
  }

  private static Dataset<Row> rows(@Nullable Integer... numbers) {
    List<Row> rows = new ArrayList<>();
    for (Integer number : numbers) {
      rows.add(RowFactory.create(number));
    }
    return SparkTest.spark()
        .createDataFrame(rows, new StructType().add("number", DataTypes.IntegerType));
  }
}
