package org.medsip.common.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsip.common.SharedData;
import org.medsip.common.metric.StarPuWeights.Weight;

class AgeSexWeightsTest {

  private final StarPuWeights starPu = StarPuWeights.load();

  @Test
  void aWeightIsPatientsPerRegistrantToFourteenDecimals() {
    assertThat(AgeSexWeights.perRegistrant(30, 1000)).isEqualByComparingTo("0.03");
    assertThat(AgeSexWeights.perRegistrant(40, 800)).isEqualByComparingTo("0.05");
    assertThat(AgeSexWeights.perRegistrant(2, 3)).isEqualTo(new BigDecimal("0.66666666666667"));
    assertThat(AgeSexWeights.perRegistrant(0, 7)).isEqualByComparingTo("0");
  }

  @Test
  void everyStarPuSaysItsYearInItsNameAndHasNineBandsOfEachSex() {
    Map<String, Integer> bands = new HashMap<>();
    for (Weight weight : starPu.weights()) {
      assertThat(weight.weightSet()).startsWith("star_pu_2013_");
      assertThat(weight.source()).contains("2013");
      bands.merge(weight.weightSet() + " " + weight.sex(), 1, Integer::sum);
    }
    assertThat(bands).hasSize(10).allSatisfy((set, count) -> assertThat(count).isEqualTo(9));
  }

  @Test
  void everyStarPuSaysWhatItIsBasedOnAndThatOfAnalgesicsThatItIsNoOpioidUnit() {
    Map<String, Set<String>> meanings = new HashMap<>();
    for (Weight weight : starPu.weights()) {
      meanings.computeIfAbsent(weight.weightSet(), set -> new HashSet<>()).add(weight.meaning());
    }
    assertThat(meanings.values()).allSatisfy(said -> assertThat(said).hasSize(1));
    assertThat(meanings.values().stream().flatMap(Set::stream))
        .allMatch(meaning -> meaning.contains("Based on cost") || meaning.contains("Based on ADQ"));
    assertThat(meanings.getOrDefault("star_pu_2013_analgesics_cost", Set.of()))
        .allMatch(meaning -> meaning.contains("there is no STAR-PU for opioids"));
  }

  /** The file of OpenPrescribing, which has men first and women second. */
  @Test
  void everyStarPuIsTheOneInItsSource() throws IOException {
    JsonNode source =
        new ObjectMapper().readTree(SharedData.file("star_pu/star_pu_weights.json").toFile());
    for (Weight weight : starPu.weights()) {
      String set = weight.weightSet().substring("star_pu_2013_".length());
      JsonNode both = source.get(set).get(weight.ageBand().replace('_', '-'));
      int sex = List.of("MALE", "FEMALE").indexOf(weight.sex());
      assertThat(weight.weight().doubleValue())
          .as("%s %s %s", set, weight.sex(), weight.ageBand())
          .isCloseTo(both.get(sex).doubleValue(), within(1e-14));
    }
  }
}
