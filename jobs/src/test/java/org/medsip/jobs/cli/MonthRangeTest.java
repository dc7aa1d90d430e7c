package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MonthRangeTest {

  private final MonthRange.Converter converter = new MonthRange.Converter();

  @Test
  void bothEndsBelongToIt() {
    MonthRange range = converter.convert("2025-12..2026-02");

    assertThat(range.contains(LocalDate.of(2025, 11, 30))).isFalse();
    assertThat(range.contains(LocalDate.of(2025, 12, 1))).isTrue();
    assertThat(range.contains(LocalDate.of(2026, 2, 28))).isTrue();
    assertThat(range.contains(LocalDate.of(2026, 3, 1))).isFalse();
  }

  @Test
  void oneMonthIsARangeToo() {
    MonthRange range = converter.convert("2026-01");

    assertThat(range.contains(LocalDate.of(2026, 1, 1))).isTrue();
    assertThat(range.contains(LocalDate.of(2026, 2, 1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "..",
        "2026",
        "2026-13",
        "2026-1",
        "202601",
        "2026-01..",
        "..2026-01",
        "2026-02..2026-01",
        "2026-01..2026-02..2026-03",
        "2026-01-01..2026-02-01",
        "May"
      })
  void anythingElseIsRefusedWithTheWayToWriteIt(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'" + text + "' is not a span of months; write it as 2026-05..2026-07");
  }
}
