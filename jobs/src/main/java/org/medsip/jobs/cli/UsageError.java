package org.medsip.jobs.cli;

/** A command was called in a way it cannot carry out: the message says what to write instead. */
final class UsageError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageError(String message) {
    super(message);
  }
}
