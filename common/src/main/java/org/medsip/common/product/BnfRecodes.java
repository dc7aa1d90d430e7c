package org.medsip.common.product;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.medsip.common.run.InputRefused;

/**
 * What a BNF code of an earlier month is called today. Codes change with an edition, in January: a
 * change of an edition holds for all months before it, and the editions are followed in the order
 * of time. So a code that is given to another product later keeps its later meaning.
 *
 * <p>Inside one edition changes are followed to their end as well, because a cumulative list of
 * many years is one edition. A change of a product, chemical substance or sub-paragraph holds for
 * every code below it; where several fit, the longest does.
 */
public final class BnfRecodes implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The lengths of the codes that have others below them, the longest first. */
  private static final int[] UPPER_LEVELS = {11, 9, 7};

  private final TreeMap<LocalDate, HashMap<String, String>> editions = new TreeMap<>();
  private final TreeMap<LocalDate, HashMap<String, Set<String>>> successors = new TreeMap<>();

  /**
   * One code that was replaced.
   *
   * @param oldCode the code until then, of any level
   * @param newCode the code from then on
   * @param effective the first day of the month it changes in
   */
  public record Change(String oldCode, String newCode, LocalDate effective) {}

  private BnfRecodes() {}

  /**
   * @param changes the changes of any editions, in any order; one may be there more than once
   * @throws InputRefused where a level above presentations changes its length, or changes lead a code
   *     back to itself
   */
  public static BnfRecodes of(Collection<Change> changes) {
    BnfRecodes recodes = new BnfRecodes();
    changes.forEach(recodes::add);
    recodes.leaveWhatIsAmbiguous();
    recodes.refuseCycles(changes);
    return recodes;
  }

  /** The code today of a code that was prescribed in a month; the same where it never changed. */
  public String current(String code, LocalDate month) {
    return follow(code, editions.tailMap(month, false));
  }

  private void add(Change change) {
    int length = change.oldCode().length();
    if ((length == 7 || length == 9) && change.newCode().length() != length) {
      throw new InputRefused(
          "The BNF code changes of %s replace %s by %s, which is of another level; take it out of"
                  .formatted(edition(change.effective()), change.oldCode(), change.newCode())
              + " the file");
    }
    String other =
        editions
            .computeIfAbsent(change.effective(), e -> new HashMap<>())
            .putIfAbsent(change.oldCode(), change.newCode());
    if (other != null && !other.equals(change.newCode())) {
      successors
          .computeIfAbsent(change.effective(), e -> new HashMap<>())
          .computeIfAbsent(change.oldCode(), code -> new TreeSet<>(Set.of(other)))
          .add(change.newCode());
    }
  }

  /** A code that one edition replaces by several is left as it is: nothing says which is meant. */
  private void leaveWhatIsAmbiguous() {
    successors.forEach(
        (edition, ofCodes) ->
            ofCodes.keySet().forEach(code -> replacedIn(edition).remove(code)));
  }

  private Map<String, String> replacedIn(LocalDate edition) {
    return editions.computeIfAbsent(edition, e -> new HashMap<>());
  }

  /**
   * Why a code that was prescribed in a month is not followed to its end: an edition replaces it by
   * several. Empty where nothing is left open.
   */
  public Optional<String> leftOpen(String code, LocalDate month) {
    String current = current(code, month);
    return successors.tailMap(month, false).entrySet().stream()
        .filter(edition -> edition.getValue().containsKey(current))
        .map(
            edition ->
                "%s is replaced in %s by several codes, %s, and so by none"
                    .formatted(
                        current,
                        edition(edition.getKey()),
                        String.join(", ", edition.getValue().getOrDefault(current, Set.of()))))
        .findFirst();
  }

  /**
   * Follows every code that could come back to itself: each that is replaced, and below an upper
   * level to which a change leads, what the changes of longer codes could lead there.
   */
  private void refuseCycles(Collection<Change> changes) {
    TreeSet<String> newCodes = new TreeSet<>();
    changes.forEach(change -> newCodes.add(change.newCode()));
    editions.forEach(
        (edition, replaced) -> {
          SortedMap<LocalDate, HashMap<String, String>> later = editions.tailMap(edition);
          for (String code : new TreeSet<>(replaced.keySet())) {
            follow(code, later);
            if (isLedTo(code, newCodes)) {
              newCodes.stream()
                  .filter(longer -> longer.length() > code.length())
                  .forEach(longer -> follow(code + longer.substring(code.length()), later));
            }
          }
        });
  }

  /** Whether a new code is this one, above it or below it. */
  private static boolean isLedTo(String code, TreeSet<String> newCodes) {
    String next = newCodes.ceiling(code);
    return (next != null && next.startsWith(code))
        || Arrays.stream(UPPER_LEVELS)
            .anyMatch(
                length -> length < code.length() && newCodes.contains(code.substring(0, length)));
  }

  private static String follow(String start, SortedMap<LocalDate, HashMap<String, String>> later) {
    String code = start;
    Set<String> passed = new HashSet<>(Set.of(start));
    List<String> steps = new ArrayList<>();
    for (Map.Entry<LocalDate, HashMap<String, String>> edition : later.entrySet()) {
      for (String next = next(code, edition.getValue());
          next != null;
          next = next(code, edition.getValue())) {
        steps.add("%s to %s in %s".formatted(code, next, edition(edition.getKey())));
        if (!passed.add(next)) {
          throw new InputRefused(
              "The BNF code changes lead %s back to itself (%s); take one of them out of the file"
                  .formatted(next, String.join(", ", steps)));
        }
        code = next;
      }
    }
    return code;
  }

  /** The code an edition replaces another by, or null where it does not. */
  private static @Nullable String next(String code, Map<String, String> replaced) {
    String whole = replaced.get(code);
    if (whole != null) {
      return whole;
    }
    for (int length : UPPER_LEVELS) {
      String above = length < code.length() ? replaced.get(code.substring(0, length)) : null;
      if (above != null && above.length() == length) {
        return above + code.substring(length);
      }
    }
    return null;
  }

  private static String edition(LocalDate effective) {
    return effective.toString().substring(0, 7);
  }
}
