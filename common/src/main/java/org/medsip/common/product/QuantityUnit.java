package org.medsip.common.product;

import java.util.Locale;

/** What one unit of QUANTITY is in EPD and PDPI. */
public enum QuantityUnit {
  TABLET,
  CAPSULE,
  SACHET,
  FILM,
  LOZENGE,
  PATCH,
  SUPPOSITORY,
  CIGARETTE,
  AMPOULE,
  VIAL,
  SYRINGE,
  BAG,
  /** An injection whose name does not say what holds it. */
  CONTAINER,
  /** One actuation of a spray. QUANTITY mixes doses and bottles: see {@link QuantityRule}. */
  DOSE,
  ML,
  G;

  /** The name used in tables. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static QuantityUnit of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
