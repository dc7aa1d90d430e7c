package org.medsip.jobs.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.simulate.Simulation;
import org.medsip.jobs.simulate.SimulationRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "simulate",
    description = {
      "Writes files as published of a synthetic England, and truth.json of what was planted.",
      "The same options give the same bytes on any machine."
    })
final class SimulateCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the files; it must have none.")
  private Path out = Path.of("");

  @Option(names = "--scale", description = "1 is England (default ${DEFAULT-VALUE}).")
  private double scale = 0.02;

  @Option(names = "--months", description = "Months (default ${DEFAULT-VALUE}).")
  private int months = 24;

  @Option(
      names = "--start",
      paramLabel = "YYYY-MM",
      converter = MonthConverter.class,
      description = "The first month (default ${DEFAULT-VALUE}).")
  private YearMonth start = YearMonth.of(2024, 1);

  @Option(names = "--seed", description = "Another seed is another world (default 7).")
  private long seed = 7;

  @Option(
      names = "--layout",
      description = "The prescribing dataset: epd2, epd-snomed (default) or mixed.")
  private SimulationRequest.Prescribing layout = SimulationRequest.Prescribing.EPD_SNOMED;

  @Option(
      names = "--patients",
      paramLabel = "SCALE",
      description = "Part of England whose patient items are written; as --scale by default.")
  private @Nullable Double patients;

  @Option(names = "--compress", description = "How files are packed: none, gz or zip.")
  private SimulationRequest.Packing packing = SimulationRequest.Packing.NONE;

  @Option(names = "--workers", description = "Threads; as many as processors by default.")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() {
    Simulation.write(request(), Console::say);
    Console.print(out.toString());
    return ExitCode.DONE.number();
  }

  private SimulationRequest request() {
    if (hasFiles(out)) {
      throw new UsageError("The folder " + out + " has files; name one without, or take them out");
    }
    try {
      double patientScale = patients == null ? scale : patients;
      return new SimulationRequest(
          out, scale, months, start, seed, layout, patientScale, packing, workers);
    } catch (IllegalArgumentException e) {
      throw new UsageError(String.valueOf(e.getMessage()));
    }
  }

  private static boolean hasFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("While looking into " + folder, e);
    }
  }

  static final class MonthConverter implements ITypeConverter<YearMonth> {
    @Override
    public YearMonth convert(String text) {
      try {
        return YearMonth.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("'" + text + "' is not a month; write it as 2024-01");
      }
    }
  }
}
