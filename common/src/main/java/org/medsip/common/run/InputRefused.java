package org.medsip.common.run;

/**
 * An input that is not taken in, which ends a run with exit code 3. The message is one sentence for
 * the user: what is wrong, where, and what to do.
 */
public final class InputRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InputRefused(String sentence) {
    super(sentence);
  }

  public InputRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
