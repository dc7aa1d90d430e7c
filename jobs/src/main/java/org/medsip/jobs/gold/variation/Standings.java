package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsip.common.stats.Counted;
import org.medsip.common.stats.KeyedDraws;
import org.medsip.common.stats.PeerGroup;
import org.medsip.common.stats.Quantiles;
import org.medsip.common.stats.Ranks;
import org.medsip.common.stats.ShrunkRates;
import org.medsip.common.stats.WithinDispersion;

/** Where the organisations of one level stand by one subject, in each frame. */
final class Standings {

  /** In a frame of fewer the highest fifth is hardly anybody. */
  static final int FEWEST_IN_FRAME = 10;

  /** All ranks come from this seed, so that they are the same in every run. */
  private static final KeyedDraws DRAWS = new KeyedDraws(20_190_401);

  private static final int COUNT = 2_000;
  private static final double HIGHEST_FIFTH = 0.8;

  private final Map<Frame, Map<String, Standing>> standings = new HashMap<>();
  private final double rateOfAll;

  /**
   * @param peers the organisations of the level that can be compared, by code
   * @param parts what was counted at them in each part of the period
   */
  Standings(StudiedMeasure measure, List<Peer> peers, List<List<Counted>> parts) {
    PeerGroup group = new PeerGroup(peers.stream().map(Peer::counted).toList(), measure.interval());
    rateOfAll = group.hasRate() ? group.rate() : 0;
    double within = WithinDispersion.of(parts, measure.interval());
    Map<String, double[]> covariates = new HashMap<>();
    for (Peer peer : peers) {
      AgeSex ageSex = peer.ageSex();
      if (ageSex != null) {
        covariates.put(peer.code(), ageSex.shares());
      }
    }
    ShrunkRates.of(group, measure.interval(), within, covariates)
        .ifPresent(
            rates -> {
              for (Frame frame : Frame.values()) {
                standings.put(frame, inFrame(rates, peers, frame, measure.scale()));
              }
            });
  }

  /** The rate of all of the level together, without the scale of the measure. */
  double rateOfAll() {
    return rateOfAll;
  }

  /** Where one of them stands; none where its frame is small or nothing was counted. */
  Optional<Standing> of(Peer peer, Frame frame) {
    return Optional.ofNullable(standings.getOrDefault(frame, Map.of()).get(peer.code()));
  }

  private static Map<String, Standing> inFrame(
      ShrunkRates rates, List<Peer> peers, Frame frame, double scale) {
    Map<String, Peer> byCode = new HashMap<>();
    peers.forEach(peer -> byCode.put(peer.code(), peer));
    SortedMap<String, List<Integer>> placesOf = new TreeMap<>();
    for (int place = 0; place < rates.codes().size(); place++) {
      Peer peer = byCode.get(rates.codes().get(place));
      String whole = peer == null ? null : frame.of(peer);
      if (whole != null) {
        placesOf.computeIfAbsent(whole, next -> new ArrayList<>()).add(place);
      }
    }
    Map<String, Standing> found = new HashMap<>();
    for (List<Integer> places : placesOf.values()) {
      if (places.size() >= FEWEST_IN_FRAME) {
        stand(rates, places.stream().mapToInt(Integer::intValue).toArray(), scale, found);
      }
    }
    return found;
  }

  private static void stand(
      ShrunkRates rates, int[] places, double scale, Map<String, Standing> found) {
    double[] shrunk = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      shrunk[i] = rates.rate(places[i]);
    }
    double threshold = Quantiles.of(shrunk).at(HIGHEST_FIFTH);
    Ranks ranks = rates.ranks(places, DRAWS, COUNT);
    for (int i = 0; i < places.length; i++) {
      found.put(
          rates.codes().get(places[i]),
          new Standing(
              shrunk[i] * scale,
              threshold * scale,
              rates.above(places[i], threshold),
              ranks.of(i),
              places.length));
    }
  }
}
