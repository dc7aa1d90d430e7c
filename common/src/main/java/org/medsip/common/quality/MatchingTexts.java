package org.medsip.common.quality;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Whether texts match a regular expression as a whole, each different text asked once: a column of
 * millions of codes has a few thousand of them, and to look one up costs a tenth of asking. Of more
 * than {@value #MOST_KNOWN} different ones the rest are asked each time.
 *
 * <p>Public because the code that Spark generates calls it.
 */
public final class MatchingTexts implements Serializable {

  private static final int MOST_KNOWN = 1 << 14;

  private final Pattern pattern;
  private final ConcurrentMap<UTF8String, Asked> known = new ConcurrentHashMap<>();

  /** The text asked before: neighbours often have it in common, and to find it costs. */
  private transient @Nullable Asked last;

  private record Asked(UTF8String text, boolean isMatching) implements Serializable {}

  MatchingTexts(String regex) {
    pattern = Pattern.compile(regex);
  }

  /** A condition on a column of texts, which is null where the text is. */
  static Column condition(Column text, String regex) {
    return new Column(
        new Invoke(
            Literal.fromObject(new MatchingTexts(regex)),
            "matches",
            DataTypes.BooleanType,
            Deequ.seq(List.of(text.expr())),
            Deequ.seq(List.of()),
            true,
            false,
            true));
  }

  /** Whether the text matches; the text may lie in memory that is used again. */
  public boolean matches(UTF8String text) {
    Asked before = last;
    if (before == null || !before.text().equals(text)) {
      before = asked(text);
      last = before;
    }
    return before.isMatching();
  }

  private Asked asked(UTF8String text) {
    Asked answer = known.get(text);
    if (answer == null) {
      answer = new Asked(text.copy(), pattern.matcher(text.toString()).matches());
      if (known.size() < MOST_KNOWN) {
        known.put(answer.text(), answer);
      }
    }
    return answer;
  }
}
