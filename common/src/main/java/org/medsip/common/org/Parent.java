package org.medsip.common.org;

import java.io.Serializable;
import java.util.Comparator;

/**
 * An organisation that others belong to.
 *
 * @param code ODS code, or for the area of a Patient Safety Collaborative ours
 * @param name its name at the time; empty where the files give none
 */
public record Parent(String code, String name) implements Serializable, Comparable<Parent> {

  private static final Comparator<Parent> ORDER =
      Comparator.comparing(Parent::code).thenComparing(Parent::name);

  @Override
  public int compareTo(Parent other) {
    return ORDER.compare(this, other);
  }
}
