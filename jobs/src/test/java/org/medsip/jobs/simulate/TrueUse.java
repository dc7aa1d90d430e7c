package org.medsip.jobs.simulate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

  private TrueUse() {}
}
