package org.medsip.jobs.fetch;

/** A publisher did not give what was asked for. The message is a sentence for the user. */
final class Unreachable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unreachable(String sentence) {
    super(sentence);
  }

  Unreachable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
