package org.medsip.common.metric;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Definitions;
import org.medsip.common.run.Fingerprint;

/**
 * Something the national programme set out to reach, or reported to have reached: a row of {@code
 * schemas/reference/ambitions.csv}.
 *
 * @param id the id
 * @param title what it is, in words
 * @param trackedBy the cohorts or comparators that count it, the first that is there
 * @param rule what is compared with the baseline
 * @param baselineFrom the first month of the baseline; null where there is none
 * @param baselineTo the last month of the baseline
 * @param trackedFrom the first month that is compared
 * @param targetMonth when it is to be reached
 * @param target how many fewer people, or how many participants
 * @param aspired what is hoped for beyond the target
 * @param outcome what a person less on opioids prevents; null where it is not said
 * @param nnh so many people on opioids for a year bring about one outcome more
 * @param nnhLow the least this may be, as published
 * @param nnhHigh the most this may be, as published
 */
public record Ambition(
    String id,
    String title,
    List<String> trackedBy,
    Rule rule,
    @Nullable LocalDate baselineFrom,
    @Nullable LocalDate baselineTo,
    @Nullable LocalDate trackedFrom,
    LocalDate targetMonth,
    long target,
    @Nullable Long aspired,
    @Nullable Outcome outcome,
    @Nullable BigDecimal nnh,
    @Nullable BigDecimal nnhLow,
    @Nullable BigDecimal nnhHigh)
    implements Serializable {

  private static final String TABLE = "ambitions.csv";

  /** What is compared with the baseline. */
  public enum Rule {
    /** The count of the month. */
    MONTH,
    /** The mean of the counts from the first month compared to this one. */
    MEAN_SO_FAR,
    /** The organisations that take part in the programme; there is no baseline. */
    PARTICIPANTS
  }

  /** What a person less on opioids prevents. */
  public enum Outcome {
    DEATH,
    ADMISSION
  }

  public Ambition {
    trackedBy = List.copyOf(trackedBy);
  }

  /** Every ambition, in the order of the table. */
  public static List<Ambition> all() {
    return Definitions.table(TABLE).stream().map(Ambition::of).toList();
  }

  /** Changes whenever the table does. */
  public static String fingerprint() {
    return Fingerprint.of(Definitions.texts("reference", TABLE).values());
  }

  /** Whether it is about a number of people and so has a baseline. */
  public boolean isAboutPeople() {
    return rule != Rule.PARTICIPANTS;
  }

  /** Whether the baseline is the mean of several months. */
  public boolean isBaselineAMean() {
    return baselineFrom != null && !baselineFrom.equals(baselineTo);
  }

  private static Ambition of(NamedCsvRecord row) {
    return new Ambition(
        row.getField("ambition_id"),
        row.getField("title"),
        List.of(row.getField("tracked_by").split(" ")),
        Rule.valueOf(row.getField("current_rule").toUpperCase(Locale.ROOT)),
        month(row, "baseline_from"),
        month(row, "baseline_to"),
        month(row, "tracked_from"),
        YearMonth.parse(row.getField("target_month")).atDay(1),
        Long.parseLong(row.getField("target")),
        text(row, "target_aspired").map(Long::valueOf).orElse(null),
        text(row, "outcome")
            .map(word -> Outcome.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(null),
        number(row, "nnh"),
        number(row, "nnh_low"),
        number(row, "nnh_high"));
  }

  private static Optional<String> text(NamedCsvRecord row, String column) {
    return Optional.of(row.getField(column)).filter(text -> !text.isEmpty());
  }

  private static @Nullable LocalDate month(NamedCsvRecord row, String column) {
    return text(row, column).map(month -> YearMonth.parse(month).atDay(1)).orElse(null);
  }

  private static @Nullable BigDecimal number(NamedCsvRecord row, String column) {
    return text(row, column).map(BigDecimal::new).orElse(null);
  }
}
