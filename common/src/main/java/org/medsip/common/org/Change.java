package org.medsip.common.org;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One change of an official list, such as that of the mergers of April 2026.
 *
 * @param from the month from which it holds
 * @param kind what moves or ends
 * @param code the site or SICBL that moves or ends
 * @param to where it moves to; none where it ends
 */
public record Change(LocalDate from, Kind kind, String code, Optional<Parent> to) {

  /** What happens, in the order in which changes of one day are applied. */
  public enum Kind {
    /** A site moves to another SICBL. */
    SITE_TO_SICBL,
    /** A SICBL ends; a site that was not moved is in none. */
    SICBL_CLOSED,
    /** A SICBL moves to another ICB. */
    SICBL_TO_ICB
  }
}
