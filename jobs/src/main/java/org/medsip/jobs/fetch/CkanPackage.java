package org.medsip.jobs.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsip.jobs.fetch.Planned.Lasts;
import org.medsip.jobs.fetch.Planned.Link;

/**
 * A dataset of a CKAN portal: {@code package_show} lists its resources, one for each month, and
 * {@code resource_show} gives a link to one.
 *
 * @param api the address of the actions
 * @param packageId the name of the dataset on the portal
 * @param name what the names of its resources look like; the group {@code month} is {@code 202607}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record CkanPackage(
    String id,
    String title,
    String publisher,
    String licence,
    URI page,
    List<String> datasets,
    List<String> hosts,
    int mostMegabytes,
    URI api,
    String packageId,
    Pattern name)
    implements Offer {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SAFE = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}";

  CkanPackage {
    datasets = List.copyOf(datasets);
    hosts = List.copyOf(hosts);
  }

  @Override
  public List<URI> addresses() {
    return List.of(api);
  }

  @Override
  public Plan plan(List<YearMonth> months, YearMonth now, Asked publisher) {
    Map<YearMonth, Resource> newest = newestOfMonths(publisher.answer(listing()));
    List<Planned> files = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (YearMonth month : months) {
      Resource resource = newest.get(month);
      if (resource == null) {
        missing.add("%s of %s is not published on %s".formatted(id, month, page));
      } else {
        files.add(
            new Planned(
                this,
                id,
                resource.name(),
                month.toString(),
                new Link(resource(resource.id()), Lasts.FOR_AN_HOUR),
                resource.published(),
                List.of()));
      }
    }
    return new Plan(files, missing);
  }

  @Override
  public String mistake() {
    if (!name.pattern().contains("(?<month>")) {
      return "its name has no group (?<month>...)";
    }
    return packageId.matches(SAFE) ? "" : "its package_id is not letters, digits and hyphens";
  }

  /**
   * The link in the answer to {@code resource_show}: to the packed file where there is one.
   *
   * @throws Unreachable if the answer has none
   */
  static URI link(String answer) {
    JsonNode resource = result(answer);
    for (String key : List.of("zip_url", "url")) {
      String link = resource.path(key).asText("");
      if (!link.isBlank()) {
        return Web.address(link);
      }
    }
    throw new Unreachable("The portal gives no link to the file; try again later");
  }

  private URI listing() {
    return action("package_show", packageId);
  }

  private URI resource(String resourceId) {
    return action("resource_show", resourceId);
  }

  private URI action(String action, String of) {
    return URI.create(api + "/" + action + "?id=" + URLEncoder.encode(of, StandardCharsets.UTF_8));
  }

  /** A resource of a later publication replaces an earlier one of its month. */
  private Map<YearMonth, Resource> newestOfMonths(String answer) {
    Map<YearMonth, Resource> newest = new TreeMap<>();
    for (JsonNode node : result(answer).path("resources")) {
      Matcher named = name.matcher(node.path("name").asText(""));
      if (named.matches() && named.group().matches(SAFE)) {
        String published = node.path("last_modified").asText(node.path("created").asText(""));
        Resource resource = new Resource(node.path("id").asText(""), named.group(), published);
        newest.merge(month(named.group("month")), resource, Resource::later);
      }
    }
    return newest;
  }

  private YearMonth month(String digits) {
    try {
      return YearMonth.of(
          Integer.parseInt(digits.substring(0, 4)), Integer.parseInt(digits.substring(4)));
    } catch (RuntimeException e) {
      throw new Unreachable(
          "The portal names a month '%s' of %s, which is none; look at %s"
              .formatted(digits, id, page));
    }
  }

  private static JsonNode result(String answer) {
    try {
      JsonNode root = JSON.readTree(answer);
      if (root != null && root.path("result").isObject()) {
        return root.path("result");
      }
    } catch (JsonProcessingException e) {
      // said below, as an answer without a result
    }
    throw new Unreachable("The portal answers with something that is no CKAN answer; try later");
  }

  private record Resource(String id, String name, String published) {

    Resource later(Resource other) {
      return other.published.compareTo(published) > 0 ? other : this;
    }
  }
}
