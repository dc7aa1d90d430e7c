package org.medsip.common.disclosure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A small random England of practices in networks, sub-ICB locations, boards, PSCs and regions that
 * do not all nest in each other, with two cohorts, one within the other, and the sexes of both by
 * board and above. It may be published twice: with some practices revised, others moved to another
 * network, and the sexes only the second time.
 */
final class RandomTables {

  private static final List<String> WITH_SEX = List.of("icb", "psc", "region", "england");

  final DisclosurePolicy policy;
  final List<Long> counts = new ArrayList<>();
  final List<Cell> earlier = new ArrayList<>();
  final List<Cell> cells = new ArrayList<>();
  final List<AtMost> atMost = new ArrayList<>();
  final List<Same> same = new ArrayList<>();

  /** A figure over some counts, and what is shown of it. */
  static final class Cell {
    final String name;
    final int[] of;
    final long value;
    final int[] practices;
    final String sex;
    Shown shown = Shown.SUPPRESSED;

    Cell(String name, int[] of, long value, int[] practices, String sex) {
      this.name = name + sex;
      this.of = of;
      this.value = value;
      this.practices = practices;
      this.sex = sex;
    }

    /** Whether nobody can be counted in both, whatever the cohorts. */
    boolean sharesNobodyWith(Cell other) {
      boolean otherSex = !sex.isEmpty() && !other.sex.isEmpty() && !sex.equals(other.sex);
      return otherSex
          || Arrays.stream(practices)
              .noneMatch(i -> Arrays.stream(other.practices).anyMatch(j -> i == j));
    }
  }

  record AtMost(int[] some, int[] others) {}

  record Same(int[] some, int[] others) {}

  private RandomTables(DisclosurePolicy policy) {
    this.policy = policy;
  }

  /** Tables that are published once. */
  static RandomTables once(long seed, DisclosurePolicy policy) {
    Random random = new Random(seed);
    RandomTables tables = new RandomTables(policy);
    Places places = Places.random(random);
    int[][] people = tables.people(places.practices(), random);
    tables.addRelease(tables.cells, places, people, random.nextBoolean(), random);
    tables.protect();
    return tables;
  }

  /** Tables that are published again, when something has changed; empty if that must not be. */
  static Optional<RandomTables> twice(long seed, DisclosurePolicy policy) {
    Random random = new Random(seed);
    RandomTables tables = new RandomTables(policy);
    Places places = Places.random(random);
    int[][] people = tables.people(places.practices(), random);
    tables.addRelease(tables.cells, places, people, false, random);
    tables.protect();
    tables.earlier.addAll(tables.cells);
    tables.cells.clear();

    int[][] now = {people[0].clone(), people[1].clone()};
    for (int i = 0; i < places.practices(); i++) {
      if (random.nextInt(8) == 0) {
        int[][] revised = tables.people(1, random);
        now[0][i] = revised[0][0];
        now[1][i] = revised[1][0];
      }
    }
    Places later = random.nextBoolean() ? places : places.withOthersInNetworks(random);
    tables.addRelease(tables.cells, later, now, random.nextBoolean(), random);
    try {
      tables.protect();
      return Optional.of(tables);
    } catch (NotProtectable refused) {
      return Optional.empty();
    }
  }

  /** The parts of the outer and of the inner cohort, by practice. */
  private int[][] people(int practices, Random random) {
    int most = List.of(3, 6, 12, 40).get(random.nextInt(4));
    int[][] parts = new int[2][practices];
    for (int i = 0; i < practices; i++) {
      long outer = random.nextInt(4) == 0 ? 0 : random.nextInt(most + 1);
      long inner = random.nextInt(3) == 0 ? outer : random.nextInt((int) outer + 1);
      parts[0][i] = add(outer);
      parts[1][i] = add(inner);
      atMost.add(new AtMost(new int[] {parts[1][i]}, new int[] {parts[0][i]}));
    }
    return parts;
  }

  private int add(long count) {
    counts.add(count);
    return counts.size() - 1;
  }

  private void addRelease(
      List<Cell> to, Places places, int[][] people, boolean sexes, Random random) {
    for (int cohort = 0; cohort < 2; cohort++) {
      for (Map.Entry<String, int[]> place : places.members().entrySet()) {
        int[] of = parts(people[cohort], place.getValue());
        String name = "cohort " + cohort + " " + place.getKey();
        to.add(new Cell(name, of, sum(of), place.getValue(), ""));
      }
    }
    if (sexes) {
      addSexes(to, places, people, random);
    }
  }

  /** The sexes are counted by board, and added up for what boards make up. */
  private void addSexes(List<Cell> to, Places places, int[][] people, Random random) {
    Map<Integer, int[]> women = new TreeMap<>();
    Map<Integer, int[]> men = new TreeMap<>();
    for (int icb : new TreeSet<>(Arrays.stream(places.icb).boxed().toList())) {
      int[] members = places.where(places.icb, icb);
      long outer = sum(parts(people[0], members));
      long inner = sum(parts(people[1], members));
      long innerWomen = random.nextInt((int) inner + 1);
      long outerWomen = innerWomen + random.nextInt((int) (outer - inner) + 1);
      women.put(icb, new int[] {add(outerWomen), add(innerWomen)});
      men.put(icb, new int[] {add(outer - outerWomen), add(inner - innerWomen)});
      for (int cohort = 0; cohort < 2; cohort++) {
        int[] both = {get(women, icb)[cohort], get(men, icb)[cohort]};
        same.add(new Same(both, parts(people[cohort], members)));
      }
      for (Map<Integer, int[]> sex : List.of(women, men)) {
        atMost.add(new AtMost(new int[] {get(sex, icb)[1]}, new int[] {get(sex, icb)[0]}));
      }
    }
    for (Map.Entry<String, int[]> place : places.boards().entrySet()) {
      for (int cohort = 0; cohort < 2; cohort++) {
        int c = cohort;
        for (Map<Integer, int[]> sex : List.of(women, men)) {
          int[] of = Arrays.stream(place.getValue()).map(icb -> get(sex, icb)[c]).toArray();
          String name = "cohort " + c + " " + place.getKey();
          int[] members = get(places.members(), place.getKey());
          to.add(new Cell(name, of, sum(of), members, sex == women ? " women" : " men"));
        }
      }
    }
  }

  private static <K> int[] get(Map<K, int[]> map, K key) {
    return map.getOrDefault(key, new int[0]);
  }

  private static int[] parts(int[] of, int[] members) {
    return Arrays.stream(members).map(i -> of[i]).toArray();
  }

  private long sum(int[] of) {
    return Arrays.stream(of).mapToLong(counts::get).sum();
  }

  private void protect() {
    Figures figures = new Figures(policy);
    counts.forEach(figures::part);
    for (Cell cell : earlier) {
      figures.earlier(cell.shown, policy, cell.of);
    }
    Map<Cell, Integer> numbers = new LinkedHashMap<>();
    Map<String, Shown> before = new TreeMap<>();
    earlier.forEach(cell -> before.put(cell.name + Arrays.toString(cell.of), cell.shown));
    for (Cell cell : cells) {
      int number = figures.figure(cell.of);
      numbers.put(cell, number);
      if (before
          .getOrDefault(cell.name + Arrays.toString(cell.of), Shown.number(0))
          .isSuppressed()) {
        figures.suppress(number);
      }
    }
    atMost.forEach(known -> figures.knownToBeAtMost(known.some(), known.others()));
    same.forEach(known -> figures.knownToBeTheSame(known.some(), known.others()));
    List<Shown> shown = figures.protect();
    numbers.forEach((cell, number) -> cell.shown = shown.get(number));
  }

  /** Which practice lies in which place of each kind. */
  private record Places(int[] pcn, int[] sicbl, int[] icb, int[] psc, int[] region) {

    static Places random(Random random) {
      int practices = 4 + random.nextInt(9);
      int sicbls = 1 + random.nextInt(4);
      int icbs = 1 + random.nextInt(Math.min(3, sicbls));
      int[] icbOf = random.ints(sicbls, 0, icbs).toArray();
      int[] pscOf = random.ints(icbs, 0, 2).toArray();
      int[] regionOf = random.ints(icbs, 0, 2).toArray();
      int[] sicbl = random.ints(practices, 0, sicbls).toArray();
      int[] icb = Arrays.stream(sicbl).map(s -> icbOf[s]).toArray();
      int[] pcn =
          Arrays.stream(sicbl)
              .map(s -> random.nextInt(6) == 0 ? random.nextInt(8) : 2 * s + random.nextInt(2))
              .toArray();
      return new Places(
          pcn,
          sicbl,
          icb,
          Arrays.stream(icb).map(i -> pscOf[i]).toArray(),
          Arrays.stream(icb).map(i -> regionOf[i]).toArray());
    }

    Places withOthersInNetworks(Random random) {
      int[] moved =
          Arrays.stream(pcn).map(n -> random.nextInt(5) == 0 ? random.nextInt(8) : n).toArray();
      return new Places(moved, sicbl, icb, psc, region);
    }

    int practices() {
      return pcn.length;
    }

    /** The practices of every place, by its name. */
    Map<String, int[]> members() {
      Map<String, int[]> members = new TreeMap<>();
      for (int i = 0; i < pcn.length; i++) {
        members.put("practice " + i, new int[] {i});
        members.put("pcn " + pcn[i], where(pcn, pcn[i]));
        members.put("sicbl " + sicbl[i], where(sicbl, sicbl[i]));
        members.put("icb " + icb[i], where(icb, icb[i]));
        members.put("psc " + psc[i], where(psc, psc[i]));
        members.put("region " + region[i], where(region, region[i]));
        members.put("england", where(new int[pcn.length], 0));
      }
      return members;
    }

    /** The boards of every place that boards make up. */
    Map<String, int[]> boards() {
      Map<String, int[]> boards = new TreeMap<>();
      members()
          .forEach(
              (place, members) -> {
                if (WITH_SEX.contains(place.replaceAll(" .*", ""))) {
                  boards.put(place, Arrays.stream(members).map(i -> icb[i]).distinct().toArray());
                }
              });
      return boards;
    }

    int[] where(int[] kind, int place) {
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < kind.length; i++) {
        if (kind[i] == place) {
          found.add(i);
        }
      }
      return found.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
