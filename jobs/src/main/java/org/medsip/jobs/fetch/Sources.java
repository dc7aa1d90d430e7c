package org.medsip.jobs.fetch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.medsip.common.contract.Definitions;
import org.medsip.common.contract.StrictYaml;
import org.medsip.jobs.landing.Dataset;

/**
 * Where files are got from, as {@code schemas/configuration/sources.yaml} says it.
 *
 * @param ckan datasets of CKAN portals
 * @param pages pages of months
 * @param files single files
 * @param byHand what only the user can get
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Sources(
    List<CkanPackage> ckan, List<MonthlyPages> pages, List<FixedFile> files, List<ByHand> byHand) {

  private static final String NAME = "sources.yaml";
  private static final List<String> LABELS =
      Arrays.stream(Dataset.values()).map(Dataset::label).toList();

  public Sources {
    ckan = List.copyOf(ckan);
    pages = List.copyOf(pages);
    files = List.copyOf(files);
    byHand = List.copyOf(byHand);
  }

  /** The sources that are packaged with the program. */
  public static Sources packaged() {
    String text = Definitions.texts("configuration", NAME).get(NAME);
    if (text == null) {
      throw new IllegalStateException("schemas/configuration is not packaged with the program");
    }
    return parse(NAME, text);
  }

  /**
   * The sources in a file.
   *
   * @throws IllegalArgumentException if it is wrong: the message says which file and what
   */
  public static Sources parse(String name, String text) {
    try {
      Sources sources = StrictYaml.read(text, Sources.class);
      sources.check();
      return sources;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The file of sources %s is wrong: %s".formatted(name, e.getMessage()), e);
    }
  }

  List<Offer> offers() {
    return Stream.of(ckan, pages, files).<Offer>flatMap(List::stream).toList();
  }

  private void check() {
    Set<String> ids = new HashSet<>();
    for (Offer offer : offers()) {
      String mistake = ids.add(offer.id()) ? mistake(offer) : "its id is another's too";
      if (!mistake.isEmpty()) {
        throw new IllegalArgumentException("of %s, %s".formatted(offer.id(), mistake));
      }
    }
  }

  private static String mistake(Offer offer) {
    if (!offer.id().matches("[a-z0-9_]+")) {
      return "its id is not a-z, 0-9 and _";
    }
    if (offer.datasets().isEmpty() || !LABELS.containsAll(offer.datasets())) {
      return "its datasets are not some of " + String.join(", ", LABELS);
    }
    if (offer.mostMegabytes() < 1) {
      return "its most_megabytes is not above zero";
    }
    return offer.addresses().stream()
        .filter(address -> !new Hosts(offer.hosts()).allow(address))
        .findFirst()
        .map(address -> address + " is not an https address of one of its hosts")
        .orElseGet(offer::mistake);
  }
}
