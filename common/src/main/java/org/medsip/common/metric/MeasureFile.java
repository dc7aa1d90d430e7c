package org.medsip.common.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One hand-written definition, and in one sentence what is wrong with it.
 *
 * @param name name of the file
 * @param text its content
 */
record MeasureFile(String name, String text) {

  /**
   * The measure it defines.
   *
   * @param known what a definition can name
   * @throws IllegalArgumentException if it is wrong: the message says which file and what
   */
  Measure parse(KnownToMeasures known) {
    try {
      JsonNode written = MeasureYaml.tree(text);
      MeasureSyntax.require(written);
      Measure measure = MeasureYaml.measure(written);
      String right = measure.id() + ".yaml";
      if (!name.equals(right)) {
        throw new MistakeInMeasure(
            "it defines %s; call the file %s, or change the id".formatted(measure.id(), right));
      }
      List<String> mistakes = new MeasureMeaning(measure, known).mistakes();
      if (!mistakes.isEmpty()) {
        throw new MistakeInMeasure(mistakes.get(0));
      }
      return measure;
    } catch (MistakeInMeasure e) {
      throw new IllegalArgumentException(
          "Measure file %s is wrong: %s".formatted(name, e.getMessage()), e);
    }
  }
}
