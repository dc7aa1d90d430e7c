package org.medsip.jobs.landing;

/** A file that cannot be read on from a line, because where its records end is not known. */
public final class Damaged extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final long line;

  Damaged(Reason reason, long line, String what) {
    super("line " + line + " begins " + what);
    this.reason = reason;
    this.line = line;
  }

  public Reason reason() {
    return reason;
  }

  public long line() {
    return line;
  }

  /** Why the record it begins with is rejected, and what becomes of those behind it. */
  public Rejection rejection() {
    return new Rejection(reason, getMessage() + "; nothing behind it was read");
  }
}
