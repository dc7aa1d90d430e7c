package org.medsip.common.org;

import java.io.Serializable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The organisations a site belongs to at one time.
 *
 * @param parents by level; a level that is not there has none that is known
 */
public record Belonging(Map<Level, Parent> parents) implements Serializable {

  /** To nothing that is known. */
  public static final Belonging NOWHERE = new Belonging(Map.of());

  public Belonging {
    Map<Level, Parent> copy = new EnumMap<>(Level.class);
    copy.putAll(parents);
    parents = Collections.unmodifiableMap(copy);
  }

  public Optional<Parent> at(Level level) {
    return Optional.ofNullable(parents.get(level));
  }

  /** The same with another parent at a level, or with none. */
  Belonging with(Level level, Optional<Parent> parent) {
    Map<Level, Parent> changed = new EnumMap<>(Level.class);
    changed.putAll(parents);
    changed.remove(level);
    parent.ifPresent(known -> changed.put(level, known));
    return new Belonging(changed);
  }
}
