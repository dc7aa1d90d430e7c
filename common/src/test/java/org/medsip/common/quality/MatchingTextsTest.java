package org.medsip.common.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class MatchingTextsTest {

  private static final String CODE = "[A-Z0-9]{1,4}";

  private final MatchingTexts codes = new MatchingTexts(CODE);

  @Test
  void aTextMatchesAsAWholeOrNotAtAll() {
    assertThat(codes.matches(UTF8String.fromString("A81"))).isTrue();
    assertThat(codes.matches(UTF8String.fromString("A81 "))).isFalse();
    assertThat(codes.matches(UTF8String.fromString("A81\n"))).isFalse();
    assertThat(codes.matches(UTF8String.fromString(""))).isFalse();
  }

  @Test
  void moreTextsThanAreKeptAreJudgedAsTheExpressionJudgesThemHoweverOftenTheyCome() {
    Random random = new Random(20261126);
    for (int i = 0; i < 100_000; i++) {
      String text = text(random);
      boolean expected = Pattern.matches(CODE, text);
      assertThat(codes.matches(UTF8String.fromString(text))).as(text).isEqualTo(expected);
    }
  }

  @Test
  void aTextIsJudgedByWhatItIsWhenItsMemoryIsUsedAgain() {
    byte[] memory = "A81".getBytes(StandardCharsets.UTF_8);
    UTF8String text = UTF8String.fromBytes(memory);
    assertThat(codes.matches(text)).isTrue();
    memory[1] = '-';
    assertThat(codes.matches(text)).isFalse();
    assertThat(codes.matches(UTF8String.fromString("A81"))).isTrue();
  }

  /** One to five letters of a few, so that some come often and some once. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(5);
    for (int i = 0; i < length; i++) {
      text.append("AB9Z-é 7".charAt(random.nextInt(8)));
    }
    return text.toString();
  }
}
