package org.medsip.jobs.simulate;

import java.util.List;

/**
 * Five years of age.
 *
 * @param label as the published files write it, such as {@code 65_69}
 * @param male men among 1000 people of all ages
 * @param female women among 1000 people of all ages
 * @param opioidUse how often its people are given opioids, over the mean of all ages
 */
record AgeBand(String label, double male, double female, double opioidUse) {

  static List<AgeBand> all() {
    return ReferenceRows.of("simulated_ages.csv").stream()
        .map(
            row ->
                new AgeBand(
                    row.getField("age_band"),
                    Double.parseDouble(row.getField("male_per_1000")),
                    Double.parseDouble(row.getField("female_per_1000")),
                    Double.parseDouble(row.getField("opioid_use"))))
        .toList();
  }
}
