package org.medsip.jobs.simulate;

import java.time.YearMonth;
import java.util.List;
import org.medsip.jobs.simulate.Draw.Topic;

/** The items of pseudonymised people: those of the planted episodes, a part of what EPD adds up. */
final class PatientFiles {

  private static final int BYTES_OF_A_ROW = 130;

  private final World world;
  private final Formulary formulary;
  private final Episodes episodes;
  private final OutputFolder folder;
  private final List<AgeBand> ages = AgeBand.all();
  private final double[] agesUpTo;

  /**
   * Who somebody is.
   *
   * @param id the pseudonym
   * @param area the small area of 2021 they live in
   * @param sample from 0 to 1: below the part of people that are written, the person is
   */
  record Person(String id, String sex, String ageBand, String area, double sample) {}

  PatientFiles(World world, Formulary formulary, Episodes episodes, OutputFolder folder) {
    this.world = world;
    this.formulary = formulary;
    this.episodes = episodes;
    this.folder = folder;
    this.agesUpTo = new double[ages.size()];
    double sum = 0;
    for (int i = 0; i < agesUpTo.length; i++) {
      sum += (ages.get(i).male() + ages.get(i).female()) * ages.get(i).opioidUse();
      agesUpTo[i] = sum;
    }
  }

  void write(YearMonth month) {
    folder.write(
        "patient_items_" + month + ".csv",
        world.practices.size() + 1,
        part -> part == 0 ? header() : practice(part - 1, month),
        (part, line) -> {});
  }

  private static RowText header() {
    return new RowText(BYTES_OF_A_ROW)
        .row(
            "PSEUDO_ID",
            "PRACTICE_CODE",
            "LSOA_CODE",
            "AGE_BAND",
            "SEX",
            "DISPENSING_MONTH",
            "BNF_CODE",
            "BNF_NAME",
            "QUANTITY",
            "ITEMS",
            "NHS_NO_CAPTURED");
  }

  private RowText practice(int practice, YearMonth month) {
    RowText text = new RowText(BYTES_OF_A_ROW * 100);
    int number = World.month(month);
    if (!world.isOpen(practice, number)) {
      return text;
    }
    String code = world.practices.get(practice).code();
    episodes.itemsAt(
        practice,
        number,
        (episode, line) -> {
          Person person = person(episode);
          if (person.sample() < world.request.patientShare()) {
            itemRow(text, code, month, person, episode, line);
          }
        });
    return text;
  }

  private void itemRow(
      RowText text, String practice, YearMonth month, Person person, Episode episode, int line) {
    int number = World.month(month);
    Medicine medicine = formulary.medicineOf(line);
    boolean captured =
        Draw.of(world.request.seed(), Topic.PERSON, key(episode), number, line)
            .withChance(Figure.CAPTURED_SHARE.value());
    text.row(
        person.id(),
        practice,
        person.area(),
        person.ageBand(),
        person.sex(),
        month.toString().replace("-", ""),
        Recodes.codeIn(medicine, number, world),
        medicine.name(),
        formulary.quantity[line],
        1,
        captured ? "Y" : "N");
  }

  private static long key(Episode episode) {
    return ((long) episode.people() << 40) | ((long) episode.start() << 20) | episode.number();
  }

  Person person(Episode episode) {
    Draw draw =
        Draw.of(
            world.request.seed(),
            Topic.PERSON,
            episode.people(),
            episode.start(),
            episode.number());
    double sample = draw.uniform();
    Neighbourhood home = world.practices.get(episode.people()).home();
    List<String> areas = world.areas.get(home.areas()[draw.pick(home.upTo())]).codes2021();
    return new Person(
        "P%016X".formatted(Draw.scrambled(world.request.seed(), key(episode))),
        draw.withChance(Figure.FEMALE_SHARE.value()) ? "FEMALE" : "MALE",
        ages.get(draw.pick(agesUpTo)).label(),
        areas.get(draw.below(areas.size())),
        sample);
  }
}
