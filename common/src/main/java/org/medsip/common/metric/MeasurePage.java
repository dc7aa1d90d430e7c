package org.medsip.common.metric;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.medsip.common.metric.Measure.Prescribed;
import org.medsip.common.metric.Measure.WorkedExample;
import org.medsip.common.product.ProductReference;

/** Every measure on one Markdown page, made from the definitions. */
public final class MeasurePage {

  /** Where the page lies in the checkout. */
  public static final String FILE = "docs/measures.md";

  private static final String HEAD =
      """
      # Measures

      Made from the definitions in `schemas/measures` by `./medsip schemas export`; a change by hand is
      overwritten. A further measure is one further file there: its keys are those of
      [`measure.schema.json`](../schemas/measures/measure.schema.json), and the program says in one
      sentence what is wrong with a file.

      value = scale x sum of numerators / sum of denominators, over the months of the window and the
      sites of the organisation. A condition of what is not known of a presentation is not met; an
      opioid that could not be resolved counts in the items of every measure of all opioids, and in no
      dose. How intervals are computed stands in the [method](method.md).
      """;

  private final MeasureWords words;

  private MeasurePage(MeasureWords words) {
    this.words = words;
  }

  /** The page, the same bytes for the same definitions. */
  public static String of(MeasureCatalogue catalogue, ProductReference reference) {
    MeasurePage page = new MeasurePage(new MeasureWords(reference));
    List<String> parts = new ArrayList<>(List.of(HEAD, page.contents(catalogue)));
    catalogue.measures().forEach(measure -> parts.add(page.section(measure)));
    return String.join("\n", parts);
  }

  private String contents(MeasureCatalogue catalogue) {
    return catalogue.measures().stream()
        .map(
            measure ->
                "| [`%s`](#%s) | %s | %s | %s |\n"
                    .formatted(
                        measure.id(),
                        measure.id(),
                        cell(measure.title()),
                        codes(measure.variants().keySet()),
                        measure.priority() ? "yes" : " "))
        .collect(
            Collectors.joining(
                "", "| measure | title | variants | priority areas |\n|---|---|---|---|\n", ""));
  }

  private String section(Measure measure) {
    List<String> parts = new ArrayList<>();
    parts.add("## " + measure.id() + "\n");
    parts.add("**%s**\n\n%s\n".formatted(measure.title(), measure.whyItMatters().strip()));
    parts.add(facts(measure));
    parts.add(variants(measure));
    parts.add(example(measure));
    parts.add(
        "References: %s\n"
            .formatted(measure.references().stream().collect(Collectors.joining("; "))));
    return String.join("\n", parts);
  }

  private String facts(Measure measure) {
    MeasureVariant any = new MeasureVariant(measure, measure.variants().firstKey());
    List<String> rows = new ArrayList<>();
    rows.add("| | |\n|---|---|");
    rows.add(row("numerator", measure.numerator().quantity().meaning()));
    rows.add(row("denominator", words.denominator(any)));
    rows.add(row("scale", plain(measure.scale())));
    rows.add(row("unit", measure.unit()));
    rows.add(row("direction", measure.direction().meaning()));
    rows.add(row("interval", measure.interval().name().toLowerCase(Locale.ROOT)));
    words.exclusions(any).forEach(one -> rows.add(row("left out", one)));
    if (measure.standardisedBy() != null) {
      rows.add(row("standardised by", "`" + measure.standardisedBy() + "`"));
    }
    rows.add(
        row(
            "reviewed",
            "%s, again by %s; written by %s"
                .formatted(
                    measure.reviewed(),
                    measure.reviewDue(),
                    String.join(", ", measure.authors()))));
    return String.join("\n", rows) + "\n";
  }

  private String variants(Measure measure) {
    List<String> rows = new ArrayList<>();
    rows.add("| variant | what it is | selects |\n|---|---|---|");
    measure
        .variants()
        .forEach(
            (id, variant) ->
                rows.add(
                    "| `%s` | %s | %s |"
                        .formatted(
                            id,
                            cell(variant.title()),
                            cell(words.selected(new MeasureVariant(measure, id))))));
    return String.join("\n", rows) + "\n";
  }

  private static String example(Measure measure) {
    WorkedExample example = measure.workedExample();
    List<String> rows = new ArrayList<>();
    rows.add(
        "Worked example, %s, %s registrants. %s\n"
            .formatted(
                example.month().toString().substring(0, 7),
                plain(example.registrants()),
                example.says().strip()));
    rows.add("| presentation | items | quantity | NIC |\n|---|---|---|---|");
    for (Prescribed row : example.prescribed()) {
      rows.add(
          "| `%s` %s | %d | %s | %s |"
              .formatted(
                  row.bnfCode(),
                  cell(row.bnfName()),
                  row.items(),
                  plain(row.quantity()),
                  row.nic().toPlainString()));
    }
    String values =
        example.expected().entrySet().stream()
            .map(value -> "`%s` %s".formatted(value.getKey(), plain(value.getValue())))
            .collect(Collectors.joining(", "));
    return String.join("\n", rows) + "\n\nValue: " + values + "\n";
  }

  private static String row(String name, String value) {
    return "| " + name + " | " + cell(value) + " |";
  }

  private static String codes(Iterable<String> ids) {
    List<String> codes = new ArrayList<>();
    ids.forEach(id -> codes.add("`" + id + "`"));
    return String.join(", ", codes);
  }

  private static String cell(String text) {
    return text.strip().replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
