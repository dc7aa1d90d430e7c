package org.medsip.common.org;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * To whom every site counts by the boundaries of one date, also a site that had closed by then or
 * had not opened.
 *
 * <p>The rule, in this order:
 *
 * <ol>
 *   <li>A site that was there in the month of the date belongs where it then belonged. A date
 *       behind the newest month that is known is taken as that month, one before the oldest as the
 *       oldest.
 *   <li>Any other site is placed by where it was nearest to the date: in its last month before,
 *       else in its first month after. If the SICBL it was in is still there (or was already), the
 *       site is in it.
 *   <li>If that SICBL is gone, the site is in the SICBL that succeeded it: the one in which all
 *       sites of its last month are that are still there. If they are in several, the SICBL was
 *       split, and the site is placed nowhere: nothing says which part would have been its own.
 *   <li>ICB, region and their names follow from the SICBL, and the PCN stays if it is still there.
 *   <li>Where the date lies behind the newest month, the official lists of changes that take effect
 *       up to the date are applied: first sites that move to another SICBL, then SICBLs that move
 *       to another ICB.
 * </ol>
 *
 * <p>A site is placed by its code. Where a code is used again for another site, the stay nearest to
 * the date decides.
 */
public final class Boundaries {

  /** How a site was placed. */
  public enum Basis {
    /** It belonged there in the month of the date. */
    MEMBER,
    /** It was not there on the date; its SICBL was. */
    CARRIED,
    /** Neither was there; the SICBL that succeeded its own was. */
    SUCCESSOR,
    /** A list of changes says so. */
    CHANGE_LIST,
    /** Nothing says where it would belong. */
    UNPLACED;

    /** The basis as tables write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where a site was placed, and how. */
  public record Placed(Belonging belonging, Basis basis) {}

  /** In which area of a Patient Safety Collaborative a site lies. */
  public interface Areas {

    /** The area of a site of a SICBL in a month. */
    Optional<Parent> of(String site, String sicbl, LocalDate month);
  }

  private static final Comparator<Rank> NEAREST_FIRST =
      Comparator.comparing(Rank::later).thenComparing(Rank::days);

  private final LocalDate date;
  private final LocalDate month;
  private final List<Stay> stays;
  private final SortedMap<String, Stay> nearest = new TreeMap<>();
  private final Map<String, Belonging> ofSicbl = new HashMap<>();
  private final Set<String> networks = new HashSet<>();

  private Boundaries(LocalDate date, Collection<Stay> stays) {
    this.date = date;
    this.stays = List.copyOf(stays);
    LocalDate oldest = stays.stream().map(Stay::from).min(Comparator.naturalOrder()).orElse(date);
    LocalDate newest = stays.stream().map(Stay::to).max(Comparator.naturalOrder()).orElse(date);
    LocalDate asked = date.withDayOfMonth(1);
    this.month = asked.isBefore(oldest) ? oldest : asked.isAfter(newest) ? newest : asked;
    this.stays.forEach(stay -> nearest.merge(stay.site(), stay, this::nearer));
    lookAtTheMonth();
  }

  /**
   * Places every site.
   *
   * @param date the date of the boundaries
   * @param stays where each site was over time; the stays of one site do not overlap
   * @param changes official lists of changes
   * @param areas the areas of the Patient Safety Collaboratives
   */
  public static SortedMap<String, Placed> on(
      LocalDate date, Collection<Stay> stays, Collection<Change> changes, Areas areas) {
    Boundaries boundaries = new Boundaries(date, stays);
    SortedMap<String, Placed> placed = new TreeMap<>();
    boundaries.nearest.forEach((site, stay) -> placed.put(site, boundaries.place(stay)));
    boundaries.applyTo(placed, changes);
    placed.replaceAll((site, where) -> boundaries.withArea(site, where, areas));
    return placed;
  }

  private Stay nearer(Stay one, Stay other) {
    return NEAREST_FIRST.compare(rank(one), rank(other)) <= 0 ? one : other;
  }

  /** Whether a stay lies before the month, and how far from it; 0 where it covers it. */
  private record Rank(boolean later, long days) {}

  private Rank rank(Stay stay) {
    if (stay.covers(month)) {
      return new Rank(false, 0);
    }
    return stay.from().isAfter(month)
        ? new Rank(true, stay.from().toEpochDay() - month.toEpochDay())
        : new Rank(false, month.toEpochDay() - stay.to().toEpochDay());
  }

  /** What each SICBL of the month belongs to: to the parents of most of its sites. */
  private void lookAtTheMonth() {
    Map<String, Map<Belonging, Integer>> votes = new HashMap<>();
    for (Stay stay : nearest.values()) {
      if (stay.covers(month)) {
        stay.belonging().at(Level.PCN).ifPresent(pcn -> networks.add(pcn.code()));
        Belonging above = stay.belonging().with(Level.PCN, Optional.empty());
        above
            .at(Level.SICBL)
            .ifPresent(
                sicbl ->
                    votes
                        .computeIfAbsent(sicbl.code(), code -> new HashMap<>())
                        .merge(above, 1, Integer::sum));
      }
    }
    votes.forEach((sicbl, above) -> ofSicbl.put(sicbl, mostFrequent(above)));
  }

  private static Belonging mostFrequent(Map<Belonging, Integer> votes) {
    return votes.entrySet().stream()
        .max(
            Map.Entry.<Belonging, Integer>comparingByValue()
                .thenComparing(entry -> entry.getKey().toString()))
        .map(Map.Entry::getKey)
        .orElse(Belonging.NOWHERE);
  }

  private Placed place(Stay stay) {
    if (stay.covers(month)) {
      return new Placed(stay.belonging(), Basis.MEMBER);
    }
    Optional<String> sicbl = stay.belonging().at(Level.SICBL).map(Parent::code);
    if (sicbl.filter(ofSicbl::containsKey).isPresent()) {
      return placedIn(sicbl.get(), stay, Basis.CARRIED);
    }
    return sicbl
        .flatMap(this::successorOf)
        .map(successor -> placedIn(successor, stay, Basis.SUCCESSOR))
        .orElse(new Placed(Belonging.NOWHERE, Basis.UNPLACED));
  }

  private Placed placedIn(String sicbl, Stay stay, Basis basis) {
    Belonging above = ofSicbl.getOrDefault(sicbl, Belonging.NOWHERE);
    Optional<Parent> network =
        stay.belonging().at(Level.PCN).filter(pcn -> networks.contains(pcn.code()));
    return new Placed(above.with(Level.PCN, network), basis);
  }

  /**
   * The one SICBL in which all sites are that were in this one when it was nearest to the month.
   */
  private Optional<String> successorOf(String gone) {
    List<Stay> ofGone =
        stays.stream()
            .filter(stay -> stay.belonging().at(Level.SICBL).filter(is(gone)).isPresent())
            .toList();
    Rank last = ofGone.stream().map(this::rank).min(NEAREST_FIRST).orElseThrow();
    Set<String> now = new HashSet<>();
    for (Stay stay : ofGone) {
      Stay today = nearest.get(stay.site());
      if (rank(stay).equals(last) && today != null && today.covers(month)) {
        now.add(today.belonging().at(Level.SICBL).map(Parent::code).orElse(""));
      }
    }
    return now.size() == 1
        ? now.stream().filter(code -> !code.isEmpty()).findFirst()
        : Optional.empty();
  }

  private static Predicate<Parent> is(String code) {
    return parent -> parent.code().equals(code);
  }

  private void applyTo(SortedMap<String, Placed> placed, Collection<Change> changes) {
    for (Change.Kind kind : Change.Kind.values()) {
      changes.stream()
          .filter(change -> change.kind() == kind)
          .filter(change -> change.from().isAfter(month) && !change.from().isAfter(date))
          .sorted(Comparator.comparing(Change::from).thenComparing(Change::code))
          .forEach(change -> placed.replaceAll((site, where) -> applied(change, site, where)));
    }
  }

  private Placed applied(Change change, String site, Placed where) {
    boolean concerned =
        change.kind() == Change.Kind.SITE_TO_SICBL
            ? site.equals(change.code())
            : where.belonging().at(Level.SICBL).filter(is(change.code())).isPresent();
    if (!concerned) {
      return where;
    }
    return switch (change.kind()) {
      case SITE_TO_SICBL ->
          new Placed(movedTo(change.to().orElseThrow(), where), Basis.CHANGE_LIST);
      case SICBL_CLOSED -> new Placed(regionOf(where), Basis.UNPLACED);
      case SICBL_TO_ICB ->
          new Placed(where.belonging().with(Level.ICB, change.to()), Basis.CHANGE_LIST);
    };
  }

  private static Belonging regionOf(Placed where) {
    return Belonging.NOWHERE.with(Level.REGION, where.belonging().at(Level.REGION));
  }

  /** A site that moves takes over what its new SICBL belongs to; its PCN and region stay. */
  private Belonging movedTo(Parent sicbl, Placed where) {
    Belonging known = ofSicbl.getOrDefault(sicbl.code(), where.belonging());
    Map<Level, Parent> parents = new EnumMap<>(Level.class);
    parents.putAll(where.belonging().parents());
    parents.put(Level.SICBL, sicbl);
    known.at(Level.ICB).ifPresent(icb -> parents.put(Level.ICB, icb));
    return new Belonging(parents);
  }

  private Placed withArea(String site, Placed where, Areas areas) {
    Optional<Parent> area =
        where
            .belonging()
            .at(Level.SICBL)
            .flatMap(sicbl -> areas.of(site, sicbl.code(), date.withDayOfMonth(1)));
    return new Placed(where.belonging().with(Level.PSC, area), where.basis());
  }
}
