package org.medsip.common.quality;

/** How a rule was met. */
public enum Status {
  PASSED,
  FAILED,
  /** There was nothing to judge by, such as a month before the first one. */
  SKIPPED
}
