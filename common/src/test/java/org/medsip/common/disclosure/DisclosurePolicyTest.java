package org.medsip.common.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisclosurePolicyTest {

  @ParameterizedTest
  @CsvSource({
    "nhsbsa, 0, 0",
    "nhsbsa, 1, ",
    "nhsbsa, 4, ",
    "nhsbsa, 5, 5",
    "nhsbsa, 7, 5",
    "nhsbsa, 8, 10",
    "nhsbsa, 12, 10",
    "nhsbsa, 13, 15",
    "opensafely, 0, ",
    "opensafely, 1, ",
    "opensafely, 4, ",
    "opensafely, 5, ",
    "opensafely, 7, ",
    "opensafely, 8, 10",
    "opensafely, 12, 10",
    "opensafely, 13, 15"
  })
  void aCountIsSuppressedOrRoundedAtItsBoundary(String policy, long count, Long shown) {
    Shown found = DisclosurePolicy.of(policy).show(count);

    assertThat(found.isSuppressed()).isEqualTo(shown == null);
    found.number().ifPresent(number -> assertThat(number).isEqualTo(shown));
  }

  @Test
  void theCountsBehindANumberAreThoseThatAreShownAsIt() {
    for (String id : new String[] {"nhsbsa", "opensafely"}) {
      DisclosurePolicy policy = DisclosurePolicy.of(id);
      for (long number = 0; number <= 60; number++) {
        long shown = number;
        long[] behind =
            LongStream.rangeClosed(0, 100)
                .filter(c -> !policy.show(c).isSuppressed())
                .filter(c -> policy.show(c).number().orElseThrow() == shown)
                .toArray();
        assertThat(policy.canShow(number)).isEqualTo(behind.length > 0);
        if (behind.length > 0) {
          assertThat(policy.behind(number))
              .isEqualTo(new Range(behind[0], behind[behind.length - 1]));
        }
      }
    }
  }

  @Test
  void aNumberThatThePolicyNeverShowsHasNothingBehindIt() {
    DisclosurePolicy policy = DisclosurePolicy.of("opensafely");

    assertThatThrownBy(() -> policy.behind(5))
        .hasMessage("The disclosure policy opensafely never shows 5");
  }

  @Test
  void aPolicyThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> DisclosurePolicy.of("none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no disclosure policy 'none'; name one of nhsbsa, opensafely");
  }

  @ParameterizedTest
  @CsvSource({"2, 4, 5", "1, 0, 5", "1, 4, 1", "1, 1, 5"})
  void aPolicyThatHidesNothingIsNone(long from, long to, long rounded) {
    assertThatThrownBy(() -> new DisclosurePolicy("weak", new Range(from, to), rounded))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
