package org.medsip.common.stats;

/**
 * Whether an organisation is both deprived and high, by how probable it is that its true rate lies
 * in the highest fifth: 0.8 or more counts as high, 0.5 as probably high.
 *
 * <p>Example: deprived and high with a probability of 0.85 is {@code PRIORITY}; not deprived with
 * 0.6 is {@code HIGH_ONLY}.
 */
public enum JointClass {
  PRIORITY,
  PROBABLE,
  HIGH_ONLY,
  DEPRIVED_ONLY,
  NEITHER,
  INSUFFICIENT;

  private static final double SURE = 0.8;
  private static final double LIKELY = 0.5;

  /** The class of a deprived organisation that is high with a probability. */
  public static JointClass ofDeprived(double high) {
    if (high >= SURE) {
      return PRIORITY;
    }
    return high >= LIKELY ? PROBABLE : DEPRIVED_ONLY;
  }

  /** The class of an organisation that is not deprived. */
  public static JointClass ofOther(double high) {
    return high >= LIKELY ? HIGH_ONLY : NEITHER;
  }
}
