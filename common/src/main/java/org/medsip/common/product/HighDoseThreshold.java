package org.medsip.common.product;

import java.util.Arrays;

/** The daily oral morphine equivalent, in mg, from which a presentation counts as high dose. */
public enum HighDoseThreshold {
  /** 120 mg a day: the programme's threshold, and OpenPrescribing's until November 2025. */
  OF_120("120"),
  /** 90 mg a day: OpenPrescribing's since November 2025. */
  OF_90("90");

  private final String id;

  HighDoseThreshold(String id) {
    this.id = id;
  }

  /** The name used in tables and measures. */
  public String id() {
    return id;
  }

  /**
   * The threshold with this id.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static HighDoseThreshold of(String id) {
    return Arrays.stream(values())
        .filter(threshold -> threshold.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no high-dose threshold is called " + id));
  }
}
