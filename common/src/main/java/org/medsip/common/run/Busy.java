package org.medsip.common.run;

/** Somebody else is at work, or a source cannot be reached: the same call may succeed later. */
public final class Busy extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Busy(String message) {
    super(message);
  }
}
