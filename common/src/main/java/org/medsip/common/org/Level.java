package org.medsip.common.org;

import java.util.Locale;

/** The levels of organisation above a practice and below England. */
public enum Level {
  PCN,
  SICBL,
  ICB,
  PSC,
  REGION;

  /** The level as the tables write it, such as {@code sicbl}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
