package org.medsip.jobs.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordEndsTest {

  private static final String ALPHABET = "ab,,,\"\"\n\n\r";

  /** One record, as it is found. */
  private record Found(long end, boolean empty, int lines, int skipped) {}

  @Test
  void whatRepeatsFromRecordToRecordIsFoundAsIfNothingDid() {
    assertThat(found("a,b,c\na,b,d\n\na,\"b\n\",d\na,\"b\n\",e\na,\"b\"\"\",e\r\na,\"b", 100))
        .containsExactly(
            new Found(6, false, 1, 0),
            new Found(12, false, 1, 0),
            new Found(13, true, 1, 0),
            new Found(22, false, 2, 0),
            new Found(31, false, 2, 0),
            new Found(41, false, 1, 0));
    assertThat(found("a,b,c\r\na,b,d\r\na,b,d\r\n", 100))
        .containsExactly(
            new Found(6, false, 1, 0), new Found(13, false, 1, 1), new Found(20, false, 1, 1));
  }

  @Test
  void recordsEndWhereTheyDoWhenEveryByteIsLookedAtAlone() {
    Random random = new Random(26);
    int records = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = repetitive(random);

      List<Found> expected = found(text, 1);
      assertThat(found(text, text.length())).as(text).isEqualTo(expected);
      assertThat(found(text, 2 + random.nextInt(40))).as(text).isEqualTo(expected);
      records += expected.size();
    }
    assertThat(records).isGreaterThan(60_000);
  }

  /** Text of which much was there before, often from the beginning of a record on. */
  private static String repetitive(Random random) {
    StringBuilder text = new StringBuilder();
    for (int part = random.nextInt(12); part >= 0; part--) {
      if (text.length() > 0 && random.nextInt(3) > 0) {
        int from = Math.max(0, text.lastIndexOf("\n", random.nextInt(text.length())) + 1);
        int length = random.nextInt(text.length() - from + 1);
        text.append(text.substring(from, from + length));
      } else {
        for (int i = random.nextInt(12); i >= 0; i--) {
          text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
      }
      text.append(random.nextInt(3) == 0 ? "\n" : "");
    }
    return text.toString();
  }

  /** The records of a text whose bytes come in pieces, up to one that is damaged. */
  private static List<Found> found(String text, int piece) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    RecordEnds ends = new RecordEnds(',');
    List<Found> found = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += piece) {
      byte[] some = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece));
      ends.forgetPlace();
      int at = 0;
      while (at < some.length) {
        int end = ends.advance(some, at, some.length);
        if (ends.isDamaged()) {
          return found;
        }
        if (end == RecordEnds.MORE) {
          break;
        }
        found.add(new Found(from + end, ends.isEmpty(), ends.lines(), ends.skipped()));
        at = end;
      }
    }
    return found;
  }
}
