package org.medsip.jobs.landing;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Constraint;

/** Reads days, and months where the column holds months. */
final class DateCell extends Cell {

  private final boolean ofMonths;
  private String last = "";
  private @Nullable Date lastDate;

  DateCell(Column column) {
    super(column);
    this.ofMonths = column.constraints().contains(new Constraint.FirstOfMonth());
  }

  @Override
  @Nullable Rejection read(char[] text, int start, int end) {
    String found = new String(text, start, end - start);
    if (found.equals(last)) {
      value = lastDate;
      return null;
    }
    Optional<LocalDate> month = ofMonths ? Calendar.month(found) : Optional.empty();
    Optional<LocalDate> date = month.isPresent() ? month : Calendar.day(found);
    if (date.isEmpty()) {
      return rejected(Reason.BAD_DATE, ofMonths ? "a month" : "a day", text, start, end);
    }
    if (ofMonths && date.get().getDayOfMonth() != 1) {
      return rejected(Reason.CONSTRAINT, "the first day of a month", text, start, end);
    }
    last = found;
    lastDate = Date.valueOf(date.get());
    value = lastDate;
    return null;
  }
}
