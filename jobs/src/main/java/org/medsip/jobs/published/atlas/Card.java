package org.medsip.jobs.published.atlas;

/**
 * A figure at the top of a page.
 *
 * @param label what it is
 * @param value the figure
 * @param note interval, comparison, or why there is none
 */
public record Card(String label, String value, String note) {}
