package org.medsip.jobs.published.atlas;

import org.jspecify.annotations.Nullable;

/**
 * A measure of an organisation over the newest period.
 *
 * @param percentile share of the organisations of its level with a lower value, 0 to 100
 */
record Figure(
    @Nullable Double value,
    @Nullable Double lcl,
    @Nullable Double ucl,
    @Nullable Double percentile,
    @Nullable String missingReason) {

  static final Figure NONE = new Figure(null, null, null, null, null);

  String interval() {
    return lcl == null || ucl == null
        ? ""
        : "95%% interval %s to %s".formatted(Written.number(lcl), Written.number(ucl));
  }
}
