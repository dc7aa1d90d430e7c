package org.medsip.common.metric;

import java.util.Set;

/**
 * An organisation by the boundaries of one vintage.
 *
 * @param vintage the vintage of the boundaries, such as {@code as_was}
 * @param level such as {@code practice}, {@code icb} or {@code england}
 * @param code its code, or that of a residual row
 */
public record Organisation(String vintage, String level, String code) {

  /** The rows that take what belongs to no organisation, so that every level adds up to England. */
  public static final Set<String> RESIDUAL = Set.of("UNIDENTIFIED", "NON_GP", "UNMATCHED");

  /** England has the same sites by every vintage; any of them will do. */
  boolean isEngland() {
    return level.equals("england");
  }

  boolean isResidual() {
    return isResidual(code);
  }

  /** Whether a code is that of a residual row. */
  public static boolean isResidual(String code) {
    return RESIDUAL.contains(code);
  }
}
