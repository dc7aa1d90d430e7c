package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.medsip.common.product.Resolution.NotOpioid;
import org.medsip.common.product.Resolution.Unresolved;

/** Names in dm+d style, as EPD has them today, with the BNF codes of the OpenSAFELY codelists. */
class DmdNamesTest {

  private static final ProductReference REFERENCE = ProductReference.load();
  private final List<Named> names =
      Stream.of(
              "oral",
              "parenteral",
              "transdermal",
              "rectal",
              "inhalation",
              "buccal-nasal-and-oromucosal")
          .map("opensafely_codelists/%s-excluding-drugs-for-substance-misuse.csv"::formatted)
          .flatMap(DmdNamesTest::namesIn)
          .filter(named -> !named.name().startsWith("VMP previous to"))
          .distinct()
          .toList();

  private record Named(String bnfCode, String name) {
    Resolution resolution() {
      return new ProductResolver(REFERENCE).resolve(bnfCode, name);
    }

    NameFacts facts() {
      return NameFacts.of(name, REFERENCE.words());
    }
  }

  @Test
  void nearlyEveryNameSaysItsForm() {
    List<Named> silent = names.stream().filter(named -> named.facts().form().isEmpty()).toList();
    System.out.println("dm+d names without a known form: " + silent);

    assertThat(names).hasSizeGreaterThan(900);
    assertThat(silent).allMatch(named -> named.name().contains("mixture"));
  }

  @Test
  void nearlyEveryNameSaysItsStrength() {
    List<Named> silent = names.stream().filter(named -> named.facts().amounts().isEmpty()).toList();
    System.out.println("dm+d names without a strength: " + silent);

    assertThat(silent).hasSizeLessThan(names.size() / 20);
    assertThat(silent)
        .as("every one that has a strength in milligrams or grams is read")
        .noneMatch(named -> named.name().matches(".*\\d(mg|g|micrograms?)\\b.*"));
  }

  @Test
  void underOnePerCentOfOpioidPresentationsIsUnresolved() {
    List<Named> opioids =
        names.stream().filter(named -> !(named.resolution() instanceof NotOpioid)).toList();
    List<Named> unresolved =
        opioids.stream().filter(named -> named.resolution() instanceof Unresolved).toList();
    unresolved.forEach(named -> System.out.println(named + " " + named.resolution()));

    assertThat(unresolved).hasSizeLessThan(opioids.size() / 100);
    assertThat(unresolved).allMatch(named -> isKnownGap(named.name()));
  }

  /** OpenPrescribing's rule for 120 mg has no hydromorphone; OpenSAFELY's list of it has. */
  @Test
  void thePublishedListOfHighDoseLongActingOpioidsIsOursButForHydromorphone() {
    Set<Named> published =
        namesIn("opensafely_codelists/high-dose-long-acting.csv")
            .filter(named -> !named.name().startsWith("VMP previous to"))
            .filter(named -> !named.bnfCode().startsWith("040702050"))
            .collect(Collectors.toSet());
    Set<Named> ours =
        names.stream()
            .filter(named -> isHighDoseAt120(named.resolution()))
            .collect(Collectors.toSet());

    assertThat(ours).containsExactlyInAnyOrderElementsOf(published);
  }

  private static boolean isHighDoseAt120(Resolution resolution) {
    return resolution instanceof Resolution.Resolved resolved
        && resolved.product().isHighDoseAt(HighDoseThreshold.OF_120);
  }

  /** Doloxene by its salt, an elixir without a strength, sprays without a price of a dose. */
  private static boolean isKnownGap(String name) {
    return name.matches("Doloxene.*|Morphine and Cocaine elixir|Fentanyl .* nasal spray");
  }

  private static Stream<Named> namesIn(String file) {
    return Prescribed.read(file, row -> new Named(row.getField("bnf_code"), row.getField("term")))
        .stream();
  }
}
