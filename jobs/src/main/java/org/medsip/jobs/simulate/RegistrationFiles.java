package org.medsip.jobs.simulate;

import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsip.jobs.simulate.Area.Census;
import org.medsip.jobs.simulate.Draw.Topic;

/** Who is registered where: by age and sex each month, by small area each quarter. */
final class RegistrationFiles {

  private static final DateTimeFormatter EXTRACT_DATE =
      DateTimeFormatter.ofPattern("'01'MMMuuuu", Locale.ENGLISH);
  private static final YearMonth FIRST_OF_2021 = YearMonth.of(2025, 1);
  private static final double AGE_SPREAD = 0.25;
  private static final double WITHOUT_AREA = 0.004;
  private static final double IN_WALES = 0.001;
  private static final String WELSH_AREA = "W01900001";
  private static final int BYTES_OF_A_ROW = 80;

  private final World world;
  private final OutputFolder folder;
  private final List<AgeBand> ages = AgeBand.all();

  RegistrationFiles(World world, OutputFolder folder) {
    this.world = world;
    this.folder = folder;
  }

  static String extractDate(YearMonth month) {
    return EXTRACT_DATE.format(month).toUpperCase(Locale.ROOT);
  }

  /** The small areas in use in a month. */
  static Census census(YearMonth month) {
    return month.isBefore(FIRST_OF_2021) ? Census.OF_2011 : Census.OF_2021;
  }

  /**
   * Writes the list sizes of a month by age and sex.
   *
   * @return the line of the planted row that is no number, if one was asked for
   */
  Optional<Long> writeAges(YearMonth month, Optional<BadRow> bad) {
    int practices = world.practices.size();
    List<Long> planted = new ArrayList<>();
    folder.write(
        "gp-reg-pat-prac-quin-age_" + month + ".csv",
        practices + 2,
        part -> {
          if (part == 0) {
            return header();
          }
          if (part == practices + 1) {
            return bad.isPresent() ? badRow(month) : new RowText(0);
          }
          return ages(part - 1, month);
        },
        (part, line) -> {
          if (part == practices + 1 && bad.isPresent()) {
            planted.add(line);
          }
        });
    return planted.stream().findFirst();
  }

  private static RowText header() {
    return new RowText(200)
        .row(
            "PUBLICATION",
            "EXTRACT_DATE",
            "ORG_TYPE",
            "ORG_CODE",
            "ONS_CODE",
            "POSTCODE",
            "SEX",
            "AGE_GROUP_5",
            "NUMBER_OF_PATIENTS");
  }

  private static RowText badRow(YearMonth month) {
    RowText text = new RowText(BYTES_OF_A_ROW);
    return ageRow(text, month, "S99901", "ZZ1 1ZZ", "ALL", "ALL", "n/a");
  }

  private RowText ages(int practice, YearMonth month) {
    int number = World.month(month);
    RowText text = new RowText(BYTES_OF_A_ROW * (2 * ages.size() + 3));
    if (!world.isOpen(practice, number)) {
      return text;
    }
    Practice of = world.practices.get(practice);
    String postcode = of.address().get(4);
    long all = world.registered(practice, number);
    long[] parts = Shares.of(all, weights(practice));
    ageRow(text, month, of.code(), postcode, "ALL", "ALL", all);
    sexRows(text, month, of, "FEMALE", parts, ages.size());
    sexRows(text, month, of, "MALE", parts, 0);
    return text;
  }

  private void sexRows(
      RowText text, YearMonth month, Practice of, String sex, long[] parts, int first) {
    String postcode = of.address().get(4);
    long all = 0;
    for (int band = 0; band < ages.size(); band++) {
      long people = parts[first + band];
      all += people;
      ageRow(text, month, of.code(), postcode, sex, ages.get(band).label(), people);
    }
    ageRow(text, month, of.code(), postcode, sex, "ALL", all);
  }

  private static RowText ageRow(
      RowText text,
      YearMonth month,
      String code,
      String postcode,
      String sex,
      String age,
      Object people) {
    return text.row(
        "GP_PRAC_PAT_LIST", extractDate(month), "GP", code, "", postcode, sex, age, people);
  }

  /** Men by age, then women; some practices have older people, some younger ones. */
  private double[] weights(int practice) {
    double tilt = AGE_SPREAD * Draw.of(world.request.seed(), Topic.AGES, practice).normal();
    double[] weights = new double[2 * ages.size()];
    for (int i = 0; i < ages.size(); i++) {
      double older = StrictMath.exp(tilt * (2.0 * i / (ages.size() - 1) - 1));
      weights[i] = ages.get(i).male() * older;
      weights[ages.size() + i] = ages.get(i).female() * older;
    }
    return weights;
  }

  /** Writes where the people of each practice live. */
  void writeAreas(YearMonth month) {
    folder.write(
        "gp-reg-pat-prac-lsoa-all_" + month + ".csv",
        world.practices.size() + 1,
        part ->
            part == 0
                ? new RowText(200)
                    .row(
                        "PUBLICATION",
                        "EXTRACT_DATE",
                        "PRACTICE_CODE",
                        "PRACTICE_NAME",
                        "LSOA_CODE",
                        "SEX",
                        "NUMBER_OF_PATIENTS")
                : areas(part - 1, month),
        (part, line) -> {});
  }

  private RowText areas(int practice, YearMonth month) {
    int number = World.month(month);
    RowText text = new RowText(BYTES_OF_A_ROW * 40);
    if (!world.isOpen(practice, number)) {
      return text;
    }
    Practice of = world.practices.get(practice);
    SortedMap<String, Double> weights = areaWeights(practice, month);
    List<String> codes = List.copyOf(weights.keySet());
    long[] parts =
        Shares.of(
            world.registered(practice, number),
            weights.values().stream().mapToDouble(Double::doubleValue).toArray());
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] > 0) {
        text.row(
            "GP_PRAC_PAT_LIST",
            extractDate(month),
            of.code(),
            of.name(),
            codes.get(i),
            "ALL",
            parts[i]);
      }
    }
    return text;
  }

  private SortedMap<String, Double> areaWeights(int practice, YearMonth month) {
    int number = World.month(month);
    SortedMap<String, Double> weights = new TreeMap<>();
    for (int people : world.peopleAt(practice, number)) {
      double here = world.share(people, practice, number) * world.people(people, number);
      Neighbourhood home = world.practices.get(people).home();
      for (int i = 0; i < home.areas().length; i++) {
        List<String> codes = world.areas.get(home.areas()[i]).codes(census(month));
        for (String code : codes) {
          weights.merge(code, here * home.share(i) / codes.size(), Double::sum);
        }
      }
      weights.merge("CLOSED", here * WITHOUT_AREA, Double::sum);
      weights.merge(WELSH_AREA, here * IN_WALES, Double::sum);
    }
    return weights;
  }
}
