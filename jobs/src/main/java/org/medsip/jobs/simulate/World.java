package org.medsip.jobs.simulate;

import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medsip.jobs.simulate.Events.Move;
import org.medsip.jobs.simulate.Events.PcnChange;
import org.medsip.jobs.simulate.Sicbl.Board;

/**
 * Everything that is, and what happens to it. Months are counted from year 0, as {@link #month}
 * does. A practice is its own people first; where it closes, they go on elsewhere, so that what is
 * true of people stays true of them.
 */
final class World {

  /** The month list sizes and opioid use are stated for. */
  static final int REFERENCE = month(YearMonth.of(2024, 1));

  /** The month in which 42 boards became 36. */
  static final int MERGER_OF_BOARDS = month(YearMonth.of(2026, 4));

  private static final double[] FRIMLEY_UP_TO = {0.570, 0.772, 1};
  private static final List<String> FRIMLEY_TO = List.of("U2G6B", "92A", "D9Y0V");

  final SimulationRequest request;
  final List<Sicbl> sicbls;
  final List<Area> areas;
  final List<Pcn> pcns;
  final List<Practice> practices;
  final List<Site> sites;
  final Events events;
  final SortedMap<String, Double> regionLevels;
  final SortedSet<String> programmeBoards;
  private final List<List<Move>> movesFrom = new ArrayList<>();
  private final List<List<Move>> movesTo = new ArrayList<>();

  World(
      SimulationRequest request,
      List<Sicbl> sicbls,
      List<Area> areas,
      List<Pcn> pcns,
      List<Practice> practices,
      List<Site> sites,
      Events events,
      Set<String> programmeBoards) {
    this.request = request;
    this.sicbls = List.copyOf(sicbls);
    this.areas = List.copyOf(areas);
    this.pcns = List.copyOf(pcns);
    this.practices = List.copyOf(practices);
    this.sites = List.copyOf(sites);
    this.events = events;
    this.programmeBoards = new TreeSet<>(programmeBoards);
    this.regionLevels = regionLevels(sicbls);
    for (int i = 0; i < practices.size(); i++) {
      int practice = i;
      movesFrom.add(events.moves().stream().filter(m -> m.from() == practice).toList());
      movesTo.add(events.moves().stream().filter(m -> m.to() == practice).toList());
    }
  }

  static int month(YearMonth month) {
    return (int) month.getLong(ChronoField.PROLEPTIC_MONTH);
  }

  static YearMonth yearMonth(int month) {
    return YearMonth.of(month / 12, month % 12 + 1);
  }

  private static SortedMap<String, Double> regionLevels(List<Sicbl> sicbls) {
    SortedMap<String, Double> weighted = new TreeMap<>();
    SortedMap<String, Double> people = new TreeMap<>();
    for (Sicbl sicbl : sicbls) {
      String region = sicbl.region().code();
      weighted.merge(region, sicbl.opioidLevel() * sicbl.registered(), Double::sum);
      people.merge(region, (double) sicbl.registered(), Double::sum);
    }
    weighted.replaceAll((region, sum) -> sum / people.getOrDefault(region, 1.0));
    return weighted;
  }

  int firstMonth() {
    return month(request.start());
  }

  int lastMonth() {
    return month(request.last());
  }

  /** The month the programme begins in its boards. */
  int programmeFrom() {
    return firstMonth() + request.months() / 2;
  }

  boolean isOpen(int practice, int month) {
    return month < closesIn(practice);
  }

  /** The first month without the practice; far away where it stays. */
  int closesIn(int practice) {
    return movesFrom.get(practice).stream().mapToInt(Move::month).min().orElse(Integer.MAX_VALUE);
  }

  /**
   * The practice that someone belongs to.
   *
   * @param people whose people they were at first
   * @param chance their own number from 0 to 1, which says where they go if that closes
   */
  int practiceOf(int people, double chance, int month) {
    double rest = chance;
    for (Move move : movesFrom.get(people)) {
      rest -= move.share();
      if (month >= move.month() && rest < 0) {
        return move.to();
      }
    }
    return isOpen(people, month) ? people : lastOf(movesFrom.get(people));
  }

  private static int lastOf(List<Move> moves) {
    return moves.get(moves.size() - 1).to();
  }

  /** The next practice of the same place, for people who change practice. */
  int neighbourOf(int practice) {
    int next = (practice + 1) % practices.size();
    if (practices.get(next).sicbl() == practices.get(practice).sicbl()) {
      return next;
    }
    int before = Math.max(0, practice - 1);
    return practices.get(before).sicbl() == practices.get(practice).sicbl() ? before : next;
  }

  /** Whose people may ever belong to a practice. */
  int[] peopleWhoMayBelongTo(int practice) {
    SortedSet<Integer> own = new TreeSet<>(List.of(practice));
    movesTo.get(practice).forEach(move -> own.add(move.from()));
    SortedSet<Integer> all = new TreeSet<>(own);
    for (int to : own) {
      for (int from = Math.max(0, to - 2); from < Math.min(practices.size(), to + 3); from++) {
        if (neighbourOf(from) == to) {
          all.add(from);
        }
      }
      if (neighbourOf(practices.size() - 1) == to) {
        all.add(practices.size() - 1);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The people who were a practice's own at first, wherever they belong now. */
  double people(int practice, int month) {
    double growth = StrictMath.pow(1 + Figure.PEOPLE_GROWTH_A_YEAR.value(), years(month));
    return practices.get(practice).people() * growth;
  }

  private static double years(int month) {
    return (month - REFERENCE) / 12.0;
  }

  /** What part of the people of one practice belongs to another, or still to itself. */
  double share(int people, int practice, int month) {
    double gone =
        movesFrom.get(people).stream()
            .filter(move -> month >= move.month() && (people == practice || move.to() == practice))
            .mapToDouble(Move::share)
            .sum();
    return people == practice ? Math.max(0, 1 - gone) : gone;
  }

  /** Whose people belong to a practice: its own and those that came. */
  List<Integer> peopleAt(int practice, int month) {
    List<Integer> found = new ArrayList<>();
    if (isOpen(practice, month)) {
      found.add(practice);
      movesTo.get(practice).stream()
          .filter(move -> month >= move.month())
          .forEach(move -> found.add(move.from()));
    }
    return found;
  }

  long registered(int practice, int month) {
    double sum = 0;
    for (int people : peopleAt(practice, month)) {
      sum += share(people, practice, month) * people(people, month);
    }
    return Math.round(sum);
  }

  int pcnOf(int practice, int month) {
    for (PcnChange change : events.changes()) {
      if (change.practice() == practice && month >= change.month()) {
        return change.to();
      }
    }
    return practices.get(practice).pcn();
  }

  /** The sub-ICB location of a network. */
  Sicbl sicblOfPcn(int pcn, int month) {
    Sicbl sicbl = sicbls.get(pcns.get(pcn).sicbl());
    if (month < MERGER_OF_BOARDS || !sicbl.code().equals(Sicbl.FRIMLEY)) {
      return sicbl;
    }
    int successor = 0;
    while (pcns.get(pcn).place() >= FRIMLEY_UP_TO[successor]) {
      successor++;
    }
    String code = FRIMLEY_TO.get(successor);
    return sicbls.stream().filter(s -> s.code().equals(code)).findFirst().orElseThrow();
  }

  /** The sub-ICB location of a site, which has no network. */
  Sicbl sicblOfSite(Site site, int month) {
    Sicbl sicbl = sicbls.get(site.sicbl());
    boolean gone = month >= MERGER_OF_BOARDS && sicbl.code().equals(Sicbl.FRIMLEY);
    return gone ? sicbls.get(sicbls.size() - 1) : sicbl;
  }

  static Board boardOf(Sicbl sicbl, int month) {
    return month < MERGER_OF_BOARDS ? sicbl.before() : sicbl.after();
  }

  /** The opioid use of the people of a practice as a multiple of the published mix. */
  double opioidUse(int practice, int month) {
    Practice of = practices.get(practice);
    Pcn pcn = pcns.get(of.pcn());
    Sicbl sicbl = sicbls.get(of.sicbl());
    double log =
        Figure.DEPRIVATION_LOG_RATIO.value() * (of.deprivation() - 0.5)
            + pcn.deviation()
            + of.deviation();
    return Figure.OPIOID_LEVEL.value()
        * regionLevels.getOrDefault(sicbl.region().code(), 1.0)
        * StrictMath.exp(log)
        * pcn.excess()
        * of.excess()
        * StrictMath.pow(1 + Figure.TREND_A_YEAR.value(), years(month))
        * (hasProgramme(practice) && month >= programmeFrom()
            ? 1 + Figure.PROGRAMME_EFFECT.value()
            : 1);
  }

  boolean hasProgramme(int practice) {
    return programmeBoards.contains(sicbls.get(practices.get(practice).sicbl()).before().code());
  }
}
