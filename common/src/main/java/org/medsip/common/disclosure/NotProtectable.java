package org.medsip.common.disclosure;

/**
 * A suppressed figure can be worked out from figures that were published before, and nothing that
 * is suppressed now would change it: the release must not be made.
 */
public final class NotProtectable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotProtectable(String message) {
    super(message);
  }
}
