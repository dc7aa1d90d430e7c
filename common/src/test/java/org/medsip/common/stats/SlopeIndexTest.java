package org.medsip.common.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Published figures: the test data of the R package PHEindicatormethods (testdata_SII, areas 1 and
 * 2), whose limits come from 100,000 random draws and are held within 0.05.
 */
class SlopeIndexTest {

  private static final double[][] AREA_1 = {
    {7291, 75.9334590103081, 1.638472426358545},
    {7997, 78.3442382727843, 1.578192884542907},
    {6105, 83.8360631041654, 1.5134355059640296},
    {7666, 83.6375399664931, 1.7754906175801293},
    {5790, 80.4655031529559, 1.7013390591981388},
    {6934, 81.1156759857022, 1.56412107376755},
    {5918, 81.6930835718562, 1.3681148366878566},
    {5974, 84.1900062060987, 1.4001418005940802},
    {7147, 80.5955641081472, 2.4328463975781616},
    {7534, 86.2894349578624, 1.5665181695934678}
  };

  private static final double[][] AREA_2 = {
    {21675, 70.54853186, 0.22959183673469533},
    {20065, 71.57155734, 0.2598068010204095},
    {19750, 72.48698671, 0.2992380841836735},
    {24713, 73.51985519, 0.16075122704081746},
    {20112, 73.14605425, 0.7918228954081618},
    {19618, 76.15898712, 0.7783196122448984},
    {22408, 78.65444871, 0.39937532908163315},
    {19752, 80.56476961, 0.2793955076530606},
    {18939, 80.85486627, 0.22959183673469533},
    {19312, 79.9711253, 0.3517537500000029}
  };

  @ParameterizedTest
  @CsvSource({
    "1, 6.934616473668819, 3.127594617650817, 10.7586873680794,"
        + " 1.0888180804446217, 1.0383690591642838, 1.1412993360251238",
    "2, 12.547846636351798, 11.936156426792138, 13.163020132396579,"
        + " 1.180885620848795, 1.1713706914325628, 1.1904396357244886"
  })
  void theSlopeIsAsPublishedWithItsSignTurned(
      int area,
      double slope,
      double lower,
      double upper,
      double leastOverMost,
      double ratioLower,
      double ratioUpper) {
    SlopeIndex index = SlopeIndex.of(groups(area == 1 ? AREA_1 : AREA_2)).orElseThrow();

    assertThat(index.sii()).isCloseTo(-slope, within(1e-10));
    assertThat(index.siiLimits().lower()).isCloseTo(-upper, within(0.05));
    assertThat(index.siiLimits().upper()).isCloseTo(-lower, within(0.05));
    assertThat(index.rii().orElseThrow()).isCloseTo(1 / leastOverMost, within(1e-12));
    assertThat(index.riiLimits().orElseThrow().lower()).isCloseTo(1 / ratioUpper, within(1e-3));
    assertThat(index.riiLimits().orElseThrow().upper()).isCloseTo(1 / ratioLower, within(1e-3));
  }

  /** The manual of the R package has 0.12/2 = 0.6 for what is 0.06. */
  @Test
  void ofTwelvePercentTheMiddlePersonStandsAtSixHundredths() {
    double[] ranks =
        RankedGroup.ranks(
            List.of(
                new RankedGroup(12, 1, 0), new RankedGroup(10, 1, 0), new RankedGroup(78, 1, 0)));

    assertThat(ranks).containsExactly(new double[] {0.06, 0.17, 0.61}, within(1e-15));
  }

  @Test
  void whatIsHigherAmongThePoorerIsAboveZeroAndAboveOne() {
    List<RankedGroup> falling = new ArrayList<>();
    for (int fifth = 0; fifth < 5; fifth++) {
      falling.add(new RankedGroup(100, 40 - 4 * fifth, 0.5));
    }
    SlopeIndex index = SlopeIndex.of(falling).orElseThrow();
    Collections.reverse(falling);
    SlopeIndex turned = SlopeIndex.of(falling).orElseThrow();

    assertThat(index.sii()).isCloseTo(20, within(1e-12));
    assertThat(index.rii().orElseThrow()).isCloseTo(42.0 / 22, within(1e-12));
    assertThat(turned.sii()).isCloseTo(-20, within(1e-12));
    assertThat(turned.rii().orElseThrow()).isCloseTo(22.0 / 42, within(1e-12));
  }

  @Test
  void theSameEverywhereIsNoInequality() {
    SlopeIndex index =
        SlopeIndex.of(Collections.nCopies(5, new RankedGroup(10, 7, 0))).orElseThrow();

    assertThat(index.sii()).isCloseTo(0, within(1e-12));
    assertThat(index.rii().orElseThrow()).isCloseTo(1, within(1e-12));
  }

  @Test
  void fourGroupsHaveNoIndex() {
    assertThat(SlopeIndex.of(Collections.nCopies(4, new RankedGroup(10, 7, 0)))).isEmpty();
  }

  @Test
  void aLineThatFallsToZeroHasNoRatio() {
    List<RankedGroup> groups = new ArrayList<>();
    for (double value : new double[] {100, 10, 5, 1, 0}) {
      groups.add(new RankedGroup(10, value, 1));
    }
    SlopeIndex index = SlopeIndex.of(groups).orElseThrow();

    assertThat(index.sii()).isPositive();
    assertThat(index.rii()).isEmpty();
    assertThat(index.riiLimits()).isEmpty();
  }

  private static List<RankedGroup> groups(double[][] rows) {
    List<RankedGroup> groups = new ArrayList<>();
    for (double[] row : rows) {
      groups.add(new RankedGroup(row[0], row[1], row[2]));
    }
    return groups;
  }
}
