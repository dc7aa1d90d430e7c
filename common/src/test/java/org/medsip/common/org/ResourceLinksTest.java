package org.medsip.common.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Constraint;
import org.medsip.common.org.ResourceLinks.Link;
import org.medsip.common.table.PublishedTables;

class ResourceLinksTest {

  private final List<Link> links = ResourceLinks.load().rows();

  @Test
  void everyResourceIsNamedOnceInAnAreaAndCitesWhereItIsKnownFrom() {
    Set<String> keys = new HashSet<>();
    for (Link link : links) {
      assertThat(keys.add(link.areaCode() + " " + link.resourceId())).as("%s", link).isTrue();
      assertThat(link.source()).as("%s", link).isNotBlank();
      assertThat(link.url()).startsWith("https://").doesNotContain(" ");
    }
  }

  @Test
  void audiencesPurposesAndChecksAreThoseOfTheDeclaration() {
    for (Link link : links) {
      assertThat(allowed("audience")).contains(link.audience());
      assertThat(allowed("purpose")).contains(link.purpose());
      assertThat(allowed("checked")).contains(link.checked());
      assertThat(allowed("area_level")).contains(link.areaLevel());
    }
  }

  @Test
  void allOfEnglandHasTheGuidelinesAndSomeAreasHaveMore() {
    assertThat(links)
        .filteredOn(link -> link.areaCode().equals("ENG"))
        .extracting(Link::resourceId)
        .contains("nice_ng193", "nice_ng215", "opioids_aware", "nhse_dependence_framework");
    assertThat(links)
        .extracting(Link::areaCode)
        .contains("MANCHESTER", "WEST_MIDLANDS", "SOUTH_WEST", "SOUTH_LONDON");
  }

  private static List<String> allowed(String column) {
    Column declared = PublishedTables.RESOURCE_LINK.column(column);
    return declared.constraints().stream()
        .filter(Constraint.OneOf.class::isInstance)
        .map(constraint -> ((Constraint.OneOf) constraint).values())
        .findFirst()
        .orElseThrow();
  }
}
