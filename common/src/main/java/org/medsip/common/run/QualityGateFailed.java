package org.medsip.common.run;

/**
 * A broken quality rule, which ends a run with exit code 4 and leaves what was published before as
 * it was. The message is one sentence for the user: which rule, on which table and months, what was
 * expected and what was found.
 */
public final class QualityGateFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public QualityGateFailed(String sentence) {
    super(sentence);
  }
}
