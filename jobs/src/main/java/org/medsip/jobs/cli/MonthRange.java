package org.medsip.jobs.cli;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A span of months, both ends included. */
record MonthRange(YearMonth first, YearMonth last) {

  boolean contains(LocalDate day) {
    YearMonth month = YearMonth.from(day);
    return !month.isBefore(first) && !month.isAfter(last);
  }

  /** Every month of the span, in order. */
  List<YearMonth> months() {
    return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
        .toList();
  }

  static final class Converter implements ITypeConverter<MonthRange> {
    @Override
    public MonthRange convert(String text) {
      String[] ends = text.split("\\.\\.", -1);
      try {
        YearMonth first = YearMonth.parse(ends[0]);
        YearMonth last = YearMonth.parse(ends[ends.length - 1]);
        if (ends.length <= 2 && !last.isBefore(first)) {
          return new MonthRange(first, last);
        }
      } catch (DateTimeParseException e) {
        throw notASpan(text);
      }
      throw notASpan(text);
    }

    private static TypeConversionException notASpan(String text) {
      return new TypeConversionException(
          "'" + text + "' is not a span of months; write it as 2026-05..2026-07");
    }
  }
}
