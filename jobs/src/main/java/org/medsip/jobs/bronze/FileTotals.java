package org.medsip.jobs.bronze;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;

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
}
