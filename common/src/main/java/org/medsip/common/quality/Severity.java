package org.medsip.common.quality;

/** What a broken rule leads to. */
public enum Severity {
  /** Publication stops. */
  ERROR,
  /** It is reported, and publication goes on. */
  WARNING
}
