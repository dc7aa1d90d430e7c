package org.medsip.jobs.cli;

import java.util.Optional;
import org.medsip.common.run.Busy;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.QualityGateFailed;

/** How a command ends; scripts rely on the numbers. */
enum ExitCode {
  DONE(0),
  USAGE(2),
  INPUT_REFUSED(3),
  QUALITY_GATE_FAILED(4),
  TRY_AGAIN(5),
  BUG(70);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The code for an error, by the first of its causes that the user can do something about. */
  static ExitCode of(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      Optional<ExitCode> known = ofUserError(cause);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return BUG;
  }

  static Optional<ExitCode> ofUserError(Throwable error) {
    if (error instanceof UsageError) {
      return Optional.of(USAGE);
    }
    if (error instanceof InputRefused) {
      return Optional.of(INPUT_REFUSED);
    }
    if (error instanceof QualityGateFailed) {
      return Optional.of(QUALITY_GATE_FAILED);
    }
    return error instanceof Busy ? Optional.of(TRY_AGAIN) : Optional.empty();
  }
}
