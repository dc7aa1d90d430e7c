package org.medsip.jobs.gold.variation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.medsip.common.stats.Counted;
import org.medsip.jobs.gold.variation.FigureBlock.Site;
import org.medsip.jobs.gold.variation.FigureBlock.Way;

/** The organisations of a period that are compared, from the blocks their figures came in. */
final class PeerBlocks {

  private static final int NUMERATOR = 0;
  private static final int SQUARES = 1;
  private static final int DENOMINATOR = 2;
  private static final long NOWHERE = -1;

  private static final Comparator<Site> BY_LEVEL_AND_CODE =
      Comparator.comparing(Site::level).thenComparing(Site::code);

  private final SortedMap<String, StudiedMeasure> measures;
  private final List<FigureBlock> blocks = new ArrayList<>();
  private final List<List<Way>> ways = new ArrayList<>();

  /** The organisations by level and code, and where each stands. */
  private final List<Site> sites;

  private final List<Place> places = new ArrayList<>();
  private final Map<Site, Integer> order = new HashMap<>();

  /**
   * What was counted at each organisation.
   *
   * @param figures rows of {@code measure_org_period}
   * @param wanted which of them
   */
  static KeyValueGroupedDataset<Integer, FigureBlock> byPeriod(
      Dataset<Row> figures, WantedFigures wanted) {
    return FigureBlock.grouped(
        figures,
        wanted,
        (way, day) -> day,
        Encoders.INT(),
        "numerator",
        "numerator_squares",
        "denominator");
  }

  /** Those of one period. */
  PeerBlocks(
      Iterator<FigureBlock> blocks, SortedMap<String, StudiedMeasure> measures, Places places) {
    this.measures = measures;
    Set<Site> different = new HashSet<>();
    blocks.forEachRemaining(
        block -> {
          this.blocks.add(block);
          ways.add(block.ways());
          different.addAll(block.sites());
        });
    sites = different.stream().sorted(BY_LEVEL_AND_CODE).toList();
    for (Site site : sites) {
      order.put(site, order.size());
      this.places.add(places.of(site.level(), site.code()));
    }
  }

  /**
   * What a work makes of each measure and window in turn. The organisations of one are brought
   * together only when it is its turn: those of all together are too many to lie near each other.
   */
  Stream<Row> rows(PeerWork work) {
    Map<Subject, long[]> subjects = new HashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      add(i, subjects);
    }
    return Subject.inOrder(subjects).entrySet().stream()
        .flatMap(of -> work.rows(of.getKey(), peers(of.getValue())).stream());
  }

  /** Puts where each figure of a block is found in the place of its organisation. */
  private void add(int which, Map<Subject, long[]> subjects) {
    FigureBlock block = blocks.get(which);
    int[] place = block.sites().stream().mapToInt(site -> order.getOrDefault(site, 0)).toArray();
    List<long[]> found = new ArrayList<>();
    for (Way way : block.ways()) {
      found.add(subjects.computeIfAbsent(subject(way, block), next -> nowhere()));
    }
    for (int i = 0; i < block.size(); i++) {
      long[] of = found.get(block.way(i));
      int at = place[block.site(i)];
      if (of[at] != NOWHERE) {
        throw new IllegalStateException(
            "Two figures of " + block.ways().get(block.way(i)) + " at " + sites.get(at));
      }
      of[at] = (long) which << Integer.SIZE | i;
    }
  }

  private long[] nowhere() {
    long[] found = new long[sites.size()];
    Arrays.fill(found, NOWHERE);
    return found;
  }

  private Subject subject(Way way, FigureBlock block) {
    StudiedMeasure measure = measures.get(way.measureId());
    if (measure == null) {
      throw new IllegalStateException("No measure has the id " + way.measureId());
    }
    return new Subject(
        measure, way.variant(), LocalDate.ofEpochDay(block.day(0)), way.windowMonths());
  }

  /** The organisations of one measure and window, by level and code. */
  private List<Peer> peers(long[] found) {
    List<Peer> peers = new ArrayList<>();
    for (int at = 0; at < found.length; at++) {
      if (found[at] != NOWHERE) {
        int block = (int) (found[at] >>> Integer.SIZE);
        peers.add(peer(blocks.get(block), ways.get(block), (int) found[at], at));
      }
    }
    return peers;
  }

  private Peer peer(FigureBlock block, List<Way> ways, int i, int at) {
    Site site = sites.get(at);
    double denominator = block.number(DENOMINATOR, i);
    Counted counted =
        new Counted(
            site.code(),
            block.number(NUMERATOR, i),
            block.number(SQUARES, i),
            Double.isNaN(denominator) ? 0 : denominator);
    return new Peer(
        site.level(),
        null,
        counted,
        block.value(i),
        places.get(at),
        ways.get(block.way(i)).definitionId());
  }
}
