package org.medsip.jobs.published.atlas;

import org.jspecify.annotations.Nullable;

/** What {@code priority_area} says of an organisation in one frame. */
record Judged(
    String jointClass,
    @Nullable Double imdScore,
    @Nullable Boolean deprived,
    @Nullable Double rate,
    @Nullable Double threshold,
    @Nullable Double pHigh,
    @Nullable Long rankMedian,
    @Nullable Long rankP05,
    @Nullable Long rankP95,
    @Nullable Long ranked,
    @Nullable Double excess,
    @Nullable Double agreement,
    String rationale) {

  String classInWords() {
    return switch (jointClass) {
      case "priority" -> "Priority";
      case "probable" -> "Probable";
      case "high_only" -> "High only";
      case "deprived_only" -> "Deprived only";
      case "neither" -> "Neither";
      default -> "Too little known";
    };
  }

  /** Those to look at first come first. */
  int order() {
    return switch (jointClass) {
      case "priority" -> 0;
      case "probable" -> 1;
      case "high_only" -> 2;
      case "deprived_only" -> 3;
      case "neither" -> 4;
      default -> 5;
    };
  }
}
