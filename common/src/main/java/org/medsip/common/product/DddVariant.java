package org.medsip.common.product;

import java.util.Arrays;

/** Which products have a defined daily dose; each variant contains the one before it. */
public enum DddVariant {
  /** Single substances in WHO's main index for the route, and oxycodone with naloxone. */
  MAIN_INDEX("main_index"),
  /** Also exactly the products on WHO's list of DDDs for combined products. */
  WITH_COMBINED_LIST("with_combined_list"),
  /** Also co-codamol 8/500 and co-dydramol, whose doses are derived by analogy, not by WHO. */
  WITH_DERIVED("with_derived");

  private final String id;

  DddVariant(String id) {
    this.id = id;
  }

  /** The name used in tables and measures. */
  public String id() {
    return id;
  }

  /**
   * The variant with this id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static DddVariant of(String id) {
    return Arrays.stream(values())
        .filter(variant -> variant.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no DDD variant is called " + id));
  }

  boolean contains(DddVariant other) {
    return compareTo(other) >= 0;
  }
}
