package org.medsip.jobs.simulate;

import java.util.List;

/**
 * A GP practice and the people who were its own when the simulation begins.
 *
 * @param pcn the network it begins in
 * @param address four lines and the postcode
 * @param people its people in January 2024
 * @param home where they live
 * @param deprivation its place among all people of England, 1 the most deprived
 * @param deviation log of its opioid use over what network, region and deprivation explain
 * @param excess its planted excess, 1 where it has none
 */
record Practice(
    int index,
    String code,
    String name,
    int pcn,
    int sicbl,
    List<String> address,
    double people,
    Neighbourhood home,
    double deprivation,
    double deviation,
    double excess) {}
