package org.medsip.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.product.DddVariant;
import org.medsip.common.product.OmeSet;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution;
import org.medsip.jobs.bronze.Accepted;
import org.medsip.jobs.landing.Inspection;

/** A month of a tenth of England against what is published of England. */
@Tag("slow")
class MarginalsTest {

  private static final int DAYS = 31;
  private static final ProductResolver RESOLVER = new ProductResolver(ProductReference.load());

  private static Simulated simulated = new Simulated(Path.of(""));
  private static final Map<String, Double> ddd = new HashMap<>();
  private static final Map<String, Long> people = new HashMap<>();
  private static final Map<String, Double> dddPerUnit = new HashMap<>();
  private static final Map<String, Double> omePerUnit = new HashMap<>();
  private static double ome;
  private static double rows;
  private static double items;
  private static double opioidItems;
  private static double cost;
  private static double quantity;

  @BeforeAll
  static void simulate(@TempDir Path folder) {
    simulated = Simulated.of(Simulated.request(folder.resolve("in"), 0.1, 1, "2024-01"));
    for (Inspection.Understood file : simulated.understood()) {
      if (file.dataset().family().equals("prescribing")) {
        Simulated.read(file, MarginalsTest::count, (of, row) -> {});
      } else if (file.layout().equals("registered_quin_age")) {
        Simulated.read(file, MarginalsTest::countPeople, (of, row) -> {});
      }
    }
  }

  private static void count(Accepted accepted) {
    String code = accepted.row().getAs("bnf_code");
    double total = accepted.row().<BigDecimal>getAs("total_quantity").doubleValue();
    rows++;
    long given = accepted.row().<Long>getAs("items");
    items += given;
    quantity += total;
    cost += accepted.row().<BigDecimal>getAs("actual_cost").doubleValue();
    if (code.startsWith("0407")) {
      String name = accepted.row().getAs("bnf_name");
      double each = dddPerUnit.computeIfAbsent(code, c -> resolve(c, name));
      ddd.merge(accepted.row().getAs("practice_code"), total * each, Double::sum);
      double morphine = omePerUnit.getOrDefault(code, 0.0);
      ome += total * morphine;
      opioidItems += morphine > 0 ? given : 0;
    }
  }

  private static double resolve(String code, String name) {
    if (RESOLVER.resolve(code, name) instanceof Resolution.Resolved resolved) {
      resolved
          .product()
          .omeMg(OmeSet.OPENPRESCRIBING_2019)
          .ifPresent(mg -> omePerUnit.put(code, mg.doubleValue()));
      return resolved
          .product()
          .ddd(DddVariant.WITH_COMBINED_LIST)
          .map(Number::doubleValue)
          .orElse(0.0);
    }
    return 0;
  }

  private static void countPeople(Accepted accepted) {
    if (accepted.row().getAs("sex").equals("ALL")) {
      people.put(accepted.row().getAs("org_code"), accepted.row().<Long>getAs("patients"));
    }
  }

  private static double rate(String practice) {
    return 1000.0 * ddd.getOrDefault(practice, 0.0) / people.getOrDefault(practice, 1L) / DAYS;
  }

  private static double everybody() {
    return people.values().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void theMedianPracticeHasTheLevelOfChen2019() {
    assertThat(median(people.keySet().stream().map(MarginalsTest::rate).toList()))
        .as("DDD per 1000 and day")
        .isCloseTo(36.9, within(3.69));
  }

  @Test
  void theNorthPrescribesMostAndLondonLeast() throws IOException {
    Map<String, List<Double>> rates = new TreeMap<>();
    for (JsonNode practice : simulated.truth().get("practices")) {
      rates
          .computeIfAbsent(practice.get("region").asText(), region -> new ArrayList<>())
          .add(rate(practice.get("code").asText()));
    }
    Map<String, Double> medians = new TreeMap<>();
    rates.forEach((region, of) -> medians.put(region, median(of)));

    assertThat(medians.get("Y56")).isLessThan(22);
    assertThat(medians.get("Y62")).isGreaterThan(42);
    assertThat(medians.get("Y63")).isGreaterThan(42);
    medians.forEach(
        (region, median) ->
            assertThat(median).isGreaterThanOrEqualTo(medians.getOrDefault("Y56", 0.0)));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  /**
   * Items per 1000 and month: 63 in 2016 (Curtis 2019), 51 in 2023/24 (39 million items, NHSBSA).
   * OME: 32,919 mg in September 2017 and 29,611 in November 2019 (OpenPrescribing, sum of CCGs).
   */
  @Test
  void opioidItemsAndTheirMorphineAreOfTheOrderPublished() {
    assertThat(1000 * opioidItems / everybody()).isBetween(51.0, 66.0);
    assertThat(1000 * ome / everybody()).isBetween(26_000.0, 34_000.0);
  }

  /** EPD of July 2026, in a month of 31 days. */
  @Test
  void rowsItemsQuantityAndCostAreThoseOfATenthOfEngland() {
    assertThat(rows).isBetween(0.85 * 1_860_178, 1.2 * 1_860_178);
    assertThat(items).isBetween(0.92 * 11_336_973, 1.08 * 11_336_973);
    assertThat(quantity).isBetween(0.9 * 902_397_780, 1.1 * 902_397_780);
    assertThat(cost).isBetween(0.9 * 100_055_553, 1.1 * 100_055_553);
  }

  @Test
  void theGradientOfTheTruthIsInTheFiles() throws IOException {
    List<double[]> points = new ArrayList<>();
    JsonNode truth = simulated.truth();
    Map<String, Double> excessOfPcn = new HashMap<>();
    truth
        .get("pcns")
        .forEach(p -> excessOfPcn.put(p.get("code").asText(), p.get("excess").asDouble()));
    for (JsonNode practice : truth.get("practices")) {
      double region =
          truth.get("opioid_use").get("regions").get(practice.get("region").asText()).asDouble();
      double known =
          region
              * practice.get("excess").asDouble()
              * excessOfPcn.getOrDefault(practice.get("pcn").asText(), 1.0);
      points.add(
          new double[] {
            practice.get("deprivation").asDouble(),
            StrictMath.log(rate(practice.get("code").asText()) / known)
          });
    }

    assertThat(slope(points))
        .isCloseTo(truth.get("opioid_use").get("deprivation_log_ratio").asDouble(), within(0.12));
  }

  private static double slope(List<double[]> points) {
    double meanX = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double meanY = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double both = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY)).sum();
    double squares = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX)).sum();
    return both / squares;
  }
}
