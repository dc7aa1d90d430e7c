package org.medsip.jobs.landing;

import java.util.Iterator;
import java.util.List;

/** The changes of a change summary of the ODS, after a header of our own. */
final class ChangeSummaryRecords implements Records {

  static final String KIND = "ods change kind";
  static final String EDITION = "ods change month";
  private static final List<String> HEADER =
      List.of(
          EDITION, KIND, "code", "name", "from code", "to code", "to name", "region code", "sheet");

  private final Iterator<ChangeSummary.Change> changes;
  private final Fields fields = new Fields();
  private boolean begun;

  ChangeSummaryRecords(List<ChangeSummary.Change> changes) {
    this.changes = changes.iterator();
  }

  @Override
  public List<String> notes() {
    return ChangeSummary.notes();
  }

  @Override
  public boolean advance() {
    if (!begun) {
      begun = true;
      fields.begin(1);
      HEADER.forEach(fields::add);
      return true;
    }
    if (!changes.hasNext()) {
      return false;
    }
    ChangeSummary.Change change = changes.next();
    fields.begin(change.row());
    List.of(
            change.month().toString().substring(0, 7),
            change.kind(),
            change.code(),
            change.name(),
            change.from(),
            change.to(),
            change.toName(),
            change.region(),
            change.sheet())
        .forEach(fields::add);
    return true;
  }

  @Override
  public Fields record() {
    return fields;
  }

  @Override
  public void close() {}
}
