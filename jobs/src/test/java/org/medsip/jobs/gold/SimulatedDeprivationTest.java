package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.contract.Table;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.DeprivationTables;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.simulate.Simulation;
import org.medsip.jobs.simulate.SimulationRequest;
import org.medsip.jobs.simulate.SimulationRequest.Packing;
import org.medsip.jobs.simulate.SimulationRequest.Prescribing;

/** The deprivation of a simulated England from its files, against what the simulator knows. */
class SimulatedDeprivationTest {

  private static final double SCALE = 0.002;

  /** Every area of a neighbourhood has somebody of a practice of this size: see the test. */
  private static final long REACHES_EVERY_AREA = 300;

  private static final String INDEX = "IMD2019_LSOA.csv";
  private static final String LOOKUP = "LSOA_2011_to_LSOA_2021_lookup.csv";

  /**
   * A simulated practice's true score is that of the shares of its people in each area; its file
   * gives each area a whole number n of people that is less than one person away from its share of
   * them. With t the true score, s the score of an area and N the people with an area, the score of
   * the file is therefore less than sum |s - t| / N away from t. The sum is over every area of the
   * neighbourhood; all have somebody where 300 people are registered, because the furthest area has
   * at least 0.4 % of them.
   */
  @Test
  void aPracticesScoreIsItsTrueOneUpToTheRoundingToWholePeople(@TempDir Path folder)
      throws IOException {
    Path simulated = folder.resolve("simulated");
    Simulation.write(request(simulated), sentence -> {});
    List<String> of2011 = lines(simulated.resolve("gp-reg-pat-prac-lsoa-all_2024-12.csv"));
    List<String> of2021 = lines(simulated.resolve("gp-reg-pat-prac-lsoa-all_2025-01.csv"));
    Path input = Files.createDirectories(folder.resolve("in"));
    for (String name : List.of(INDEX, "IMD2025_LSOA.csv", LOOKUP)) {
      Files.copy(simulated.resolve(name), input.resolve(name));
    }
    write(input, "gp-reg-pat-prac-lsoa-2011.csv", of2011, "01DEC2024", "01JAN2025");
    write(input, "gp-reg-pat-prac-lsoa-2021.csv", of2021, "01JAN2025", "01JAN2025");
    write(input, "gp-reg-pat-prac-lsoa-all_2025-04.csv", of2021, "01JAN2025", "01APR2025");

    Map<Table, List<Row>> bronze =
        DeprivationTablesOf.bronze(Inspection.of(input.toString()).requireAllUnderstood());
    Map<Table, Dataset<Row>> made =
        DeprivationTablesOf.files(
            DeprivationTablesOf.datasets(bronze),
            List.of(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 4, 1)));
    List<Row> practices =
        Objects.requireNonNull(made.get(DeprivationTables.PRACTICE_DEPRIVATION)).collectAsList();
    Map<String, Set<String>> homes =
        homes(
            Objects.requireNonNull(made.get(DeprivationTables.REGISTRANTS_BY_LSOA))
                .collectAsList());

    assertThat(practices.stream().map(SimulatedDeprivationTest::origin).distinct())
        .as("areas of its own census for each release while there are, then the lookup")
        .containsExactlyInAnyOrder(
            "2025-01-01 2019 from areas of 2011 lsoa_weighted",
            "2025-01-01 2025 from areas of 2021 lsoa_weighted",
            "2025-04-01 2019 from areas of 2021 lsoa_weighted_by_lookup",
            "2025-04-01 2025 from areas of 2021 lsoa_weighted");
    Map<String, Double> scores = scoresOf2019(bronze);
    Map<String, Double> truth = truth(simulated.resolve("truth.json"));
    int compared = 0;
    for (Row practice : practices) {
      Double true2019 = truth.get(practice.<String>getAs("practice_code"));
      boolean large = practice.<Long>getAs("registrants") >= REACHES_EVERY_AREA;
      if (true2019 != null && large && practice.<Long>getAs("imd_release") == 2019) {
        double most =
            furthest(practice, homes.getOrDefault(home(practice), Set.of()), scores, true2019);
        assertThat(practice.<Double>getAs("imd_score_weighted"))
            .as("%s", practice)
            .isEqualTo(true2019, within(most));
        assertThat(most).as("people round to little").isLessThan(1);
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static void write(Path folder, String name, List<String> rows, String was, String is)
      throws IOException {
    List<String> dated = rows.stream().map(row -> row.replace(was, is)).toList();
    Files.write(folder.resolve(name), dated, StandardCharsets.ISO_8859_1);
  }

  private static String origin(Row row) {
    return "%s %s from areas of %s %s"
        .formatted(
            row.getAs("quarter"),
            row.getAs("imd_release"),
            row.getAs("lsoa_vintage"),
            row.getAs("source"));
  }

  private static SimulationRequest request(Path folder) {
    return new SimulationRequest(
        folder, SCALE, 2, YearMonth.of(2024, 12), 7, Prescribing.EPD_SNOMED, 0, Packing.NONE, 2);
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
  }

  /** An area of 2021 has the score of the areas of 2011 it is made of, which have one score. */
  private static Map<String, Double> scoresOf2019(Map<Table, List<Row>> bronze) {
    Map<String, Double> scores = new HashMap<>();
    for (Row area : bronze.getOrDefault(BronzeTables.LSOA_IMD, List.of())) {
      if (area.<Long>getAs("imd_release") == 2019) {
        scores.put(area.getAs("lsoa_code"), area.<BigDecimal>getAs("imd_score").doubleValue());
      }
    }
    for (Row link : bronze.getOrDefault(BronzeTables.LSOA_CHANGE, List.of())) {
      scores.put(link.getAs("lsoa_2021"), scores.get(link.<String>getAs("lsoa_2011")));
    }
    return scores;
  }

  /** The true scores of the practices that neither close nor take anybody over. */
  private static Map<String, Double> truth(Path file) throws IOException {
    JsonNode truth = new ObjectMapper().readTree(file.toFile());
    Set<String> touched = new HashSet<>();
    for (JsonNode event : truth.get("events")) {
      touched.add(event.get("to").asText());
      touched.add(event.get("from").asText());
    }
    Map<String, Double> scores = new HashMap<>();
    for (JsonNode practice : truth.get("practices")) {
      if (!touched.contains(practice.get("code").asText())) {
        scores.put(practice.get("code").asText(), practice.get("imd_2019_score").asDouble());
      }
    }
    return scores;
  }

  /** The areas in which people of a practice live, by quarter, census and practice. */
  private static Map<String, Set<String>> homes(List<Row> registrants) {
    Map<String, Set<String>> homes = new HashMap<>();
    for (Row row : registrants) {
      homes.computeIfAbsent(home(row), key -> new HashSet<>()).add(row.getAs("lsoa_code"));
    }
    return homes;
  }

  private static String home(Row row) {
    return "%s %s %s"
        .formatted(row.getAs("quarter"), row.getAs("lsoa_vintage"), row.getAs("practice_code"));
  }

  /** How far rounding to whole people can take a practice's score from the true one. */
  private static double furthest(
      Row practice, Set<String> areas, Map<String, Double> scores, double truth) {
    double sum =
        areas.stream()
            .filter(scores::containsKey)
            .mapToDouble(area -> Math.abs(scores.getOrDefault(area, 0.0) - truth))
            .sum();
    return sum / practice.<BigDecimal>getAs("covered_registrants").doubleValue();
  }
}
