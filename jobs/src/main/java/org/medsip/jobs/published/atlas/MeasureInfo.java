package org.medsip.jobs.published.atlas;

/**
 * A measure in the variant that the atlas shows.
 *
 * @param variant the variant shown
 * @param variantTitle what that is
 * @param direction whether a lower value is better
 * @param isPriority whether priority areas are chosen by it
 */
record MeasureInfo(
    String id,
    String variant,
    String title,
    String variantTitle,
    String whyItMatters,
    String unit,
    String direction,
    String numerator,
    String selection,
    String denominator,
    String exclusions,
    String interval,
    String references,
    boolean isPriority) {

  String path() {
    return "measure/" + Org.fileName(id) + ".html";
  }
}
