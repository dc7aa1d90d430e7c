package org.medsip.jobs.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medsip.common.product.OmeSet;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution;
import org.medsip.jobs.simulate.Events.Move;
import org.medsip.jobs.simulate.Events.PcnChange;
import org.medsip.jobs.simulate.PatientFiles.Person;

/**
 * Writes {@code truth.json}: all that was planted, so that what is found can be held against it.
 */
final class TruthFile {

  static final String NAME = "truth.json";

  private static final double DAYS_IN_A_MONTH = 30.4375;

  private final World world;
  private final Formulary formulary;
  private final Episodes episodes;
  private final PatientFiles patients;
  private final double[] morphine;

  /** A planted row: the file as it lies in the folder, its line, and what is wrong. */
  record Planted(String file, long line, BadRow reason) {}

  /** A month that was published again. */
  record Revision(YearMonth month, String first, String later) {}

  TruthFile(World world, Formulary formulary, Episodes episodes, PatientFiles patients) {
    this.world = world;
    this.formulary = formulary;
    this.episodes = episodes;
    this.patients = patients;
    this.morphine = morphineInAnItem();
  }

  /** Oral morphine equivalent of an item of each line, in mg; 0 where it is no opioid. */
  private double[] morphineInAnItem() {
    ProductResolver resolver = new ProductResolver(ProductReference.load());
    double[] found = new double[formulary.madeUpFrom];
    for (int line = 0; line < found.length; line++) {
      Medicine medicine = formulary.medicineOf(line);
      if (resolver.resolve(medicine.code(), medicine.name())
          instanceof Resolution.Resolved resolved) {
        double unit =
            resolved
                .product()
                .omeMg(OmeSet.OPENPRESCRIBING_2026)
                .map(Number::doubleValue)
                .orElse(0.0);
        found[line] = unit * formulary.quantity[line];
      }
    }
    return found;
  }

  void write(List<Planted> planted, List<Revision> revisions) {
    Path file = world.request.folder().resolve(NAME);
    Path unfinished = world.request.folder().resolve("." + NAME);
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished));
          JsonGenerator json = new JsonFactory().createGenerator(out)) {
        json.writeStartObject();
        writeRequest(json);
        writeUse(json);
        writePlaces(json);
        writeEvents(json);
        writePlanted(json, planted, revisions);
        writePatients(json);
        json.writeEndObject();
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("While writing " + file, e);
    }
  }

  private void writeRequest(JsonGenerator json) throws IOException {
    SimulationRequest request = world.request;
    json.writeBooleanField("synthetic", true);
    json.writeObjectFieldStart("request");
    json.writeNumberField("scale", request.scale());
    json.writeNumberField("months", request.months());
    json.writeStringField("start", request.start().toString());
    json.writeNumberField("seed", request.seed());
    json.writeStringField("layout", request.layout().toString());
    json.writeNumberField("patients", request.patientScale());
    json.writeEndObject();
  }

  /** A rate is the level times each of these. */
  private void writeUse(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("opioid_use");
    json.writeNumberField("deprivation_log_ratio", Figure.DEPRIVATION_LOG_RATIO.value());
    json.writeNumberField("trend_a_year", Figure.TREND_A_YEAR.value());
    json.writeNumberField("pcn_spread", Figure.PCN_SPREAD.value());
    json.writeNumberField("practice_spread", Figure.PRACTICE_SPREAD.value());
    json.writeObjectFieldStart("regions");
    for (var region : world.regionLevels.entrySet()) {
      json.writeNumberField(region.getKey(), region.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeObjectFieldStart("programme");
    json.writeStringField("from", World.yearMonth(world.programmeFrom()).toString());
    json.writeNumberField("effect", Figure.PROGRAMME_EFFECT.value());
    writeTexts(json, "icbs", List.copyOf(world.programmeBoards));
    json.writeEndObject();
  }

  /** Each record of a list begins a line. */
  private static void startRecord(JsonGenerator json) throws IOException {
    json.writeRaw('\n');
    json.writeStartObject();
  }

  private static void writeTexts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void writePlaces(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("pcns");
    for (Pcn pcn : world.pcns) {
      startRecord(json);
      json.writeStringField("code", pcn.code());
      json.writeNumberField("deviation", pcn.deviation());
      json.writeNumberField("excess", pcn.excess());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("practices");
    for (Practice practice : world.practices) {
      startRecord(json);
      json.writeStringField("code", practice.code());
      json.writeStringField("pcn", world.pcns.get(practice.pcn()).code());
      json.writeStringField("region", world.sicbls.get(practice.sicbl()).region().code());
      json.writeNumberField("imd_2019_score", practice.home().score(world.areas));
      json.writeNumberField("deprivation", practice.deprivation());
      json.writeNumberField("deviation", practice.deviation());
      json.writeNumberField("excess", practice.excess());
      json.writeNumberField("use", world.opioidUse(practice.index(), world.firstMonth()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeEvents(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("events");
    for (Move move : world.events.moves()) {
      startRecord(json);
      json.writeStringField("kind", move.reason());
      json.writeStringField("from", world.practices.get(move.from()).code());
      json.writeStringField("to", world.practices.get(move.to()).code());
      json.writeNumberField("share", move.share());
      json.writeStringField("month", World.yearMonth(move.month()).toString());
      json.writeEndObject();
    }
    for (PcnChange change : world.events.changes()) {
      startRecord(json);
      json.writeStringField("kind", "pcn_change");
      json.writeStringField("practice", world.practices.get(change.practice()).code());
      json.writeStringField("from", world.pcns.get(change.from()).code());
      json.writeStringField("to", world.pcns.get(change.to()).code());
      json.writeStringField("month", World.yearMonth(change.month()).toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writePlanted(
      JsonGenerator json, List<Planted> planted, List<Revision> revisions) throws IOException {
    json.writeArrayFieldStart("bad_rows");
    for (Planted row : planted) {
      startRecord(json);
      json.writeStringField("file", row.file());
      json.writeNumberField("line", row.line());
      json.writeStringField("reason", row.reason().name());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("revisions");
    for (Revision revision : revisions) {
      startRecord(json);
      json.writeStringField("month", revision.month().toString());
      json.writeStringField("superseded", revision.first());
      json.writeStringField("current", revision.later());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writePatients(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("patients");
    int first = world.firstMonth() - Figure.LONGEST_MONTHS.count() + 1;
    for (Practice practice : world.practices) {
      for (int start = first; start <= world.lastMonth(); start++) {
        int count = episodes.starting(practice.index(), start);
        for (int number = 0; number < count; number++) {
          Episode episode = episodes.episode(practice.index(), start, number);
          if (episode.last() >= world.firstMonth()) {
            writeIfSampled(json, episode);
          }
        }
      }
    }
    json.writeEndArray();
  }

  private void writeIfSampled(JsonGenerator json, Episode episode) throws IOException {
    Person person = patients.person(episode);
    if (person.sample() >= world.request.patientShare()) {
      return;
    }
    startRecord(json);
    json.writeStringField("id", person.id());
    json.writeStringField("from", World.yearMonth(episode.start()).toString());
    json.writeStringField("to", World.yearMonth(episode.last()).toString());
    json.writeStringField("ends", episode.ending().name().toLowerCase(Locale.ROOT));
    json.writeStringField("practice", world.practices.get(episode.people()).code());
    if (episode.movesIn() <= episode.last()) {
      int to = world.neighbourOf(episode.people());
      json.writeStringField("moves_to", world.practices.get(to).code());
      json.writeStringField("moves_in", World.yearMonth(episode.movesIn()).toString());
    }
    writeDose(json, episode);
    writeTexts(json, "missed", missed(episode));
    json.writeEndObject();
  }

  private void writeDose(JsonGenerator json, Episode episode) throws IOException {
    double monthly = morphine[episode.line()] / episode.every();
    List<String> products = new ArrayList<>();
    products.add(formulary.medicineOf(episode.line()).code());
    for (int line : episode.second()) {
      monthly += morphine[line];
      products.add(formulary.medicineOf(line).code());
    }
    writeTexts(json, "products", products);
    json.writeNumberField("every_months", episode.every());
    json.writeNumberField("ome_mg_a_day", StrictMath.rint(100 * monthly / DAYS_IN_A_MONTH) / 100);
  }

  /** Months of the simulation in which nothing is prescribed although the episode goes on. */
  private List<String> missed(Episode episode) {
    List<String> months = new ArrayList<>();
    int last = Math.min(episode.last(), world.lastMonth());
    for (int month = Math.max(episode.start(), world.firstMonth()); month <= last; month++) {
      if (!episodes.hasItem(episode, month)) {
        months.add(World.yearMonth(month).toString());
      }
    }
    return months;
  }
}
