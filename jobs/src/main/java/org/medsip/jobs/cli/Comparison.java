package org.medsip.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A piece of work against another, done in turns, so that what else the machine does weighs on
 * both.
 *
 * @param work what is measured
 * @param against what it is measured against
 * @param timings of each turn those of both
 */
record Comparison(String work, String against, List<Turn> timings) {

  /** One turn. */
  record Turn(Timing work, Timing against) {

    double ratio() {
      return work.seconds() / against.seconds();
    }
  }

  Comparison {
    timings = List.copyOf(timings);
  }

  Comparison(String work, String against) {
    this(work, against, List.of());
  }

  Comparison with(Timing ofWork, Timing ofOther) {
    List<Turn> more = new ArrayList<>(timings);
    more.add(new Turn(ofWork, ofOther));
    return new Comparison(work, against, more);
  }

  /** The middle one of the turns' ratios; of two in the middle the larger. */
  double ratio() {
    List<Double> sorted = ratios();
    return sorted.get(sorted.size() / 2);
  }

  private List<Double> ratios() {
    return timings.stream().map(Turn::ratio).sorted().toList();
  }

  /** For people. */
  String sentence() {
    List<Double> sorted = ratios();
    long peak = timings.stream().mapToLong(turn -> turn.work().peakMegabytes()).max().orElse(0);
    return String.format(
        Locale.UK,
        "%s take %.2f times as long as %s (%.2f to %.2f in %d turns); peak heap %,d MB",
        work,
        ratio(),
        against,
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        sorted.size(),
        peak);
  }

  /** For machines: what was measured, on what, and every turn. */
  String toJson(int rowsOfMonth, int months) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("work", work);
    figures.put("against", against);
    figures.put("ratio", ratio());
    figures.put("rows_of_month", rowsOfMonth);
    figures.put("months", months);
    figures.put("processors", Runtime.getRuntime().availableProcessors());
    figures.put("java", System.getProperty("java.version"));
    figures.put("program", Version.OF_THE_PROGRAM);
    figures.put("turns", timings);
    try {
      return new ObjectMapper()
              .enable(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(figures)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Figures are always writable", e);
    }
  }
}
