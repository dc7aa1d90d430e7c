package org.medsip.jobs.simulate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is true of the practices of a simulated England, for tests of what is found of them. */
public final class TrueUse {

  /**
   * A practice.
   *
   * @param score the mean IMD score of its people
   * @param use its opioid use as a multiple of the published mix
   * @param excessOfPcn the planted excess of its network, 1 where it has none
   */
  public record OfPractice(
      String code,
      String pcn,
      String icb,
      long registrants,
      double score,
      double use,
      double excessOfPcn) {}

  /** The practices of the simulated England that is such a part of the whole, as it begins. */
  public static List<OfPractice> of(double scale) {
    World world = WorldBuilder.of(Simulated.request(Path.of("unused"), scale, 12, "2025-01"));
    int month = world.firstMonth();
    List<OfPractice> practices = new ArrayList<>();
    for (Practice practice : world.practices) {
      Pcn pcn = world.pcns.get(practice.pcn());
      practices.add(
          new OfPractice(
              practice.code(),
              pcn.code(),
              World.boardOf(world.sicblOfPcn(pcn.index(), month), month).code(),
              world.registered(practice.index(), month),
              practice.home().score(world.areas),
              world.opioidUse(practice.index(), month),
              pcn.excess()));
    }
    return practices;
  }

  /**
   * The months of an ICB, by its code before boards merged.
   *
   * @param hasProgramme whether a programme begins there half way
   * @param registrants of each month
   * @param use of each month, the mean of its people as a multiple of the published mix
   */
  public record OfBoard(String icb, boolean hasProgramme, double[] registrants, double[] use) {}

  /** The change of use that a programme makes, as a ratio. */
  public static double effectOfProgramme() {
    return 1 + Figure.PROGRAMME_EFFECT.value();
  }

  /** The ICBs of the simulated England in full size over so many months. */
  public static List<OfBoard> ofBoards(int months) {
    World world = WorldBuilder.of(Simulated.request(Path.of("unused"), 1, months, "2022-01"));
    SortedMap<String, OfBoard> boards = new TreeMap<>();
    for (Practice practice : world.practices) {
      String code = world.sicbls.get(practice.sicbl()).before().code();
      OfBoard board =
          boards.computeIfAbsent(
              code,
              icb ->
                  new OfBoard(
                      icb,
                      world.hasProgramme(practice.index()),
                      new double[months],
                      new double[months]));
      for (int t = 0; t < months; t++) {
        int month = world.firstMonth() + t;
        double people = world.registered(practice.index(), month);
        board.registrants[t] += people;
        board.use[t] += people * world.opioidUse(practice.index(), month);
      }
    }
    for (OfBoard board : boards.values()) {
      for (int t = 0; t < months; t++) {
        board.use[t] /= board.registrants[t];
      }
    }
    return List.copyOf(boards.values());
  }

  private TrueUse() {}
}
