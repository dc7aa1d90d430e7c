package org.medsip.jobs.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.medsip.jobs.bronze.Accepted;
import org.medsip.jobs.bronze.Rejected;
import org.medsip.jobs.bronze.StrictReader;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.simulate.SimulationRequest.Packing;
import org.medsip.jobs.simulate.SimulationRequest.Prescribing;

/** A simulated folder, and what the program's own readers make of it. */
record Simulated(Path folder) {

  static SimulationRequest request(Path folder, double scale, int months, String start) {
    return new SimulationRequest(
        folder,
        scale,
        months,
        YearMonth.parse(start),
        7,
        Prescribing.MIXED,
        scale,
        Packing.NONE,
        2);
  }

  static Simulated of(SimulationRequest request) {
    Simulation.write(request, sentence -> {});
    return new Simulated(request.folder());
  }

  List<Inspection.Understood> understood() {
    return Inspection.of(folder.toString()).requireAllUnderstood();
  }

  JsonNode truth() throws IOException {
    return new ObjectMapper().readTree(folder.resolve("truth.json").toFile());
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name), StandardCharsets.ISO_8859_1);
  }

  /** Reads a file as bronze does. */
  static void read(
      Inspection.Understood file,
      java.util.function.Consumer<Accepted> accepted,
      BiConsumer<Inspection.Understood, Rejected> rejected) {
    try (StrictReader reader = StrictReader.open(file.source())) {
      while (reader.hasNext()) {
        StrictReader.Outcome outcome = reader.next();
        if (outcome instanceof Accepted row) {
          accepted.accept(row);
        } else {
          rejected.accept(file, (Rejected) outcome);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
