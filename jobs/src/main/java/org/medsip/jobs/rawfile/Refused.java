package org.medsip.jobs.rawfile;

import java.util.Locale;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.ColumnReader;
import org.medsip.jobs.landing.Glance;
import org.medsip.jobs.landing.Source;

/** What a query does with a record that cannot be read: it has no quarantine, so it ends. */
final class Refused {

  /** Ends the query with the first record that is refused, in a sentence. */
  static ColumnReader.Rejections of(Source source) {
    return (line, rejection, record) -> {
      throw new InputRefused(
          String.format(
              Locale.UK,
              "%s cannot be queried: on line %d %s; take it into a lake with 'medsip run', which"
                  + " sets such records aside and counts them, and query that",
              Glance.nameOf(source),
              line,
              rejection.detail()));
    };
  }

  private Refused() {}
}
