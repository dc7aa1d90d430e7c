package org.medsip.common.product;

import java.util.Arrays;

/** A dated set of factors that turn opioid milligrams into oral morphine equivalent milligrams. */
public enum OmeSet {
  /** The table behind the values OpenPrescribing published for 2017 to 2019. */
  OPENPRESCRIBING_2019("openprescribing_2019"),
  /** The same table as it stood in 2026. */
  OPENPRESCRIBING_2026("openprescribing_2026"),
  /** The conversion factors of the CDC guideline of 2022: oral opioids and fentanyl patches. */
  CDC_2022("cdc_2022");

  private final String id;

  OmeSet(String id) {
    this.id = id;
  }

  /** The name used in tables and measures. */
  public String id() {
    return id;
  }

  /**
   * The set with this id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static OmeSet of(String id) {
    return Arrays.stream(values())
        .filter(set -> set.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no OME factor set is called " + id));
  }
}
