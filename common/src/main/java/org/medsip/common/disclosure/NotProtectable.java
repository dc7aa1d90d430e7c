package org.medsip.common.disclosure;

import java.util.Set;

/** Suppressed counts could be worked out whatever else is suppressed. */
public final class NotProtectable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Set<Integer> figures;

  NotProtectable(Set<Integer> figures) {
    super(
        "%d suppressed figures could be worked out whatever else is suppressed"
            .formatted(figures.size()));
    this.figures = Set.copyOf(figures);
  }

  /** The figures, by their numbers. */
  public Set<Integer> figures() {
    return figures;
  }
}
