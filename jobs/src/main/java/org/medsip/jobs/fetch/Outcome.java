package org.medsip.jobs.fetch;

/**
 * What became of one file, or of one question to a publisher.
 *
 * @param source which source it is of
 * @param file the name it is stored under, as far as it is known; empty for a question
 * @param url where it is from
 * @param fate what became of it
 * @param why in a sentence, where it was not had
 */
public record Outcome(String source, String file, String url, Fate fate, String why) {

  /** What can become of a file. */
  public enum Fate {
    /** It was fetched, or would be. */
    NEW,
    /** It is there and its publisher has no other. */
    UNCHANGED,
    /** It is there; only its server can say whether it has another. */
    TO_ASK,
    /** Its publisher does not have it, or not yet. */
    MISSING,
    /** It could not be had this time. */
    UNREACHABLE,
    /** It is not what it should be. */
    REFUSED
  }
}
