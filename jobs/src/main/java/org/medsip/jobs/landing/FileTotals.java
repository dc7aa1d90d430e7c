package org.medsip.jobs.landing;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted while a file was read, whatever is written later. A sum is over every record
 * whose number could be read, accepted or not, and is absent where the file has no such column.
 *
 * @param source the SHA-256 of the file
 * @param rowsIn the records read
 * @param accepted those that became rows
 * @param rejected those that did not
 * @param sums the exact sums of {@code items}, {@code total_quantity}, {@code nic} and {@code
 *     actual_cost}
 * @param rejectedSums the part of these sums that is in rejected records
 */
public record FileTotals(
    String source,
    long rowsIn,
    long accepted,
    long rejected,
    Map<String, BigDecimal> sums,
    Map<String, BigDecimal> rejectedSums)
    implements Serializable {

  public FileTotals {
    sums = Map.copyOf(sums);
    rejectedSums = Map.copyOf(rejectedSums);
  }

  /** The totals of this and another part of the same file. */
  public FileTotals with(FileTotals other) {
    return new FileTotals(
        source,
        rowsIn + other.rowsIn,
        accepted + other.accepted,
        rejected + other.rejected,
        added(sums, other.sums),
        added(rejectedSums, other.rejectedSums));
  }

  private static Map<String, BigDecimal> added(
      Map<String, BigDecimal> some, Map<String, BigDecimal> others) {
    Map<String, BigDecimal> all = new TreeMap<>(some);
    others.forEach((name, sum) -> all.merge(name, sum, BigDecimal::add));
    return all;
  }
}
