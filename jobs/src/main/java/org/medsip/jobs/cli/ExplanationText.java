package org.medsip.jobs.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medsip.common.metric.MeasureTrace.Added;
import org.medsip.common.metric.MeasureTrace.Unvalued;
import org.medsip.jobs.cli.Explanation.FileUse;
import org.medsip.jobs.cli.Explanation.MonthOfDenominator;
import org.medsip.jobs.cli.Explanation.OfMeasure;
import org.medsip.jobs.cli.Explanation.Step;
import org.medsip.jobs.cli.Explanation.TableVersion;

/** An explanation for people to read. */
final class ExplanationText {

  private static final int PARTITIONS_SHOWN = 3;

  private final Explanation explanation;
  private final List<String> paragraphs = new ArrayList<>();

  ExplanationText(Explanation explanation) {
    this.explanation = explanation;
  }

  /** A number with commas between thousands and at most six decimals. */
  static String number(BigDecimal number) {
    DecimalFormat format =
        new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(number);
  }

  @Override
  public String toString() {
    paragraphs.clear();
    add(explanation.table() + ": " + explanation.meaning());
    addRow();
    OfMeasure measure = explanation.measure();
    if (measure != null) {
      addMeasure(measure);
      addProducts(measure);
      addWithoutValue(measure);
      addDenominator(measure);
    }
    addSteps();
    addTables();
    addFiles();
    return String.join("\n\n", paragraphs);
  }

  private void add(String paragraph) {
    paragraphs.add(paragraph.stripTrailing());
  }

  private void add(String heading, TextTable table) {
    add(heading + "\n" + table.toString().indent(2));
  }

  private void addRow() {
    TextTable table = new TextTable(List.of("column", "value"));
    explanation
        .row()
        .forEach(
            (column, value) -> table.add(List.of(column, value == null ? "" : value.toString())));
    add("The row", table);
  }

  private void addMeasure(OfMeasure measure) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                measure.title(),
                "  variant      " + measure.variant() + ": " + measure.variantTitle(),
                "  unit         " + measure.unit(),
                "  formula      " + measure.formula(),
                "  in numbers   " + measure.numbers(),
                "  interval     95 %, " + measure.interval(),
                "  numerator    " + measure.selection(),
                "  denominator  " + measure.denominator()));
    measure.exclusions().forEach(one -> lines.add("  left out     " + one));
    lines.add(
        "  added up again from prescribing: %s, %s"
            .formatted(
                number(measure.recomputed()),
                measure.agrees()
                    ? "the numerator of the row"
                    : "which is not the numerator of the row: run medsip on the lake again"));
    add(String.join("\n", lines));
  }

  private void addProducts(OfMeasure measure) {
    if (measure.products().isEmpty()) {
      add("No presentation adds anything.");
      return;
    }
    TextTable table =
        new TextTable(
            List.of("bnf_code", "name", "items", "amount", "each", "adds", "share", "citations"));
    for (Added product : measure.products()) {
      table.add(
          List.of(
              product.bnfCode(),
              product.bnfName(),
              number(BigDecimal.valueOf(product.items())),
              number(product.amount()),
              number(product.each()),
              number(product.contribution()),
              share(product.contribution(), measure.recomputed()),
              product.citations()));
    }
    String more =
        measure.otherProducts() == 0
            ? ""
            : " (the largest; %d more with --all)".formatted(measure.otherProducts());
    add(
        "What each presentation adds: %s, times what each of them adds%s"
            .formatted(measure.products().get(0).basis(), more),
        table);
  }

  private static String share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? ""
        : part.multiply(BigDecimal.valueOf(100))
                .divide(whole, MathContext.DECIMAL64)
                .setScale(1, RoundingMode.HALF_UP)
            + " %";
  }

  private void addWithoutValue(OfMeasure measure) {
    if (!measure.withoutValue().isEmpty()) {
      TextTable table = new TextTable(List.of("bnf_code", "name", "items", "reason"));
      for (Unvalued one : measure.withoutValue()) {
        table.add(
            List.of(
                one.bnfCode(),
                one.bnfName(),
                number(BigDecimal.valueOf(one.items())),
                one.reason()));
      }
      add("Selected, and adding nothing for want of a value", table);
    }
  }

  private void addDenominator(OfMeasure measure) {
    TextTable table = new TextTable(List.of("month", "count", "times", "basis"));
    for (MonthOfDenominator month : measure.months()) {
      table.add(
          List.of(
              month.month(), number(month.count()), String.valueOf(month.times()), month.basis()));
    }
    Boolean agrees = measure.denominatorAgrees();
    add(
        "The denominator month by month"
            + (agrees == null || agrees
                ? ""
                : ", which is not that of the row: run medsip on the lake again"),
        table);
  }

  private void addSteps() {
    if (!explanation.builtBy().isEmpty()) {
      TextTable table = new TextTable(List.of("stage", "reads"));
      for (Step step : explanation.builtBy()) {
        table.add(List.of(step.stage(), String.join(", ", step.reads())));
      }
      add("Built by", table);
    }
  }

  private void addTables() {
    TextTable table = new TextTable(List.of("table", "version", "partitions", "written by run"));
    for (TableVersion one : explanation.tables()) {
      table.add(
          List.of(
              one.table(),
              String.valueOf(one.version()),
              partitions(one.partitions()),
              String.join(", ", one.runs())));
    }
    add("Tables", table);
  }

  private static String partitions(List<String> partitions) {
    return partitions.size() <= PARTITIONS_SHOWN
        ? String.join(", ", partitions)
        : "%s to %s (%d)"
            .formatted(partitions.get(0), partitions.get(partitions.size() - 1), partitions.size());
  }

  private void addFiles() {
    if (!explanation.files().isEmpty()) {
      TextTable table =
          new TextTable(List.of("file", "dataset", "month", "rows", "of these count", "sha256"));
      for (FileUse file : explanation.files()) {
        table.add(
            List.of(
                file.name(),
                file.dataset(),
                file.month(),
                file.rows() == null ? "" : number(BigDecimal.valueOf(file.rows())),
                file.contributing() == null ? "" : number(BigDecimal.valueOf(file.contributing())),
                file.sha256()));
      }
      add("Files as published", table);
    }
  }
}
