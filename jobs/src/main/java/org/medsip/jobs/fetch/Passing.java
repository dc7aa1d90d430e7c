package org.medsip.jobs.fetch;

import java.time.Duration;

/** A failure that may pass: the same request is made again, after a while. */
final class Passing extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration wait;

  /**
   * A failure after which the server asks to wait.
   *
   * @param wait how long; zero where it does not say
   */
  Passing(String what, Duration wait) {
    super(what);
    this.wait = wait;
  }

  Passing(String what, Throwable cause) {
    super(what, cause);
    this.wait = Duration.ZERO;
  }

  Duration waitAsked() {
    return wait;
  }
}
