package org.medsip.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.cohort.Cohort.Beside;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortMedicines;
import org.medsip.common.cohort.CohortMedicines.Medicine;
import org.medsip.common.cohort.CohortRules;
import org.medsip.common.cohort.Months;
import org.medsip.common.cohort.NaiveCohorts;
import org.medsip.common.cohort.NaiveCohorts.Dispensed;
import org.medsip.common.cohort.PersonMonth;
import org.medsip.common.cohort.PersonMonths;
import org.medsip.common.product.OmeSet;

/**
 * The cohorts found in the files of patient items are those of the people who were planted: who
 * they are, what they take and when comes once from the files and once from the episodes.
 */
class PlantedCohortsTest {

  private static final int MONTHS = 18;
  private static final CohortCatalogue CATALOGUE = CohortCatalogue.load();
  private static final CohortRules RULES = new CohortRules(CATALOGUE);
  private static final CohortMedicines MEDICINES = new CohortMedicines();
  private static final Map<String, Medicine> KNOWN = new HashMap<>();
  private static final OmeSet SET = OmeSet.OPENPRESCRIBING_2026;

  @TempDir private Path folder;

  @Test
  void everyDefinitionFindsExactlyThePeopleThatWerePlanted() throws IOException {
    SimulationRequest request = Simulated.request(folder, 0.004, MONTHS, "2024-01");
    World world = WorldBuilder.of(request);
    Formulary formulary = new Formulary();
    Episodes episodes = new Episodes(world, formulary);
    Map<String, NaiveCohorts> planted;
    try (OutputFolder out = new OutputFolder(request)) {
      PatientFiles files = new PatientFiles(world, formulary, episodes, out);
      for (int i = 0; i < MONTHS; i++) {
        files.write(request.month(i));
      }
      planted = planted(world, formulary, episodes, files);
    }
    Map<String, PersonMonths> found = found();

    Map<String, Integer> members = new TreeMap<>();
    for (int i = CATALOGUE.longestWindow() - 1; i < MONTHS; i++) {
      YearMonth month = request.month(i);
      Set<String> expected = planted(planted, month);
      Set<String> counted = members(found, month, members);
      assertThat(without(counted, expected)).as("too many in %s", month).isEmpty();
      assertThat(without(expected, counted)).as("too few in %s", month).isEmpty();
    }
    assertThat(members.keySet()).containsExactlyElementsOf(CATALOGUE.ids());
    assertThat(members.values()).allMatch(count -> count > 20);
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  private static Set<String> members(
      Map<String, PersonMonths> people, YearMonth month, Map<String, Integer> members) {
    Set<String> found = new TreeSet<>();
    people.forEach(
        (id, person) -> {
          long cohorts = RULES.cohortsOf(person, Months.number(month.atDay(1)));
          for (int i = 0; i < CATALOGUE.ids().size(); i++) {
            if ((cohorts >> i & 1) == 1) {
              found.add(CATALOGUE.ids().get(i) + " " + id);
              members.merge(CATALOGUE.ids().get(i), 1, Integer::sum);
            }
          }
        });
    return found;
  }

  private static Set<String> planted(Map<String, NaiveCohorts> people, YearMonth month) {
    Set<String> planted = new TreeSet<>();
    people.forEach((id, person) -> person.of(month).forEach(c -> planted.add(c + " " + id)));
    return planted;
  }

  /** What the episodes say, month by month, of everybody whose items are written. */
  private static Map<String, NaiveCohorts> planted(
      World world, Formulary formulary, Episodes episodes, PatientFiles files) {
    Map<String, NaiveCohorts> planted = new HashMap<>();
    int first = world.firstMonth() - Figure.LONGEST_MONTHS.count() + 1;
    for (Practice practice : world.practices) {
      for (int start = first; start <= world.lastMonth(); start++) {
        int count = episodes.starting(practice.index(), start);
        for (int number = 0; number < count; number++) {
          Episode episode = episodes.episode(practice.index(), start, number);
          NaiveCohorts person = planted(world, formulary, episodes, episode);
          if (!person.dispensed().isEmpty()) {
            planted.put(files.person(episode).id(), person);
          }
        }
      }
    }
    return planted;
  }

  private static NaiveCohorts planted(
      World world, Formulary formulary, Episodes episodes, Episode episode) {
    NaiveCohorts person = new NaiveCohorts();
    for (int month = world.firstMonth(); month <= world.lastMonth(); month++) {
      if (episodes.hasItem(episode, month)) {
        List<Integer> lines = new ArrayList<>(episode.second());
        if ((month - episode.start()) % episode.every() == 0) {
          lines.add(episode.line());
        }
        if (!lines.isEmpty()) {
          person.dispense(World.yearMonth(month), dispensed(formulary, lines));
        }
      }
    }
    return person;
  }

  private static Medicine medicine(String code, String name) {
    return KNOWN.computeIfAbsent(code + name, both -> MEDICINES.of(code, name));
  }

  /** An opioid counts by what its name says of its form. */
  private static Dispensed dispensed(Formulary formulary, List<Integer> lines) {
    int opioids = 0;
    BigDecimal ome = BigDecimal.ZERO;
    Map<String, BigDecimal> supply = new HashMap<>();
    Set<String> beside = new HashSet<>();
    for (int line : lines) {
      var medicine = formulary.medicineOf(line);
      BigDecimal units = BigDecimal.valueOf(formulary.quantity[line]);
      switch (medicine.kind()) {
        case GABAPENTINOID -> beside.add("gab");
        case BENZODIAZEPINE -> beside.add("bzd");
        case Z_DRUG -> beside.add("z");
        case OPIOID -> {
          if (isSwallowedOrWorn(medicine.name())) {
            Medicine known = medicine(medicine.code(), medicine.name());
            BigDecimal each = known.omeMgPerUnit().getOrDefault(SET, BigDecimal.ZERO);
            opioids++;
            ome = ome.add(units.multiply(each));
            known
                .daysPerUnit()
                .ifPresent(
                    days ->
                        supply.merge(
                            medicine.chemicalCode(), units.multiply(days), BigDecimal::add));
          }
        }
        case OTHER -> throw new IllegalStateException("No episode has " + medicine.name());
      }
    }
    BigDecimal longest =
        supply.values().stream().max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    return new Dispensed(opioids, inUnits(ome), inUnits(longest), beside);
  }

  private static boolean isSwallowedOrWorn(String name) {
    String words = name.toLowerCase(Locale.ROOT);
    return List.of("injection", "sublingual", "suppositor", "lozenge", "nasal", "buccal", "ampoule")
        .stream()
        .noneMatch(words::contains);
  }

  private static long inUnits(BigDecimal amount) {
    return amount
        .setScale(4, RoundingMode.HALF_UP)
        .multiply(BigDecimal.valueOf(NaiveCohorts.UNITS))
        .longValueExact();
  }

  /** What the files say, month by month, of everybody in them. */
  private Map<String, PersonMonths> found() throws IOException {
    Map<String, Map<Integer, List<NamedCsvRecord>>> rows = new HashMap<>();
    try (var files = Files.newDirectoryStream(folder, "patient_items_*.csv")) {
      for (Path file : files) {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
          for (NamedCsvRecord row : csv) {
            String month = row.getField("DISPENSING_MONTH");
            int number =
                Months.number(
                    YearMonth.of(
                            Integer.parseInt(month.substring(0, 4)),
                            Integer.parseInt(month.substring(4)))
                        .atDay(1));
            rows.computeIfAbsent(row.getField("PSEUDO_ID"), id -> new HashMap<>())
                .computeIfAbsent(number, m -> new ArrayList<>())
                .add(row);
          }
        }
      }
    }
    Map<String, PersonMonths> people = new HashMap<>();
    rows.forEach(
        (id, months) -> {
          List<PersonMonth> all = new ArrayList<>();
          months.forEach((month, items) -> all.add(month(month, items)));
          people.put(id, new PersonMonths(all));
        });
    return people;
  }

  private static PersonMonth month(int month, List<NamedCsvRecord> items) {
    long opioids = 0;
    BigDecimal ome = BigDecimal.ZERO;
    Map<String, BigDecimal> supply = new HashMap<>();
    Set<Beside> beside = EnumSet.noneOf(Beside.class);
    for (NamedCsvRecord item : items) {
      Medicine medicine = medicine(item.getField("BNF_CODE"), item.getField("BNF_NAME"));
      BigDecimal units =
          new BigDecimal(item.getField("QUANTITY"))
              .multiply(new BigDecimal(item.getField("ITEMS")));
      switch (medicine.scope()) {
        case "otd" -> {
          opioids += Long.parseLong(item.getField("ITEMS"));
          ome = ome.add(units.multiply(medicine.omeMgPerUnit().getOrDefault(SET, BigDecimal.ZERO)));
          medicine
              .daysPerUnit()
              .ifPresent(
                  days ->
                      supply.merge(medicine.chemicalCode(), units.multiply(days), BigDecimal::add));
        }
        case "gabapentinoid" -> beside.add(Beside.GABAPENTINOID);
        case "benzodiazepine" -> beside.add(Beside.BENZODIAZEPINE);
        case "z_drug" -> beside.add(Beside.Z_DRUG);
        default -> assertThat(medicine.scope()).isEqualTo("none");
      }
    }
    Optional<BigDecimal> longest =
        supply.values().stream()
            .max(BigDecimal::compareTo)
            .map(days -> days.setScale(4, RoundingMode.HALF_UP));
    return new PersonMonth(month, opioids, Map.of(SET, ome), longest, beside);
  }
}
