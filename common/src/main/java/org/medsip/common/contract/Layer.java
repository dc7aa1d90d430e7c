package org.medsip.common.contract;

import java.util.Locale;

/** The layers data passes through, in order; a stage reads only the layer before it. */
public enum Layer {
  /** What the files say, typed strictly. */
  BRONZE,
  /** What it means: months, organisations, products, populations. */
  SILVER,
  /** What is asked: rates and their context. */
  GOLD,
  /** What a run took in, changed, checked and wrote. */
  RUN;

  /** The layer's name as it stands in paths, contracts and reports, such as {@code silver}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
