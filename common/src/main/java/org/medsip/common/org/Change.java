package org.medsip.common.org;

import java.time.LocalDate;

/**
 * One change of an official list, such as that of the mergers of April 2026.
 *
 * @param from the month from which it holds
 * @param kind what moves
 * @param code the site or SICBL that moves
 * @param to where it moves to
 */
public record Change(LocalDate from, Kind kind, String code, Parent to) {

  /** What moves where. */
  public enum Kind {
    SITE_TO_SICBL,
    SICBL_TO_ICB
  }
}
