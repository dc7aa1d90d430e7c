package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.Counted;
import org.medsip.common.stats.JointClass;
import org.medsip.common.stats.Ranks;
import org.medsip.common.table.VariationTables;

/**
 * The rows of {@code priority_area} of one period and of measures that are ways of measuring the
 * same.
 *
 * <p>Every organisation is judged by every variant, window, release and frame; how many of these
 * judgements agree stands beside each.
 */
final class PriorityRows {

  /** How many quarters before the end of the period a part of it ends. */
  static final String PART = "part";

  /** The length of the parts by which the dispersion within organisations is judged. */
  static final long MONTHS_OF_PART = 3;

  private static final RowTemplate TEMPLATE = new RowTemplate(VariationTables.PRIORITY_AREA);
  private static final List<String> LEVELS = List.of(Peer.PRACTICE, "pcn", "sicbl", "icb", "psc");

  private final PeerRows reader;

  PriorityRows(PeerRows reader) {
    this.reader = reader;
  }

  /** What was counted at the organisations of one way of measuring, by quarter and level. */
  private record Way(String measureId, String variant) {

    static Way of(Subject subject) {
      return new Way(subject.measure().measureId(), subject.variant());
    }
  }

  /**
   * The rows.
   *
   * @param figures those of the period and of the quarters it is made of
   */
  Iterator<Row> of(Iterator<Row> figures) {
    Map<Subject, List<Peer>> ofPeriod = new HashMap<>();
    Map<Way, SortedMap<Long, List<Peer>>> quarters = new HashMap<>();
    figures.forEachRemaining(
        row -> {
          Subject subject = reader.subject(row);
          if (subject.windowMonths() == MONTHS_OF_PART) {
            quarters
                .computeIfAbsent(Way.of(subject), next -> new TreeMap<>())
                .computeIfAbsent(row.<Long>getAs(PART), next -> new ArrayList<>())
                .add(reader.peer(row));
          } else {
            ofPeriod.computeIfAbsent(subject, next -> new ArrayList<>()).add(reader.peer(row));
          }
        });
    List<Judgement> judgements = new ArrayList<>();
    Subject.inOrder(ofPeriod)
        .forEach(
            (subject, peers) ->
                judge(
                    subject,
                    peers.stream().sorted(Peer.IN_ORDER).toList(),
                    quarters.getOrDefault(Way.of(subject), new TreeMap<>()),
                    judgements));
    return withAgreement(judgements).iterator();
  }

  private static void judge(
      Subject subject,
      List<Peer> peers,
      SortedMap<Long, List<Peer>> quarters,
      List<Judgement> judgements) {
    for (String level : LEVELS) {
      List<Peer> ofLevel =
          peers.stream()
              .filter(peer -> peer.level().equals(level) && peer.isThereInLastMonth())
              .toList();
      List<Peer> comparable = ofLevel.stream().filter(Peer::isComparable).toList();
      Standings standings =
          new Standings(subject.measure(), comparable, parts(quarters, subject, level));
      for (long release : releases(ofLevel)) {
        for (Frame frame : Frame.values()) {
          Deprived deprived = new Deprived(ofLevel, release, frame);
          ofLevel.stream()
              .filter(peer -> frame.of(peer) != null)
              .map(peer -> Judgement.of(peer, subject, release, frame, standings, deprived))
              .forEach(judgements::add);
        }
      }
    }
  }

  /** What was counted in each quarter of the period at the organisations of a level. */
  private static List<List<Counted>> parts(
      SortedMap<Long, List<Peer>> quarters, Subject subject, String level) {
    List<List<Counted>> parts = new ArrayList<>();
    for (List<Peer> ofQuarter :
        quarters.headMap(subject.windowMonths() / MONTHS_OF_PART).values()) {
      parts.add(
          ofQuarter.stream()
              .filter(peer -> peer.level().equals(level))
              .map(Peer::counted)
              .toList());
    }
    return parts;
  }

  private static SortedSet<Long> releases(List<Peer> peers) {
    SortedSet<Long> releases = new TreeSet<>();
    peers.forEach(peer -> peer.place().deprivation().forEach(said -> releases.add(said.release())));
    return releases;
  }

  /** Of each organisation, how many judgements that know enough give each class. */
  private static List<Row> withAgreement(List<Judgement> judgements) {
    Map<String, Map<JointClass, Integer>> counted = new HashMap<>();
    for (Judgement judgement : judgements) {
      if (judgement.joint() != JointClass.INSUFFICIENT) {
        counted
            .computeIfAbsent(organisation(judgement), next -> new EnumMap<>(JointClass.class))
            .merge(judgement.joint(), 1, Integer::sum);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Judgement judgement : judgements) {
      Map<JointClass, Integer> ofOne = counted.getOrDefault(organisation(judgement), Map.of());
      int ways = ofOne.values().stream().mapToInt(Integer::intValue).sum();
      rows.add(row(judgement, ofOne.getOrDefault(judgement.joint(), 0), ways));
    }
    return rows;
  }

  private static String organisation(Judgement judgement) {
    return judgement.peer().level() + " " + judgement.peer().code();
  }

  private static Row row(Judgement judgement, int agreeing, int ways) {
    Peer peer = judgement.peer();
    Subject subject = judgement.subject();
    boolean enough = judgement.joint() != JointClass.INSUFFICIENT;
    @Nullable Standing standing = judgement.standing().orElse(null);
    @Nullable Deprivation deprivation = judgement.deprivation();
    RowTemplate.Draft draft =
        TEMPLATE
            .draft()
            .about(subject)
            .with("org_level", peer.level())
            .with("org_code", peer.code())
            .with("imd_release", judgement.release())
            .with("frame", lower(judgement.frame()))
            .with("org_name", peer.name())
            .with("icb_code", peer.parent("icb"))
            .with("psc_code", peer.parent("psc"))
            .with("imd_score_weighted", deprivation == null ? null : deprivation.score())
            .with("deprived", judgement.deprived())
            .with("rate", peer.value())
            .with("joint_class", lower(judgement.joint()))
            .with("excess", judgement.excess())
            .with("agreement", enough ? (Object) ((double) agreeing / ways) : null)
            .with("ways", enough ? (Object) (long) ways : null)
            .with("rationale", Rationale.of(judgement, agreeing, ways))
            .with("definition_id", peer.definitionId());
    return standing == null ? draft.row() : stood(draft, standing).row();
  }

  private static RowTemplate.Draft stood(RowTemplate.Draft draft, Standing standing) {
    Ranks.Rank rank = standing.rank();
    return draft
        .with("shrunk_rate", standing.shrunkRate())
        .with("threshold", standing.threshold())
        .with("p_high", standing.high())
        .with("rank_median", (long) rank.median())
        .with("rank_p05", (long) rank.p05())
        .with("rank_p95", (long) rank.p95())
        .with("ranked", (long) standing.ranked())
        .with("p_top20", rank.topFifth());
  }

  private static String lower(Enum<?> name) {
    return name.name().toLowerCase(Locale.ROOT);
  }
}
