package org.medsip.common.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class NumberedTest {

  @Test
  void aValueHasTheNumberItGotWhenItCameFirst() {
    Numbered<String> numbered = new Numbered<>(value -> value);

    assertThat(List.of("b", "b", "a", "b", "c", "a").stream().map(numbered::numberOf))
        .containsExactly(0, 0, 1, 0, 2, 1);
    assertThat(numbered.inOrder()).containsExactly("b", "a", "c");
  }

  @Test
  void numbersAreThoseOfAMapInWhateverOrderValuesCome() {
    Random random = new Random(20261127);
    Numbered<String> numbered = new Numbered<>(value -> value);
    Map<String, Integer> expected = new HashMap<>();
    int from = 0;
    for (int i = 0; i < 20_000; i++) {
      from = random.nextInt(8) == 0 ? random.nextInt(300) : from + random.nextInt(2);
      String value = "v" + from;
      assertThat(numbered.numberOf(value))
          .isEqualTo(expected.computeIfAbsent(value, next -> expected.size()));
    }
  }

  @Test
  void aValueMayLieInMemoryThatIsUsedAgain() {
    Numbered<UTF8String> numbered = new Numbered<>(UTF8String::copy);
    byte[] memory = {'1'};

    List<Integer> numbers = new ArrayList<>();
    for (byte text : new byte[] {'1', '2', '2', '1', '3'}) {
      memory[0] = text;
      numbers.add(numbered.numberOf(UTF8String.fromBytes(memory)));
    }

    assertThat(numbers).containsExactly(0, 1, 1, 0, 2);
    assertThat(numbered.inOrder()).extracting(UTF8String::toString).containsExactly("1", "2", "3");
  }
}
