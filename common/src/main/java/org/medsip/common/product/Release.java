package org.medsip.common.product;

import java.util.Locale;

/** How long one dose lasts, as far as the high-dose rules need to know. */
public enum Release {
  IMMEDIATE,
  /** Modified release, taken twice a day. */
  MODIFIED,
  /** Modified release, taken once a day: MXL and Onexila XL. */
  MODIFIED_24_HOUR;

  /** The name used in tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Release of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
