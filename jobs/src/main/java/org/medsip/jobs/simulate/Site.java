package org.medsip.jobs.simulate;

import java.util.List;

/**
 * Something that prescribes and has no list: a community service, a dummy, or whoever could not be
 * identified.
 *
 * @param setting the prescribing setting of the ODS; 4 would be a practice
 * @param people so many people would prescribe as much
 */
record Site(
    String code, String name, int sicbl, List<String> address, String setting, double people) {

  static final String UNIDENTIFIED = "-";

  boolean isIdentified() {
    return !code.equals(UNIDENTIFIED);
  }
}
