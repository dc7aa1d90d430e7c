package org.medsip.common.disclosure;

import java.util.OptionalLong;

/**
 * What is shown of a count of people: a rounded number, or that it is suppressed. Nothing says
 * whether a count is suppressed because it is small or because it would give away another.
 *
 * @param number the number, where there is one
 */
public record Shown(OptionalLong number) {

  public static final Shown SUPPRESSED = new Shown(OptionalLong.empty());

  public static Shown number(long number) {
    return new Shown(OptionalLong.of(number));
  }

  public boolean isSuppressed() {
    return number.isEmpty();
  }
}
