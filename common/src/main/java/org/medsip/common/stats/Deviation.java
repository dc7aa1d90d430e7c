package org.medsip.common.stats;

/**
 * How far an organisation lies from the target of a {@link Funnel}, on the scale of the funnel.
 *
 * @param place where it lies less where the target lies
 * @param standardError how far chance alone takes an organisation of its size
 */
public record Deviation(double place, double standardError) {

  public Deviation {
    if (!(standardError > 0)) {
      throw new IllegalArgumentException("A standard error is above 0, not " + standardError);
    }
  }

  /** How many standard errors it lies from the target. */
  public double z() {
    return place / standardError;
  }
}
