package org.medsip.common.metric;

/** A definition of a measure is wrong; the message says how, without the name of the file. */
final class MistakeInMeasure extends Exception {

  private static final long serialVersionUID = 1L;

  MistakeInMeasure(String sentence) {
    super(sentence);
  }

  MistakeInMeasure(String sentence, Exception cause) {
    super(sentence, cause);
  }
}
