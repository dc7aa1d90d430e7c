package org.medsip.jobs.fetch;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** Every source on one Markdown page, made from the configuration. */
public final class SourcesPage {

  /** Where the page lies in the checkout. */
  public static final String FILE = "docs/sources.md";

  private static final String HEAD =
      """
      # Sources

      Made from `schemas/configuration/sources.yaml` by `./medsip schemas export`; a change by hand is
      overwritten. How files are fetched stands in [fetch.md](fetch.md).

      ## Fetched

      | source | what | publisher | licence | read as |
      |---|---|---|---|---|
      """;

  private static final String BY_HAND =
      """

      ## To be got by the user

      | source | what | publisher | licence | stored as | how |
      |---|---|---|---|---|---|
      """;

  private SourcesPage() {}

  /** The page, the same bytes for the same sources. */
  public static String of(Sources sources) {
    return HEAD
        + sources.offers().stream().map(SourcesPage::row).collect(Collectors.joining())
        + BY_HAND
        + sources.byHand().stream().map(SourcesPage::row).collect(Collectors.joining());
  }

  private static String row(Offer offer) {
    return row(
        link(offer.id(), offer.page()),
        offer.title(),
        offer.publisher(),
        offer.licence(),
        code(offer.datasets()));
  }

  private static String row(ByHand file) {
    return row(
        link(file.id(), file.page()),
        file.title(),
        file.publisher(),
        file.licence(),
        code(List.of(file.put())),
        file.how());
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String link(String id, URI page) {
    return "[`%s`](%s)".formatted(id, page);
  }

  private static String code(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
  }
}
