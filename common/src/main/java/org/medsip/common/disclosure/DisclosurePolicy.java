package org.medsip.common.disclosure;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.medsip.common.contract.Definitions;

/**
 * Which counts of people are suppressed, and how the others are rounded. The policies there are
 * stand in {@code schemas/reference/disclosure_policies.csv}.
 *
 * @param id the name by which a run is told which one is in force
 * @param hidden the counts that are suppressed
 * @param roundedTo every other count is shown as the nearest multiple of this
 */
public record DisclosurePolicy(String id, Range hidden, long roundedTo) {

  /** The policy in force where nothing else is said. */
  public static final String USUAL = "nhsbsa";

  private static final String TABLE = "disclosure_policies.csv";
  private static final long MOST_HIDDEN = 1_000_000;

  public DisclosurePolicy {
    boolean hidesOne = hidden.from() <= 1 && hidden.to() >= 1 && hidden.to() < MOST_HIDDEN;
    if (roundedTo < 2 || !hidesOne || 2 * (hidden.to() + 1) < roundedTo) {
      throw new IllegalArgumentException(
          ("Disclosure policy %s suppresses %d to %d and rounds to %d; a policy suppresses 1 and"
                  + " whatever else would be rounded to 0, and rounds to 2 or more")
              .formatted(id, hidden.from(), hidden.to(), roundedTo));
    }
  }

  /**
   * The policy of this name.
   *
   * @throws IllegalArgumentException if there is none: the sentence names those there are
   */
  public static DisclosurePolicy of(String id) {
    List<DisclosurePolicy> all =
        Definitions.table(TABLE).stream().map(DisclosurePolicy::policy).toList();
    return all.stream()
        .filter(policy -> policy.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no disclosure policy '%s'; name one of %s"
                        .formatted(
                            id,
                            all.stream()
                                .map(DisclosurePolicy::id)
                                .collect(Collectors.joining(", ")))));
  }

  private static DisclosurePolicy policy(NamedCsvRecord row) {
    return new DisclosurePolicy(
        row.getField("policy"),
        new Range(number(row, "hidden_from"), number(row, "hidden_to")),
        number(row, "rounded_to"));
  }

  private static long number(NamedCsvRecord row, String column) {
    return Long.parseLong(row.getField(column));
  }

  /** Whether a count is suppressed for what it is. */
  public boolean hides(long count) {
    return hidden.contains(count);
  }

  /** What is shown of a count on its own: nothing, or the nearest multiple. */
  public Shown show(long count) {
    return hides(count) ? Shown.SUPPRESSED : Shown.number(rounded(count));
  }

  /** The nearest multiple, the greater where two are equally near. */
  long rounded(long count) {
    return Math.floorDiv(2 * count + roundedTo, 2 * roundedTo) * roundedTo;
  }

  /** The least number above zero that is ever shown. */
  public long leastShown() {
    return Math.max(roundedTo, rounded(hidden.to() + 1));
  }

  /** Whether the policy ever shows this number. */
  public boolean canShow(long number) {
    return number >= 0 && rounded(number) == number && !countsBehind(number).isEmpty();
  }

  /**
   * The counts that are shown as a number, as anybody who knows the policy can tell.
   *
   * @throws IllegalArgumentException if no count is shown so
   */
  public Range behind(long number) {
    List<Long> counts = countsBehind(number);
    if (counts.isEmpty() || rounded(number) != number) {
      throw new IllegalArgumentException(
          "The disclosure policy %s never shows %d".formatted(id, number));
    }
    return new Range(counts.get(0), counts.get(counts.size() - 1));
  }

  private List<Long> countsBehind(long number) {
    return LongStream.rangeClosed(Math.max(0, number - roundedTo), number + roundedTo)
        .filter(count -> rounded(count) == number && !hides(count))
        .boxed()
        .toList();
  }

  /** How far apart the least and the greatest count behind a suppressed figure must lie. */
  long width() {
    return hidden.to() + 1;
  }
}
