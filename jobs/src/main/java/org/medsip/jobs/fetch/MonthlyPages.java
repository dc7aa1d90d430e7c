package org.medsip.jobs.fetch;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.medsip.jobs.fetch.Planned.Lasts;
import org.medsip.jobs.fetch.Planned.Link;

/**
 * A page that links to a page for each month, which links to files whose names drift.
 *
 * @param publication what the addresses of the months look like, with groups {@code month} (a word)
 *     and {@code year}
 * @param files the files that are wanted of each month
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record MonthlyPages(
    String id,
    String title,
    String publisher,
    String licence,
    URI page,
    List<String> datasets,
    List<String> hosts,
    int mostMegabytes,
    Pattern publication,
    List<File> files)
    implements Offer {

  /**
   * A file of a month.
   *
   * @param storedAs the name it is stored under, before the month
   * @param inMonths the months of the year in which it is published
   * @param links what its name may look like; the first that any link has is taken
   * @param members what is taken out of a .zip; the first that any member has is taken
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record File(String storedAs, List<Integer> inMonths, List<Pattern> links, List<Pattern> members) {

    File {
      inMonths = List.copyOf(inMonths);
      links = List.copyOf(links);
      members = List.copyOf(members);
    }

    /** The publications that speak for some months: of each the newest that is not later. */
    SortedSet<YearMonth> editions(List<YearMonth> months) {
      SortedSet<YearMonth> editions = new TreeSet<>();
      for (YearMonth month : months) {
        YearMonth edition = month;
        while (!inMonths.contains(edition.getMonthValue())) {
          edition = edition.minusMonths(1);
        }
        editions.add(edition);
      }
      return editions;
    }
  }

  MonthlyPages {
    datasets = List.copyOf(datasets);
    hosts = List.copyOf(hosts);
    files = List.copyOf(files);
  }

  @Override
  public List<URI> addresses() {
    return List.of(page);
  }

  @Override
  public Plan plan(List<YearMonth> months, YearMonth now, Asked publisher) {
    Map<YearMonth, URI> pages = pagesOfMonths(publisher.answer(page));
    Map<URI, String> read = new HashMap<>();
    List<Planned> planned = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (File file : files) {
      for (YearMonth edition : file.editions(months)) {
        URI at = pages.get(edition);
        Optional<URI> link =
            at == null
                ? Optional.empty()
                : link(file, at, read.computeIfAbsent(at, publisher::answer));
        link.ifPresentOrElse(
            address -> planned.add(planned(file, edition, address)),
            () ->
                missing.add(
                    "%s of %s is not published on %s"
                        .formatted(file.storedAs(), edition, at == null ? page : at)));
      }
    }
    return new Plan(planned, missing);
  }

  @Override
  public String mistake() {
    if (!publication.pattern().contains("(?<month>")
        || !publication.pattern().contains("(?<year>")) {
      return "its publication has no groups (?<month>...) and (?<year>...)";
    }
    for (File file : files) {
      if (!file.storedAs().matches("[A-Za-z0-9_-]+")) {
        return "stored_as '%s' is not letters, digits, _ and -".formatted(file.storedAs());
      }
      if (file.inMonths().isEmpty() || file.inMonths().stream().anyMatch(m -> m < 1 || m > 12)) {
        return "in_months of %s is not a list of 1 to 12".formatted(file.storedAs());
      }
    }
    return "";
  }

  private Planned planned(File file, YearMonth edition, URI address) {
    return new Planned(
        this,
        file.storedAs(),
        file.storedAs() + "_" + edition,
        edition.toString(),
        new Link(address, Lasts.FOR_EVER),
        "",
        file.members());
  }

  private Map<YearMonth, URI> pagesOfMonths(String html) {
    Map<YearMonth, URI> pages = new HashMap<>();
    for (URI link : links(html, page)) {
      Matcher named = publication.matcher(withoutSlash(link));
      if (named.matches()) {
        month(named.group("month"))
            .ifPresent(
                month ->
                    pages.putIfAbsent(
                        YearMonth.of(Integer.parseInt(named.group("year")), month), link));
      }
    }
    return pages;
  }

  private static String withoutSlash(URI link) {
    return Hosts.shown(link).replaceFirst("/$", "");
  }

  /** The month of a word such as {@code july} or {@code jul}. */
  private static Optional<Month> month(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (Month month : Month.values()) {
      String name = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH).toLowerCase(Locale.ROOT);
      if (lower.equals(name) || lower.equals(name.substring(0, 3))) {
        return Optional.of(month);
      }
    }
    return Optional.empty();
  }

  /**
   * The link to a file of a month.
   *
   * @throws Unreachable if several links have the name
   */
  private static Optional<URI> link(File file, URI page, String html) {
    Set<URI> links = links(html, page);
    for (Pattern name : file.links()) {
      List<URI> named =
          links.stream().filter(link -> name.matcher(nameOf(link)).matches()).toList();
      if (named.size() > 1) {
        throw new Unreachable(
            "The page %s has several links that may be %s: %s; say in the sources which is meant"
                .formatted(page, file.storedAs(), named.stream().map(Hosts::shown).toList()));
      }
      if (!named.isEmpty()) {
        return Optional.of(named.get(0));
      }
    }
    return Optional.empty();
  }

  /** The last step of an address. */
  static String nameOf(URI address) {
    String path = address.getPath() == null ? "" : address.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Set<URI> links(String html, URI page) {
    Set<URI> links = new LinkedHashSet<>();
    for (Element anchor : Jsoup.parse(html, page.toString()).select("a[href]")) {
      try {
        links.add(URI.create(anchor.absUrl("href")));
      } catch (IllegalArgumentException e) {
        // a link that is no address is none to a file
      }
    }
    return links;
  }
}
