package org.medsip.common.run;

/** A rule that must hold does not: the message says which, on what, what was expected and found. */
public final class QualityGateFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public QualityGateFailed(String message) {
    super(message);
  }
}
