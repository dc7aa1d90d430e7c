package org.medsip.jobs.landing;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What was counted while a file was read, whatever is written later. A sum is over every record
 * whose number could be read, accepted or not, and is absent where the file has no such column.
 *
 * @param source the SHA-256 of the file
 * @param accepted the records that became rows
 * @param refused those that did not, by the reason
 * @param sums the exact sums of {@code items}, {@code total_quantity}, {@code nic} and {@code
 *     actual_cost}
 * @param rejectedSums the part of these sums that is in rejected records
 */
public record FileTotals(
    String source,
    long accepted,
    Map<Reason, Refused> refused,
    Map<String, BigDecimal> sums,
    Map<String, BigDecimal> rejectedSums)
    implements Serializable {

  /**
   * The records that were rejected for one reason.
   *
   * @param firstLine the line that the first of them begins on
   */
  public record Refused(long rows, long firstLine) implements Serializable {

    Refused with(Refused other) {
      return new Refused(rows + other.rows, Math.min(firstLine, other.firstLine));
    }
  }

  public FileTotals {
    refused = Map.copyOf(refused);
    sums = Map.copyOf(sums);
    rejectedSums = Map.copyOf(rejectedSums);
  }

  /** The records that did not become rows. */
  public long rejected() {
    return refused.values().stream().mapToLong(Refused::rows).sum();
  }

  /** The records read. */
  public long rowsIn() {
    return accepted + rejected();
  }

  /** The totals of this and another part of the same file. */
  public FileTotals with(FileTotals other) {
    return new FileTotals(
        source,
        accepted + other.accepted,
        merged(refused, other.refused, Refused::with),
        merged(sums, other.sums, BigDecimal::add),
        merged(rejectedSums, other.rejectedSums, BigDecimal::add));
  }

  private static <K, V> Map<K, V> merged(
      Map<K, V> some, Map<K, V> others, BinaryOperator<V> together) {
    Map<K, V> all = new HashMap<>(some);
    others.forEach((key, value) -> all.merge(key, value, together));
    return all;
  }
}
