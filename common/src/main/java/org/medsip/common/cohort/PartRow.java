package org.medsip.common.cohort;

/**
 * A true count of people that overlaps with no other of its kind, or where a place lies.
 *
 * @param kind what is counted; the kinds are those of {@code cohort_part}
 * @param cohort the cohort, empty where it is none
 * @param category the level of a place, a category, or the other cohort of a pair
 * @param area the practice, or the board with its PSC and region
 * @param other the code of a place, or the area somebody moved from
 * @param people how many
 */
public record PartRow(
    String kind, String cohort, String category, String area, String other, long people) {}
