package org.medsip.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import org.medsip.jobs.simulate.Simulation;
import org.medsip.jobs.simulate.SimulationRequest;
import org.medsip.jobs.simulate.SimulationRequest.Packing;
import org.medsip.jobs.simulate.SimulationRequest.Prescribing;

/**
 * A simulated England to try the program on: always the same world.
 *
 * @param scale its part of England
 * @param patientScale the part of England whose patients it has
 * @param months how many months it has
 * @param start the first of them
 */
record SmallEngland(double scale, double patientScale, int months, YearMonth start) {

  private static final long SEED = 7;

  /** With all its patients. */
  SmallEngland(double scale, int months, YearMonth start) {
    this(scale, scale, months, start);
  }

  /** Writes its files to a folder, unless they are there. */
  void simulateOnce(Path folder) {
    if (Files.exists(folder.resolve("truth.json"))) {
      return;
    }
    int workers = Runtime.getRuntime().availableProcessors();
    SimulationRequest request =
        new SimulationRequest(
            folder,
            scale,
            months,
            start,
            SEED,
            Prescribing.EPD_SNOMED,
            patientScale,
            Packing.NONE,
            workers);
    Simulation.write(request, Console::say);
  }
}
