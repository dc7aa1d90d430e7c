package org.medsip.jobs.fetch;

import java.time.Duration;

/**
 * How a publisher is asked.
 *
 * @param attempts how often the same thing is asked for before it is given up
 * @param firstWait how long before it is asked for again; each wait is twice the one before
 * @param longestWait the longest wait; a server that asks for more is left alone
 * @param stall how long nothing may come before the connection counts as lost
 * @param pause the least time between two requests
 */
public record Patience(
    int attempts, Duration firstWait, Duration longestWait, Duration stall, Duration pause) {

  /** Four requests a second at most, and five attempts within a few minutes. */
  public static final Patience POLITE =
      new Patience(
          5,
          Duration.ofSeconds(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(60),
          Duration.ofMillis(250));
}
