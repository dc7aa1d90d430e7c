package org.medsip.common.product;

import java.util.Locale;

/** How a presentation is taken; factors and defined daily doses depend on it. */
public enum Route {
  ORAL,
  TRANSDERMAL,
  INJECTION,
  RECTAL,
  SUBLINGUAL,
  BUCCAL,
  OROMUCOSAL,
  NASAL,
  INHALATION,
  TOPICAL;

  /** The name used in tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Route of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
