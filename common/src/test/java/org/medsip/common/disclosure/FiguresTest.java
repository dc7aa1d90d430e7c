package org.medsip.common.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private static final DisclosurePolicy POLICY = DisclosurePolicy.of("nhsbsa");

  @Test
  void largeCountsAreRoundedAndNothingElseHappensToThem() {
    assertThat(shown(12, 13, 0, 168)).isEqualTo("10 15 0 170 all 195");
  }

  @Test
  void aTotalIsTheRoundedTrueTotalAndNotTheSumOfWhatIsShown() {
    assertThat(shown(12, 12, 12, 12, 12)).isEqualTo("10 10 10 10 10 all 60");
  }

  @Test
  void aSmallCountWhoseTotalTellsItTakesItsNeighbourWithIt() {
    assertThat(shown(2, 5)).isEqualTo("- - all 5");
    assertThat(shown(2, 0, 5)).isEqualTo("- 0 - all 5");
  }

  @Test
  void aSmallCountAmongManyRoundedOnesNeedsNoHelp() {
    assertThat(shown(2, 23, 37, 52, 26)).isEqualTo("- 25 35 50 25 all 140");
  }

  @Test
  void twoSmallCountsThatCanOnlyBeFourTakeAThirdWithThem() {
    assertThat(shown(4, 4, 10)).isEqualTo("- - - all 20");
  }

  @Test
  void aTotalThatCannotBeProtectedOtherwiseIsSuppressed() {
    assertThat(shown(3)).isEqualTo("- all -");
    assertThat(shown(4, 4)).isEqualTo("- - all -");
  }

  @Test
  void countsThatEverybodyKnowsToLieWithinOthersAreProtectedTogether() {
    Figures figures = new Figures(POLICY);
    int[] whole = {figures.part(5), figures.part(60)};
    int[] within = {figures.part(5), figures.part(3)};
    int[] numbers = {
      figures.figure(whole[0]), figures.figure(whole[1]), figures.figure(whole),
      figures.figure(within[0]), figures.figure(within[1]), figures.figure(within)
    };
    figures.knownToBeAtMost(new int[] {within[0]}, new int[] {whole[0]});
    figures.knownToBeAtMost(new int[] {within[1]}, new int[] {whole[1]});

    List<Shown> shown = figures.protect();

    assertThat(texts(shown, numbers)).isEqualTo("5 60 65 5 - 10");
  }

  @Test
  void whatWasPublishedBeforeIsNoHidingPlace() {
    Figures figures = new Figures(POLICY);
    int[] parts = {figures.part(2), figures.part(5), figures.part(31)};
    for (int part : new int[] {parts[1], parts[2]}) {
      figures.earlier(POLICY.show(part == parts[1] ? 5 : 31), POLICY, part);
    }
    int total = figures.figure(parts);
    int small = figures.figure(parts[0]);

    List<Shown> shown = figures.protect();

    assertThat(texts(shown, total, small)).isEqualTo("40 -");
  }

  @Test
  void aReleaseThatWouldTellWhatAnEarlierOneHidIsRefused() {
    Figures figures = new Figures(POLICY);
    int small = figures.part(2);
    int other = figures.part(5);
    figures.earlier(Shown.SUPPRESSED, POLICY, small);
    figures.earlier(POLICY.show(5), POLICY, other);
    figures.earlier(POLICY.show(7), POLICY, small, other);

    assertThatThrownBy(figures::protect).isInstanceOf(NotProtectable.class);
  }

  @Test
  void aStatementThatIsNotTrueIsRefused() {
    Figures figures = new Figures(POLICY);
    int part = figures.part(9);

    assertThatThrownBy(() -> figures.earlier(Shown.number(5), POLICY, part))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> figures.part(-1)).hasMessage("A count of people is not -1");
  }

  /** What is shown of some practices and of all of them together. */
  private static String shown(long... counts) {
    Figures figures = new Figures(POLICY);
    int[] parts = IntStream.range(0, counts.length).map(i -> figures.part(counts[i])).toArray();
    int[] each = IntStream.of(parts).map(figures::figure).toArray();
    int all = figures.figure(parts);

    List<Shown> shown = figures.protect();

    return texts(shown, each) + " all " + texts(shown, all);
  }

  private static String texts(List<Shown> shown, int... numbers) {
    return IntStream.of(numbers)
        .mapToObj(shown::get)
        .map(s -> s.isSuppressed() ? "-" : String.valueOf(s.number().orElseThrow()))
        .collect(Collectors.joining(" "));
  }
}
