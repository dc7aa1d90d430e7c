package org.medsip.jobs.fetch;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.medsip.jobs.landing.Fetched;

/**
 * One file that a publisher announces.
 *
 * @param offer what it is part of
 * @param source the name of its source in the record; of one of several files of an offer its own
 * @param stem the name it is stored under, without the ending
 * @param month the month it is of as {@code 2026-07}; empty where it is of none
 * @param link where it is
 * @param published when it was published, in the publisher's words; empty where they are not said
 * @param members what is taken out of a .zip; empty where it stays packed
 */
record Planned(
    Offer offer,
    String source,
    String stem,
    String month,
    Link link,
    String published,
    List<Pattern> members) {

  Planned {
    members = List.copyOf(members);
  }

  /** Whether a file that was fetched is this one, as its publisher says when it was published. */
  boolean isSameAs(Fetched fetched) {
    return !published.isEmpty() && published.equals(fetched.published());
  }

  /**
   * Where a file is.
   *
   * @param address the file, or what is asked for a link to it
   * @param lasts whether it is the file itself; a link that does not last is asked for when it is
   *     needed
   */
  record Link(URI address, Lasts lasts) {}

  /** How long the address of a file is good. */
  enum Lasts {
    /** It is the address of the file. */
    FOR_EVER,
    /** It is asked for an address that is good for an hour. */
    FOR_AN_HOUR
  }
}
