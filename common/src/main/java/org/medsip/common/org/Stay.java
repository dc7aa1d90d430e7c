package org.medsip.common.org;

import java.time.LocalDate;

/**
 * A run of months in which a site belonged to the same organisations.
 *
 * @param site ODS code of the site
 * @param from the first day of the first month
 * @param to the first day of the last month
 * @param belonging to whom it belonged
 */
public record Stay(String site, LocalDate from, LocalDate to, Belonging belonging) {

  boolean covers(LocalDate month) {
    return !from.isAfter(month) && !to.isBefore(month);
  }
}
