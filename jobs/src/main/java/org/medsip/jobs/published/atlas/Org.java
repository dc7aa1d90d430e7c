package org.medsip.jobs.published.atlas;

import java.util.Map;
import java.util.Optional;

/**
 * An organisation as the newest month has it.
 *
 * @param level its level
 * @param code its code
 * @param name its name; the code where it has none
 * @param parents codes of the organisations it belongs to, by level
 */
record Org(String level, String code, String name, Map<String, String> parents) {

  static final String PRACTICE = "practice";
  static final String PCN = "pcn";
  static final String ICB = "icb";
  static final String PSC = "psc";
  static final String ENGLAND = "england";

  record Key(String level, String code) {}

  Key key() {
    return new Key(level, code);
  }

  Optional<Key> parent(String parentLevel) {
    return Optional.ofNullable(parents.get(parentLevel)).map(code -> new Key(parentLevel, code));
  }

  /** The path of its page below the atlas. No code of a file can lead elsewhere. */
  static String path(Key key) {
    return key.level() + "/" + fileName(key.code()) + ".html";
  }

  static String fileName(String code) {
    if (code.matches("[A-Za-z0-9_-]{1,40}")) {
      return code;
    }
    StringBuilder hex = new StringBuilder("x");
    code.chars().limit(40).forEach(c -> hex.append("%04x".formatted(c)));
    return hex.toString();
  }
}
