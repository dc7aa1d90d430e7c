package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.medsip.common.stats.Funnel;
import org.medsip.common.stats.Funnel.Flag;
import org.medsip.common.stats.Funnel.Method;
import org.medsip.common.stats.PeerGroup;
import org.medsip.common.stats.Unit;
import org.medsip.common.table.VariationTables;
import org.medsip.jobs.gold.Memberships;

/** The rows of {@code funnel_unit}: every organisation of a level in one funnel of England. */
final class FunnelRows implements PeerWork {

  private static final RowTemplate TEMPLATE = new RowTemplate(VariationTables.FUNNEL_UNIT);
  private static final int FEWEST = 3;
  private static final List<String> LEVELS =
      Stream.concat(Stream.of(Peer.PRACTICE), Memberships.LEVELS.stream()).toList();

  private static final Map<Method, String> NAMES_OF_METHODS = RowTemplate.names(Method.class);
  private static final Map<Flag, String> NAMES_OF_FLAGS = RowTemplate.names(Flag.class);

  @Override
  public List<Row> rows(Subject subject, List<Peer> peers) {
    Map<String, List<Peer>> byLevel =
        peers.stream()
            .filter(peer -> peer.isComparable() && LEVELS.contains(peer.level()))
            .collect(Collectors.groupingBy(Peer::level, TreeMap::new, Collectors.toList()));
    List<Row> rows = new ArrayList<>();
    for (List<Peer> ofLevel : byLevel.values()) {
      PeerGroup group =
          PeerGroup.ofOrdered(
              ofLevel.stream().map(Peer::counted).toList(), subject.measure().interval());
      if (group.size() >= FEWEST && group.hasRate()) {
        addRows(rows, ofLevel, group, subject);
      }
    }
    return rows;
  }

  private static void addRows(List<Row> rows, List<Peer> peers, PeerGroup group, Subject subject) {
    Funnel funnel = group.funnel();
    RowTemplate.Draft about =
        TEMPLATE
            .draft()
            .about(subject)
            .with("org_level", peers.get(0).level())
            .with("phi", funnel.overdispersion().phi())
            .with("tau2", funnel.overdispersion().tau2());
    for (Peer peer : peers) {
      Unit unit = group.unit(peer.counted());
      RowTemplate.Draft draft =
          about
              .another()
              .with("org_code", peer.code())
              .with("observed", unit.observed())
              .with("expected", unit.expected())
              .with("ratio", unit.ratio())
              .with("definition_id", peer.definitionId());
      for (Method method : Method.values()) {
        rows.add(row(draft.another(), funnel.point(unit, method), method));
      }
    }
  }

  private static Row row(RowTemplate.Draft draft, Funnel.Point point, Method method) {
    return draft
        .with("method", NAMES_OF_METHODS.get(method))
        .with("z", point.z())
        .with("z_adjusted", point.zAdjusted())
        .with("lower_95", point.limits95().lower())
        .with("upper_95", point.limits95().upper())
        .with("lower_998", point.limits998().lower())
        .with("upper_998", point.limits998().upper())
        .with("flag", NAMES_OF_FLAGS.get(point.flag()))
        .row();
  }
}
