package org.medsip.jobs.published.atlas;

/** Where {@code funnel_unit} finds an organisation. */
record FunnelPoint(
    double expected,
    double ratio,
    double zAdjusted,
    double lower95,
    double upper95,
    double lower998,
    double upper998,
    String flag) {

  String flagInWords() {
    return switch (flag) {
      case "above_998" -> "Above 99.8% limit";
      case "above_95" -> "Above 95% limit";
      case "below_95" -> "Below 95% limit";
      case "below_998" -> "Below 99.8% limit";
      default -> "Within limits";
    };
  }
}
