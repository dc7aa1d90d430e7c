package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.medsip.common.stats.ProgrammeEffect;
import org.medsip.jobs.simulate.TrueUse;
import org.medsip.jobs.simulate.TrueUse.OfBoard;

/**
 * The programme that {@code truth.json} of the simulated England names: items of four years are
 * drawn from the true use of each ICB, many times over, and its effect is looked for in the ICBs
 * with the programme against those without.
 */
@Tag("slow")
class PlantedProgrammeTest {

  private static final int MONTHS = 48;
  private static final int DRAWS = 500;
  private static final double ITEMS_A_PERSON_AND_MONTH = 0.03;

  /** What months of an ICB differ by beyond chance, and what all of England shares in a month. */
  private static final double OWN = 0.01;

  private static final double SHARED = 0.03;

  private static final List<OfBoard> BOARDS = TrueUse.ofBoards(MONTHS);

  @Test
  void itsEffectIsFoundWhereItIsAndNotWhereItIsNot() {
    double truth = TrueUse.effectOfProgramme();
    int with = 0;
    int found = 0;
    int inside = 0;
    int without = 0;
    int foundOfNothing = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      List<double[]> rates = rates(new Random(draw));
      int which = draw % BOARDS.size();
      for (int i : List.of(which, programme(draw))) {
        ProgrammeEffect.Ratio step = step(rates, i);
        boolean isFound = step.limits().upper() < 1;
        if (BOARDS.get(i).hasProgramme()) {
          with++;
          found += isFound ? 1 : 0;
          inside += step.limits().lower() <= truth && truth <= step.limits().upper() ? 1 : 0;
        } else {
          without++;
          foundOfNothing += isFound ? 1 : 0;
        }
      }
    }

    assertThat((double) found / with).as("sensitivity").isGreaterThanOrEqualTo(0.9);
    assertThat((double) inside / with).as("coverage").isBetween(0.92, 0.98);
    assertThat((double) foundOfNothing / without).as("found of nothing").isLessThan(0.05);
  }

  /** The programme's effect on one ICB, with those without a programme, but itself, as controls. */
  private static ProgrammeEffect.Ratio step(List<double[]> rates, int of) {
    List<double[]> controls = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      if (i != of && !BOARDS.get(i).hasProgramme()) {
        controls.add(rates.get(i));
      }
    }
    return ProgrammeEffect.of(rates.get(of), controls, 1, MONTHS / 2).orElseThrow().step();
  }

  private static int programme(int draw) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < BOARDS.size(); i++) {
      if (BOARDS.get(i).hasProgramme()) {
        all.add(i);
      }
    }
    return all.get(draw % all.size());
  }

  private static List<double[]> rates(Random random) {
    double[] shared =
        DoubleStream.generate(random::nextGaussian).limit(MONTHS).map(g -> SHARED * g).toArray();
    List<double[]> rates = new ArrayList<>();
    for (OfBoard board : BOARDS) {
      double[] rate = new double[MONTHS];
      for (int t = 0; t < MONTHS; t++) {
        double level = board.use()[t] * Math.exp(shared[t] + OWN * random.nextGaussian());
        double items = ITEMS_A_PERSON_AND_MONTH * board.registrants()[t] * level;
        rate[t] =
            (items + Math.sqrt(items) * random.nextGaussian()) / board.registrants()[t] * 1_000;
      }
      rates.add(rate);
    }
    return rates;
  }
}
