package org.medsip.jobs.landing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Constraint;

/**
 * Reads texts. Values repeat, so each is checked and made a string once and then found again, in a
 * table of a fixed size.
 */
final class TextCell extends Cell {

  private static final int SLOTS = 1 << 13;
  private static final int LONGEST_KEPT = 200;

  private final List<Pattern> patterns = new ArrayList<>();
  private final List<Set<String>> lists = new ArrayList<>();
  private final @Nullable String[] seen = new @Nullable String[SLOTS];
  private String last = "";

  TextCell(Column column) {
    super(column);
    for (Constraint constraint : column.constraints()) {
      if (constraint instanceof Constraint.Matches matches) {
        patterns.add(Pattern.compile(matches.regex()));
      } else if (constraint instanceof Constraint.OneOf oneOf) {
        lists.add(new HashSet<>(oneOf.values()));
      }
    }
  }

  @Override
  @Nullable Rejection read(char[] text, int start, int end) {
    if (is(last, text, start, end)) {
      value = last;
      return null;
    }
    int slot = hash(text, start, end) & (SLOTS - 1);
    String known = seen[slot];
    if (known != null && is(known, text, start, end)) {
      last = known;
      value = known;
      return null;
    }
    return readNew(slot, text, start, end);
  }

  private @Nullable Rejection readNew(int slot, char[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (isControl(text[i])) {
        return rejected(
            Reason.BAD_CHARACTER, "a text without control characters", text, start, end);
      }
    }
    String found = new String(text, start, end - start);
    if (!patterns.stream().allMatch(p -> p.matcher(found).matches())
        || !lists.stream().allMatch(list -> list.contains(found))) {
      return rejected(Reason.BAD_CODE, rules(), text, start, end);
    }
    value = found;
    if (found.length() <= LONGEST_KEPT) {
      seen[slot] = found;
      last = found;
    }
    return null;
  }

  /** The rules in words, without the one that every code keeps. */
  private String rules() {
    return column.constraints().stream()
        .filter(rule -> !rule.equals(new Constraint.Matches("\\S.*")))
        .map(
            rule ->
                rule instanceof Constraint.Matches
                    ? "a code that " + rule.describe()
                    : rule.describe())
        .collect(Collectors.joining(" and "));
  }

  /** Control characters, and the mark that an earlier conversion leaves where it lost one. */
  private static boolean isControl(char c) {
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r')
        || (c >= 0x7F && c <= 0x9F)
        || c == '\uFFFD';
  }

  private static boolean is(String known, char[] text, int start, int end) {
    int length = end - start;
    if (known.length() != length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (known.charAt(i) != text[start + i]) {
        return false;
      }
    }
    return true;
  }

  private static int hash(char[] text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + text[i];
    }
    return hash ^ (hash >>> 15);
  }
}
