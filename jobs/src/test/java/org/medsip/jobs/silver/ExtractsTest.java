package org.medsip.jobs.silver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Available;
import org.medsip.common.run.Part;
import org.medsip.common.table.BronzeTables;

class ExtractsTest {

  private static final LocalDate START = LocalDate.of(2016, 1, 1);

  @ParameterizedTest(name = "{0} with extracts {1}: figures {2}, lists {3}")
  @CsvSource({
    // An extract of its own; the one before says whether a list has jumped.
    "2020-05, 2020-05, 2020-05, 2020-05",
    "2020-05, 2020-01 2020-05 2020-07, 2020-05, 2020-01 2020-05",
    // Between two that lie at most 12 months apart.
    "2020-05, 2020-01 2020-07, 2020-01 2020-07, 2020-01 2020-07",
    "2020-12, 2019-01 2020-01 2021-01 2021-02, 2020-01 2021-01, 2020-01 2021-01",
    // Further apart: carried forward for 6 months, as far as a practice is in the later one too.
    "2020-07, 2020-01 2021-02, 2020-01, 2020-01 2021-02",
    "2020-08, 2020-01 2021-02, '', ''",
    // Nothing later.
    "2020-07, 2020-01, 2020-01, 2020-01",
    "2020-08, 2020-01, '', ''",
    // Never backward.
    "2020-01, 2020-02, '', ''",
    "2020-01, '', '', ''"
  })
  void theExtractsThatSpeakForAMonth(String month, String extracts, String figures, String lists) {
    Extracts of = new Extracts(month + "-01", new TreeSet<>(months(extracts)));

    assertThat(of.ofFigures()).isEqualTo(months(figures));
    assertThat(of.ofLists()).isEqualTo(months(lists));
  }

  @Test
  void monthsWithPrescribingOrAListFileAreWantedAndOnlyListFilesAreDependedOn() {
    Available available =
        new Available(
            Map.of(
                BronzeTables.EPD, months("2020-02 2020-03 2021-01"),
                BronzeTables.PDPI, months("2019-12 2020-03"),
                BronzeTables.REGISTERED_PATIENTS, months("2020-01 2020-04")));

    assertThat(plan(available))
        .isEqualTo(
            Map.of(
                "2020-01-01", months("2020-01"),
                "2020-02-01", months("2020-01 2020-04"),
                "2020-03-01", months("2020-01 2020-04"),
                "2020-04-01", months("2020-01 2020-04")));
  }

  @Test
  void aLateExtractMakesExactlyTheMonthsFromItsNeighboursOnStale() {
    Random random = new Random(4);
    for (int world = 0; world < 1000; world++) {
      SortedSet<String> prescribing = someMonths(random, 2);
      SortedSet<String> extracts = someMonths(random, 1 + random.nextInt(12));
      String late = START.plusMonths(random.nextInt(48)).toString();
      extracts.remove(late);
      SortedSet<String> more = new TreeSet<>(extracts);
      more.add(late);
      Map<String, List<String>> before = plan(available(prescribing, extracts));
      Map<String, List<String>> after = plan(available(prescribing, more));
      String earlier = extracts.headSet(late).isEmpty() ? "" : extracts.headSet(late).last();
      String later = extracts.tailSet(late).isEmpty() ? "9" : extracts.tailSet(late).first();

      SortedSet<String> all = new TreeSet<>(before.keySet());
      all.addAll(after.keySet());
      for (String month : all) {
        boolean stale = !after.getOrDefault(month, List.of()).equals(before.get(month));
        boolean between = month.compareTo(earlier) > 0 && month.compareTo(later) <= 0;
        assertThat(!stale || between).as("%s with %s", month, late).isTrue();
        assertThat(stale)
            .as("%s is built from %s", month, late)
            .isEqualTo(after.getOrDefault(month, List.of()).contains(late));
      }
      assertThat(after).containsKey(late);
      if (!extracts.tailSet(late).isEmpty()) {
        assertThat(after.get(later)).as("%s, whose jump is judged anew", later).contains(late);
      }
    }
  }

  private static SortedSet<String> someMonths(Random random, int oneIn) {
    SortedSet<String> months = new TreeSet<>();
    for (int month = 0; month < 48; month++) {
      if (random.nextInt(oneIn) == 0) {
        months.add(START.plusMonths(month).toString());
      }
    }
    return months;
  }

  private static Available available(SortedSet<String> prescribing, SortedSet<String> registered) {
    Map<Table, SortedSet<String>> all =
        Map.of(BronzeTables.EPD, prescribing, BronzeTables.REGISTERED_PATIENTS, registered);
    return new Available(all);
  }

  private static Map<String, List<String>> plan(Available available) {
    SortedMap<String, List<Part>> plan = new RegistrantsStage().plan(available);
    assertThat(plan.values())
        .allSatisfy(
            parts ->
                assertThat(parts)
                    .allMatch(part -> part.table().equals(BronzeTables.REGISTERED_PATIENTS)));
    return plan.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, e -> e.getValue().stream().map(Part::partition).toList()));
  }

  private static List<String> months(String words) {
    return Arrays.stream(words.split(" "))
        .filter(word -> !word.isEmpty())
        .map(word -> word + "-01")
        .toList();
  }
}
