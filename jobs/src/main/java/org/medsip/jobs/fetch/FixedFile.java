package org.medsip.jobs.fetch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.time.YearMonth;
import java.util.List;
import org.medsip.jobs.fetch.Planned.Lasts;
import org.medsip.jobs.fetch.Planned.Link;

/**
 * A file at one address, wanted whatever the months are.
 *
 * @param address where it is
 * @param storedAs the name it is stored under; {@code {month}} in it is the month it is fetched in
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record FixedFile(
    String id,
    String title,
    String publisher,
    String licence,
    URI page,
    List<String> datasets,
    List<String> hosts,
    int mostMegabytes,
    URI address,
    String storedAs)
    implements Offer {

  FixedFile {
    datasets = List.copyOf(datasets);
    hosts = List.copyOf(hosts);
  }

  @Override
  public List<URI> addresses() {
    return List.of(address);
  }

  @Override
  public Plan plan(List<YearMonth> months, YearMonth now, Asked publisher) {
    String stem = storedAs.replace("{month}", now.toString()).replaceFirst("\\.[a-z]+$", "");
    Link link = new Link(address, Lasts.FOR_EVER);
    return new Plan(List.of(new Planned(this, id, stem, "", link, "", List.of())), List.of());
  }

  @Override
  public String mistake() {
    return storedAs.replace("{month}", "").matches("[A-Za-z0-9_-]+\\.[a-z]+")
        ? ""
        : "stored_as is not a name of letters, digits, _ and - with an ending";
  }
}
