package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Constraint.Matches;

class ContractRulesTest {

  private static final String[] CHARACTERS = {
    "A",
    "8",
    "-",
    " ",
    "\t",
    "\n",
    "\u000B",
    "\f",
    "\r",
    "\u0085",
    "\u00A0",
    "\u2028",
    "\u2029",
    "\uD83D\uDE00"
  };

  @Test
  void aCodeIsWhatTheExpressionOfACodeMatches() {
    List<String> texts = texts(new Random(5));

    List<String> found =
        SparkTest.rows(
                texts.stream().map(text -> (Row) RowFactory.create(text)).toList(),
                new StructType().add("text", DataTypes.StringType))
            .filter(ContractRules.condition(col("text"), new Matches(Column.OF_A_CODE)))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();

    assertThat(found)
        .isEqualTo(texts.stream().filter(text -> text.matches(Column.OF_A_CODE)).toList())
        .hasSizeBetween(100, texts.size() - 100);
  }

  /** Every character alone and behind and before a letter, and some of four at random. */
  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>(List.of(""));
    for (String one : CHARACTERS) {
      texts.addAll(List.of(one, one + "A", "A" + one, "A" + one + "A"));
    }
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int place = 0; place < 4; place++) {
        text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
      }
      texts.add(text.toString());
    }
    return texts;
  }
}
