package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.medsip.common.SharedData;
import org.medsip.common.product.BnfRecodes.Change;
import org.medsip.common.run.InputRefused;

class BnfRecodesTest {

  private static final String A = "0407020A0AAAAAA";
  private static final String B = "0407020B0AAAAAA";
  private static final String C = "0407020C0AAAAAA";
  private static final String D = "0407020D0AAAAAA";

  @Test
  void aChangeHoldsForMonthsBeforeItsEditionAndForNoOther() {
    BnfRecodes recodes = BnfRecodes.of(List.of(change(A, B, 2020)));

    assertThat(recodes.current(A, month(2019, 12))).isEqualTo(B);
    assertThat(recodes.current(A, month(2020, 1))).isEqualTo(A);
    assertThat(recodes.current(C, month(2019, 12))).isEqualTo(C);
  }

  @Test
  void editionsAreFollowedInTheOrderOfTimeWhateverTheOrderOfTheRows() {
    List<Change> changes = new ArrayList<>(List.of(change(B, C, 2022), change(A, B, 2020)));
    for (int i = 0; i < 2; i++) {
      BnfRecodes recodes = BnfRecodes.of(changes);

      assertThat(recodes.current(A, month(2019, 1))).isEqualTo(C);
      assertThat(recodes.current(A, month(2021, 1))).isEqualTo(A);
      assertThat(recodes.current(B, month(2021, 1))).isEqualTo(C);
      Collections.reverse(changes);
    }
  }

  @Test
  void anEarlierChangeIsNotAppliedBehindALaterOne() {
    BnfRecodes recodes = BnfRecodes.of(List.of(change(B, C, 2018), change(A, B, 2020)));

    assertThat(recodes.current(A, month(2017, 1))).isEqualTo(B);
    assertThat(recodes.current(B, month(2017, 1))).isEqualTo(C);
  }

  @Test
  void aCodeThatIsGivenToAnotherProductLaterKeepsItsLaterMeaning() {
    BnfRecodes recodes = BnfRecodes.of(List.of(change(A, B, 2018), change(A, C, 2024)));

    assertThat(recodes.current(A, month(2017, 6))).isEqualTo(B);
    assertThat(recodes.current(A, month(2021, 6))).isEqualTo(C);
    assertThat(recodes.current(A, month(2024, 6))).isEqualTo(A);
  }

  @Test
  void insideOneEditionAChangeIsFollowedToItsEnd() {
    BnfRecodes recodes =
        BnfRecodes.of(List.of(change(A, B, 2026), change(B, C, 2026), change(A, B, 2026)));

    assertThat(recodes.current(A, month(2015, 1))).isEqualTo(C);
  }

  @Test
  void aChangeOfAnUpperLevelHoldsForAllBelowItAndTheLongestOfSeveralCounts() {
    BnfRecodes recodes =
        BnfRecodes.of(
            List.of(
                change("0407020AH", "0407020AG", 2020),
                change("0407020AHBB", "0407020AGBC", 2020),
                change("0407020AHBBABAB", D, 2020)));

    assertThat(recodes.current("0407020AHAAAAAA", month(2019, 1))).isEqualTo("0407020AGAAAAAA");
    assertThat(recodes.current("0407020AHBBAAAA", month(2019, 1))).isEqualTo("0407020AGBCAAAA");
    assertThat(recodes.current("0407020AHBBABAB", month(2019, 1))).isEqualTo(D);
  }

  @Test
  void aCodeThatOneEditionReplacesBySeveralIsLeftAsItIsWithANote() {
    BnfRecodes recodes =
        BnfRecodes.of(
            List.of(
                change(A, C, 2024), change(A, B, 2024), change(A, C, 2024), change(D, A, 2020)));

    assertThat(recodes.current(D, month(2019, 6))).isEqualTo(A);
    assertThat(recodes.leftOpen(D, month(2019, 6)))
        .contains(
            "%s is replaced in 2024-01 by several codes, %s, %s, and so by none"
                .formatted(A, B, C));
    assertThat(recodes.leftOpen(A, month(2024, 6))).isEmpty();
    assertThat(recodes.leftOpen(B, month(2019, 6))).isEmpty();
  }

  @Test
  void aCycleInsideOneEditionIsRefused() {
    assertThatThrownBy(() -> BnfRecodes.of(List.of(change(A, B, 2024), change(B, A, 2024))))
        .isInstanceOf(InputRefused.class)
        .hasMessage(
            "The BNF code changes lead %s back to itself (%s to %s in 2024-01, %s to %s in 2024-01);"
                + " take one of them out of the file",
            A, A, B, B, A);
    assertThatThrownBy(() -> BnfRecodes.of(List.of(change(A, A, 2024))))
        .isInstanceOf(InputRefused.class);
  }

  @Test
  void aCodeThatLaterEditionsLeadBackToItselfIsRefused() {
    assertThatThrownBy(
            () ->
                BnfRecodes.of(List.of(change(A, B, 2018), change(B, C, 2020), change(C, A, 2024))))
        .isInstanceOf(InputRefused.class)
        .hasMessageContaining(A + " to " + B + " in 2018-01")
        .hasMessageContaining(C + " to " + A + " in 2024-01");
  }

  @Test
  void aSubstanceReplacedByASubParagraphIsRefused() {
    assertThatThrownBy(() -> BnfRecodes.of(List.of(change("0407020AH", "0407020", 2020))))
        .isInstanceOf(InputRefused.class)
        .hasMessage(
            "The BNF code changes of 2020-01 replace 0407020AH by 0407020, which is of another"
                + " level; take it out of the file");
  }

  @Test
  void theRealMappingHasFourChainsAndEachOldCodeEndsAtACodeThatIsNotReplaced() throws IOException {
    List<Change> changes =
        Files.readAllLines(SharedData.file("bnf/bnf_code_mapping_2015_2026.csv")).stream()
            .skip(1)
            .map(line -> line.split(","))
            .filter(codes -> codes[1].length() == codes[0].length())
            .map(codes -> change(codes[0], codes[1], 2026))
            .toList();
    Set<String> old = changes.stream().map(Change::oldCode).collect(Collectors.toSet());
    BnfRecodes recodes = BnfRecodes.of(changes);

    assertThat(changes).hasSize(2989);
    assertThat(changes.stream().filter(change -> old.contains(change.newCode()))).hasSize(4);
    assertThat(changes)
        .allSatisfy(
            change ->
                assertThat(old).doesNotContain(recodes.current(change.oldCode(), month(2014, 1))));
    assertThat(recodes.current("0904010T0BGAIAD", month(2014, 1))).isEqualTo("0913451F0BBABAA");
    assertThat(recodes.current("0904010T0BGAIAD", month(2026, 1))).isEqualTo("0904010T0BGAIAD");
  }

  @Test
  void itAgreesWithAWalkFromMonthToMonthOnTenThousandRandomMappings() {
    Random random = new Random(20_260_401);
    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      List<Change> changes = randomChanges(random);
      List<Change> followed = changes.stream().filter(c -> isPlain(c, changes)).toList();
      if (oracleRefuses(followed)) {
        refused++;
        assertThatThrownBy(() -> BnfRecodes.of(changes))
            .as("%s", changes)
            .isInstanceOf(InputRefused.class);
        continue;
      }
      BnfRecodes recodes = BnfRecodes.of(changes);
      for (String code : CODES) {
        for (int year = 2017; year <= 2021; year++) {
          assertThat(recodes.current(code, month(year, 6)))
              .as("%s in %s of %s", code, year, changes)
              .isEqualTo(walk(code, year + 1, followed, new ArrayList<>(), 0));
        }
      }
    }
    assertThat(refused).isBetween(1000, 9000);
  }

  private static final List<String> CODES =
      List.of(A, B, C, D, "0407020E0AAAAAA", "0407020A0BBAAAA");

  private static List<Change> randomChanges(Random random) {
    List<String> codes = new ArrayList<>(CODES);
    codes.addAll(List.of("0407020A0", "0407020B0", "0407020E0"));
    List<Change> changes = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String from = codes.get(random.nextInt(codes.size()));
      List<String> alike = codes.stream().filter(c -> c.length() == from.length()).toList();
      changes.add(change(from, alike.get(random.nextInt(alike.size())), 2018 + random.nextInt(4)));
    }
    return changes;
  }

  /** Whether its edition gives its code this new code alone. */
  private static boolean isPlain(Change one, List<Change> changes) {
    return changes.stream()
        .filter(other -> other.oldCode().equals(one.oldCode()))
        .filter(other -> other.effective().equals(one.effective()))
        .allMatch(other -> other.newCode().equals(one.newCode()));
  }

  private static boolean oracleRefuses(List<Change> changes) {
    for (String substance : "ABCDE".split("")) {
      for (String rest : List.of("", "AAAAAA", "BBAAAA")) {
        for (int year = 2018; year <= 2021; year++) {
          if (walk("0407020" + substance + "0" + rest, year, changes, new ArrayList<>(), 0)
              .equals("cycle")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** One change after another, each found by looking through the whole list. */
  private static String walk(
      String code, int year, List<Change> changes, List<String> passed, int depth) {
    if (passed.contains(code) || depth > 50) {
      return "cycle";
    }
    Set<Integer> years = new TreeSet<>();
    changes.forEach(change -> years.add(change.effective().getYear()));
    for (int edition : years) {
      if (edition >= year) {
        for (int length : Arrays.asList(code.length(), 9)) {
          for (Change change : changes) {
            if (change.effective().getYear() == edition
                && change.oldCode().length() == length
                && code.startsWith(change.oldCode())) {
              List<String> more = new ArrayList<>(passed);
              more.add(code);
              String next = change.newCode() + code.substring(length);
              return walk(next, edition, changes, more, depth + 1);
            }
          }
        }
      }
    }
    return code;
  }

  private static Change change(String from, String to, int year) {
    return new Change(from, to, LocalDate.of(year, 1, 1));
  }

  private static LocalDate month(int year, int month) {
    return LocalDate.of(year, month, 1);
  }
}
