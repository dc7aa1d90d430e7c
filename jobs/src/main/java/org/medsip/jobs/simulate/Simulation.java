package org.medsip.jobs.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medsip.common.run.Progress;
import org.medsip.jobs.simulate.Area.Census;
import org.medsip.jobs.simulate.PrescribingFiles.Edition;
import org.medsip.jobs.simulate.PrescribingFiles.Style;
import org.medsip.jobs.simulate.SimulationRequest.Prescribing;
import org.medsip.jobs.simulate.TruthFile.Planted;
import org.medsip.jobs.simulate.TruthFile.Revision;

/** Writes a folder of files as published, of a world that is known, and what is true of it. */
public final class Simulation {

  private static final int MONTHS_OF_A_QUARTER = 3;

  private final SimulationRequest request;
  private final Progress progress;
  private final World world;
  private final List<Planted> planted = new ArrayList<>();
  private final List<Revision> revisions = new ArrayList<>();

  private Simulation(SimulationRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
    this.world = WorldBuilder.of(request);
  }

  /**
   * Simulates.
   *
   * @throws UncheckedIOException where the folder cannot be written
   */
  public static void write(SimulationRequest request, Progress progress) {
    new Simulation(request, progress).write();
  }

  private void write() {
    createFolder();
    Formulary formulary = new Formulary();
    Episodes episodes = new Episodes(world, formulary);
    try (OutputFolder folder = new OutputFolder(request)) {
      progress.say(
          "simulating %d practices, %d areas and %d months"
              .formatted(world.practices.size(), world.areas.size(), request.months()));
      PatientFiles patients = new PatientFiles(world, formulary, episodes, folder);
      writeReference(folder, formulary);
      for (int i = 0; i < request.months(); i++) {
        writeMonth(i, folder, new PrescribingFiles(world, formulary, episodes, folder));
        if (request.patientScale() > 0) {
          patients.write(request.month(i));
        }
        progress.say("simulated " + request.month(i));
      }
      new TruthFile(world, formulary, episodes, patients).write(planted, revisions);
    }
  }

  private void createFolder() {
    try {
      Files.createDirectories(request.folder());
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + request.folder() + " cannot be made", e);
    }
  }

  private void writeReference(OutputFolder folder, Formulary formulary) {
    DeprivationFiles deprivation = new DeprivationFiles(world, folder);
    deprivation.writeIndex(Census.OF_2011);
    deprivation.writeIndex(Census.OF_2021);
    deprivation.writeLookup();
    OrganisationFiles organisations = new OrganisationFiles(world, folder);
    organisations.writeEpraccur(request.start());
    if (request.months() > 1) {
      organisations.writeEpraccur(request.last());
    }
    Recodes.write(world, formulary, folder);
    new Comparators(world, folder).write();
    new AgeSexReference(folder).write(request.start());
  }

  private void writeMonth(int index, OutputFolder folder, PrescribingFiles prescribing) {
    YearMonth month = request.month(index);
    writePrescribing(index, folder, prescribing);
    RegistrationFiles registrations = new RegistrationFiles(world, folder);
    Optional<BadRow> bad = index == 0 ? Optional.of(BadRow.BAD_NUMBER) : Optional.empty();
    registrations
        .writeAges(month, bad)
        .ifPresent(
            line -> {
              String name = folder.nameOf("gp-reg-pat-prac-quin-age_" + month + ".csv");
              planted.add(new Planted(name, line, BadRow.BAD_NUMBER));
            });
    if (index == 0 || month.getMonthValue() % MONTHS_OF_A_QUARTER == 1) {
      registrations.writeAreas(month);
    }
    new OrganisationFiles(world, folder).writeMap(month);
  }

  private void writePrescribing(int index, OutputFolder folder, PrescribingFiles prescribing) {
    YearMonth month = request.month(index);
    List<Style> styles = styles(index);
    Style style = styles.get(styles.size() - 1);
    boolean revised = index == request.months() / 2 && request.months() > 1;
    for (Style superseded : styles.subList(0, styles.size() - 1)) {
      prescribing.write(
          superseded.fileName(month) + ".csv", month, superseded, Edition.FINAL, List.of());
    }
    String name = style.fileName(month) + (revised ? "_r1.csv" : ".csv");
    if (revised) {
      String first = style.fileName(month) + ".csv";
      prescribing.write(first, month, style, Edition.SHORT, List.of());
      revisions.add(new Revision(month, folder.nameOf(first), folder.nameOf(name)));
    }
    List<BadRow> bad = List.of(BadRow.values());
    List<Long> lines = prescribing.write(name, month, style, Edition.FINAL, bad);
    for (int i = 0; i < lines.size(); i++) {
      planted.add(new Planted(folder.nameOf(name), lines.get(i), bad.get(i)));
    }
  }

  /** The datasets a month is published in; the last one says most. */
  private List<Style> styles(int index) {
    Style snomed = Style.snomed(request.month(index));
    if (request.layout() == Prescribing.EPD2) {
      return List.of(Style.EPD2);
    }
    int change = request.months() / 2 + 1;
    if (request.layout() == Prescribing.EPD_SNOMED || index > change) {
      return List.of(snomed);
    }
    return index == change ? List.of(Style.EPD2, snomed) : List.of(Style.EPD2);
  }
}
