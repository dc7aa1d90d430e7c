package org.medsip.jobs.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medsip.jobs.simulate.Draw.Topic;

/** Makes the world of a request, from the published sizes of places down to practices. */
final class WorldBuilder {

  private static final int WELL_DIVIDED_BOARDS = 3;
  private static final int ENOUGH_PCNS = 10;
  private static final int FEWEST_EXCESSES = 2;
  private static final int CODES_BEFORE_998 = 900;
  private static final List<String> SETTINGS = List.of("8", "9", "10", "11", "14", "25");

  private final SimulationRequest request;
  private final long seed;
  private final List<Sicbl> sicbls = Sicbl.all();
  private final List<Sicbl> old = sicbls.stream().filter(Sicbl::isOld).toList();
  private final List<Area> areas;
  private final List<Pcn> pcns = new ArrayList<>();
  private final List<List<Integer>> members = new ArrayList<>();
  private final List<Practice> drafts = new ArrayList<>();

  private WorldBuilder(SimulationRequest request) {
    this.request = request;
    this.seed = request.seed();
    this.areas = Area.of(old, request.scale(), seed);
  }

  static World of(SimulationRequest request) {
    return new WorldBuilder(request).build();
  }

  private World build() {
    int[] pcnCounts = pcnCounts();
    for (int place = 0; place < old.size(); place++) {
      addPlace(place, pcnCounts[place]);
    }
    List<Practice> practices = withDeprivationAndExcess();
    Events events = Events.of(pcns, members, World.month(request.start()), request.months(), seed);
    return new World(request, sicbls, areas, pcns, practices, sites(), events, programmeBoards());
  }

  /** Every place has a network, and the boards with most networks have ten or more. */
  private int[] pcnCounts() {
    double published = old.stream().mapToInt(Sicbl::pcns).sum();
    int[] counts =
        old.stream().mapToInt(s -> scaled(Figure.PCNS.value() * s.pcns() / published)).toArray();
    Map<String, Integer> real =
        old.stream()
            .collect(
                Collectors.groupingBy(
                    s -> s.before().code(), TreeMap::new, Collectors.summingInt(s -> 1)));
    real.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(WELL_DIVIDED_BOARDS)
        .forEach(board -> divideWell(board.getKey(), counts));
    return counts;
  }

  private void divideWell(String board, int[] counts) {
    int[] places =
        IntStream.range(0, counts.length)
            .filter(i -> old.get(i).before().code().equals(board))
            .toArray();
    for (int i = 0; IntStream.of(places).map(p -> counts[p]).sum() < ENOUGH_PCNS; i++) {
      counts[places[i % places.length]]++;
    }
  }

  private int scaled(double full) {
    return (int) Math.max(1, Math.round(request.scale() * full));
  }

  private void addPlace(int place, int pcnCount) {
    Sicbl sicbl = old.get(place);
    double published = old.stream().mapToInt(Sicbl::practices).sum();
    int wanted = scaled(Figure.PRACTICES.value() * sicbl.practices() / published);
    int count = Math.max(wanted, pcnCount == 1 ? 1 : pcnCount + 1);
    int firstPcn = pcns.size();
    for (int i = 0; i < pcnCount; i++) {
      addPcn(place, (i + 0.5) / pcnCount);
    }
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      Draw draw = Draw.of(seed, Topic.LIST, place, i, 0);
      weights[i] = StrictMath.exp(Figure.LIST_SIZE_SPREAD.value() * draw.normal());
      sum += weights[i];
    }
    double people = people(sicbl);
    for (int i = 0; i < count; i++) {
      int pcn = firstPcn + i * pcnCount / count;
      addPractice(place, pcn, (i + 0.5) / count, people * weights[i] / sum);
    }
  }

  private double people(Sicbl sicbl) {
    double published = old.stream().mapToInt(Sicbl::registered).sum();
    return Figure.PEOPLE.value() * request.scale() * sicbl.registered() / published;
  }

  private void addPcn(int place, double within) {
    int index = pcns.size();
    double deviation = Figure.PCN_SPREAD.value() * Draw.of(seed, Topic.RATE, index, 1, 0).normal();
    String code = "U%05d".formatted(10_000 + index);
    pcns.add(new Pcn(index, code, Names.network(seed, index), place, within, deviation, 1));
    members.add(new ArrayList<>());
  }

  private void addPractice(int place, int pcn, double within, double people) {
    int index = drafts.size();
    int code = 1000 * (1 + index / CODES_BEFORE_998) + index % CODES_BEFORE_998;
    double deviation =
        Figure.PRACTICE_SPREAD.value() * Draw.of(seed, Topic.RATE, index, 2, 0).normal();
    drafts.add(
        new Practice(
            index,
            "S%05d".formatted(code),
            Names.practice(seed, index),
            pcn,
            place,
            Names.address(seed, index, 1),
            people,
            Neighbourhood.about(firstArea(place), areaCount(place), within),
            0,
            deviation,
            1));
    members.get(pcn).add(index);
  }

  private int firstArea(int place) {
    int first = 0;
    while (areas.get(first).sicbl() != place) {
      first++;
    }
    return first;
  }

  private int areaCount(int place) {
    return (int) areas.stream().filter(area -> area.sicbl() == place).count();
  }

  /** Ranks practices by the score of their people, and plants excess in a few. */
  private List<Practice> withDeprivationAndExcess() {
    double[] scores = drafts.stream().mapToDouble(p -> p.home().score(areas)).toArray();
    List<Practice> fromLeast =
        drafts.stream()
            .sorted(Comparator.comparingDouble((Practice p) -> scores[p.index()]))
            .toList();
    double total = drafts.stream().mapToDouble(Practice::people).sum();
    double[] ranks = new double[drafts.size()];
    double below = 0;
    for (Practice practice : fromLeast) {
      ranks[practice.index()] = (below + practice.people() / 2) / total;
      below += practice.people();
    }
    Set<Integer> excessive = chosen(Figure.EXCESS_PCNS, pcns.size(), 1);
    pcns.replaceAll(pcn -> excessive.contains(pcn.index()) ? withExcess(pcn) : pcn);
    Set<Integer> alone = chosen(Figure.EXCESS_PRACTICES, drafts.size(), 2);
    return drafts.stream()
        .map(
            p ->
                finished(
                    p,
                    ranks[p.index()],
                    alone.contains(p.index()) && !excessive.contains(p.pcn())
                        ? Figure.EXCESS_PRACTICE_FACTOR.value()
                        : 1))
        .toList();
  }

  private Set<Integer> chosen(Figure share, int of, int kind) {
    return IntStream.range(0, of)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Draw.of(seed, Topic.EXCESS, i, kind, 0).uniform()))
        .limit(Math.max(FEWEST_EXCESSES, Math.round(share.value() * of)))
        .collect(Collectors.toSet());
  }

  private static Pcn withExcess(Pcn pcn) {
    return new Pcn(
        pcn.index(),
        pcn.code(),
        pcn.name(),
        pcn.sicbl(),
        pcn.place(),
        pcn.deviation(),
        Figure.EXCESS_PCN_FACTOR.value());
  }

  private static Practice finished(Practice p, double deprivation, double excess) {
    return new Practice(
        p.index(),
        p.code(),
        p.name(),
        p.pcn(),
        p.sicbl(),
        p.address(),
        p.people(),
        p.home(),
        deprivation,
        p.deviation(),
        excess);
  }

  private List<Site> sites() {
    List<Site> sites = new ArrayList<>();
    int count = scaled(Figure.OTHER_SITES.value());
    for (int i = 0; i < count; i++) {
      Draw draw = Draw.of(seed, Topic.SITE, i);
      boolean dummy = i % 100 == 7;
      int place = draw.below(old.size());
      sites.add(
          new Site(
              dummy ? "S%02d998".formatted(50 + i / 100) : "Y0%04d".formatted(i + 1),
              dummy ? "DUMMY PRACTICE" + Names.MARK : Names.site(seed, i),
              place,
              Names.address(seed, i, 2),
              dummy ? "0" : SETTINGS.get(i % SETTINGS.size()),
              Figure.SITE_PEOPLE.value() * StrictMath.exp(draw.normal())));
    }
    double itemsOfAPerson = Formulary.itemsOfAPersonAMonth();
    sites.add(
        new Site(
            Site.UNIDENTIFIED,
            "UNIDENTIFIED DOCTORS",
            0,
            List.of("-", "-", "-", "-", "-"),
            "",
            request.scale() * Figure.UNIDENTIFIED_ITEMS.value() / itemsOfAPerson));
    return sites;
  }

  private Set<String> programmeBoards() {
    List<String> boards = old.stream().map(s -> s.before().code()).distinct().sorted().toList();
    return IntStream.range(0, boards.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> Draw.of(seed, Topic.PROGRAMME, i).uniform()))
        .limit(Figure.PROGRAMME_ICBS.count())
        .map(boards::get)
        .collect(Collectors.toSet());
  }
}
