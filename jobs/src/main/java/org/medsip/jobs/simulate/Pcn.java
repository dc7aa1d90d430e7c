package org.medsip.jobs.simulate;

/**
 * A primary care network.
 *
 * @param sicbl the index of its place
 * @param place where it lies in the place, from 0 to 1
 * @param deviation log of its opioid use over what region and deprivation explain
 * @param excess its planted excess, 1 where it has none
 */
record Pcn(
    int index,
    String code,
    String name,
    int sicbl,
    double place,
    double deviation,
    double excess) {}
