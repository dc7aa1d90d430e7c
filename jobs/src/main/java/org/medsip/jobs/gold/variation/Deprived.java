package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.Quantiles;

/**
 * Which organisations of a level are in the most deprived fifth of a frame, by one release.
 *
 * <p>Of practices the fifth with a fifth of the registrants; of larger organisations those whose
 * score is at or above the 80th percentile of scores.
 */
final class Deprived {

  private static final double MOST_DEPRIVED_FIFTH = 0.8;
  private static final int FEWEST = 5;

  private final long release;
  private final Frame frame;
  private final Map<String, Double> thresholds = new HashMap<>();

  Deprived(List<Peer> peers, long release, Frame frame) {
    this.release = release;
    this.frame = frame;
    Map<String, List<Double>> scores = new HashMap<>();
    for (Peer peer : peers) {
      String whole = frame.of(peer);
      if (whole != null) {
        peer.deprivation(release)
            .ifPresent(
                said ->
                    scores.computeIfAbsent(whole, next -> new ArrayList<>()).add(said.score()));
      }
    }
    scores.forEach(
        (whole, ofWhole) -> {
          if (ofWhole.size() >= FEWEST) {
            double[] values = ofWhole.stream().mapToDouble(Double::doubleValue).toArray();
            thresholds.put(whole, Quantiles.of(values).at(MOST_DEPRIVED_FIFTH));
          }
        });
  }

  /** Whether an organisation is; null where nobody knows. */
  @Nullable Boolean is(Peer peer) {
    Deprivation said = peer.deprivation(release).orElse(null);
    if (said == null) {
      return null;
    }
    if (peer.level().equals(Peer.PRACTICE)) {
      Long fifth = frame == Frame.NATIONAL ? said.fifth() : said.fifthWithinIcb();
      return fifth == null ? null : Boolean.valueOf(fifth == 1);
    }
    Double threshold = thresholds.get(String.valueOf(frame.of(peer)));
    return threshold == null ? null : Boolean.valueOf(said.score() >= threshold);
  }
}
