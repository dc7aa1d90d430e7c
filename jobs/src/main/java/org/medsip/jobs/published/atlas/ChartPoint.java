package org.medsip.jobs.published.atlas;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A month of a process control chart. */
record ChartPoint(
    LocalDate periodEnd,
    double value,
    @Nullable Double mean,
    @Nullable Double lpl,
    @Nullable Double upl,
    String rule,
    String direction) {

  boolean isRemarkable() {
    return !rule.equals("none") && !rule.equals("insufficient");
  }

  String inWords() {
    String way = direction.equals("high") ? "high" : "low";
    return switch (rule) {
      case "outside_limits" -> "outside the limits, " + way;
      case "trend" -> "six months in one direction, " + way;
      case "two_of_three" -> "two of three months near a limit, " + way;
      case "one_side" -> "seven months on one side of the mean, " + way;
      case "insufficient" -> "fewer than 15 months";
      default -> "";
    };
  }
}
