package org.medsip.jobs.gold.variation;

import java.time.LocalDate;

/**
 * What priority areas are chosen by: a variant of a measure over a period.
 *
 * @param windowMonths the length of the period
 */
record Subject(
    StudiedMeasure measure, String variant, LocalDate periodEnd, long windowMonths) {}
