package org.medsip.common.metric;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Every site of some months and every organisation it counts for, numbered once, so that any number
 * of measures can be added up over them.
 */
public final class Roster {

  private static final Comparator<SiteMonth> IN_ORDER =
      Comparator.comparing(SiteMonth::month).thenComparing(SiteMonth::site);

  private final List<SiteMonth> siteMonths;
  private final List<LocalDate> months;
  private final List<Organisation> organisations = new ArrayList<>();
  private final List<int[]> paths = new ArrayList<>();
  private final int england;
  private final int[] ownOf;
  private final int[] pathOf;
  private final int[] monthOf;
  private final Map<String, int[]> placesOfSite = new HashMap<>();

  /**
   * @param siteMonths each site once in a month
   * @throws IllegalArgumentException if a site is there twice in a month
   */
  public Roster(Collection<SiteMonth> siteMonths) {
    this.siteMonths = siteMonths.stream().sorted(IN_ORDER).toList();
    this.months = List.copyOf(new TreeSet<>(siteMonths.stream().map(SiteMonth::month).toList()));
    this.ownOf = new int[siteMonths.size()];
    this.pathOf = new int[siteMonths.size()];
    this.monthOf = new int[siteMonths.size()];
    number();
    this.england =
        IntStream.range(0, organisations.size())
            .filter(number -> organisations.get(number).isEngland())
            .findFirst()
            .orElse(-1);
  }

  private void number() {
    Map<Organisation, Integer> numbers = new HashMap<>();
    Map<List<Organisation>, Integer> numbersOfPaths = new HashMap<>();
    Map<LocalDate, Integer> numbersOfMonths = new HashMap<>();
    months.forEach(month -> numbersOfMonths.put(month, numbersOfMonths.size()));
    for (int i = 0; i < siteMonths.size(); i++) {
      SiteMonth site = siteMonths.get(i);
      monthOf[i] = numbersOfMonths.getOrDefault(site.month(), 0);
      ownOf[i] = numberOf(site.own(), numbers);
      pathOf[i] =
          numbersOfPaths.computeIfAbsent(
              site.above(),
              above -> {
                paths.add(above.stream().mapToInt(org -> numberOf(org, numbers)).toArray());
                return paths.size() - 1;
              });
      remember(site, i);
    }
  }

  private int numberOf(Organisation organisation, Map<Organisation, Integer> numbers) {
    return numbers.computeIfAbsent(
        organisation,
        unknown -> {
          organisations.add(unknown);
          return organisations.size() - 1;
        });
  }

  private void remember(SiteMonth site, int place) {
    int[] places = placesOfSite.computeIfAbsent(site.site(), code -> nowhere());
    if (places[monthOf[place]] >= 0) {
      throw new IllegalArgumentException(
          "Site " + site.site() + " is there twice in " + site.month());
    }
    places[monthOf[place]] = place;
  }

  private int[] nowhere() {
    int[] places = new int[months.size()];
    Arrays.fill(places, -1);
    return places;
  }

  /** Where a site stands in a month, if it is there. */
  public Optional<Integer> placeOf(String site, LocalDate month) {
    int @Nullable [] places = placesOfSite.get(site);
    int number = Collections.binarySearch(months, month);
    return places == null || number < 0 || places[number] < 0
        ? Optional.empty()
        : Optional.of(places[number]);
  }

  /** How many site-months there are. */
  public int size() {
    return siteMonths.size();
  }

  SiteMonth siteMonth(int place) {
    return siteMonths.get(place);
  }

  List<LocalDate> months() {
    return months;
  }

  List<Organisation> organisations() {
    return organisations;
  }

  /** The number of England by the boundaries of each month; below 0 where there is none. */
  int england() {
    return england;
  }

  int paths() {
    return paths.size();
  }

  /** The numbers of the organisations of a path. */
  int[] path(int number) {
    return paths.get(number);
  }

  int ownOf(int place) {
    return ownOf[place];
  }

  int pathOf(int place) {
    return pathOf[place];
  }

  int monthOf(int place) {
    return monthOf[place];
  }
}
