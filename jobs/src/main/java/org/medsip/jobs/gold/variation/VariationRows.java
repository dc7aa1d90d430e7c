package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.medsip.common.stats.BetweenVariance;
import org.medsip.common.stats.PeerGroup;
import org.medsip.common.stats.Variation;
import org.medsip.common.table.VariationTables;
import org.medsip.jobs.gold.Memberships;

/** The rows of {@code variation_summary}: each level within England, and practices and PCNs below. */
final class VariationRows implements PeerWork {

  private static final RowTemplate TEMPLATE = new RowTemplate(VariationTables.VARIATION_SUMMARY);
  private static final List<String> PARENTS_BELOW_ENGLAND = List.of("icb", "psc");
  private static final List<String> LEVELS_BELOW_PARENTS = List.of(Peer.PRACTICE, "pcn");

  @Override
  public List<Row> rows(StudiedMeasure measure, Row key, List<Peer> peers) {
    List<Peer> comparable = peers.stream().filter(Peer::isComparable).toList();
    List<Row> rows = new ArrayList<>();
    for (Parent parent : parents(comparable)) {
      List<Peer> within = comparable.stream().filter(parent::holds).toList();
      for (String level : parent.levels()) {
        variation(measure, within, level)
            .ifPresent(found -> rows.add(row(found, level, parent, measure, key, peers.get(0))));
      }
    }
    return rows;
  }

  /** An organisation within which others are compared. */
  private record Parent(String level, String code) {

    static final Parent ENGLAND = new Parent("england", Memberships.ENGLAND);

    boolean holds(Peer peer) {
      return level.equals("england") || code.equals(peer.parent(level));
    }

    List<String> levels() {
      if (!level.equals("england")) {
        return LEVELS_BELOW_PARENTS;
      }
      List<String> levels = new ArrayList<>(List.of(Peer.PRACTICE));
      levels.addAll(Memberships.LEVELS);
      return levels;
    }
  }

  private static List<Parent> parents(List<Peer> peers) {
    List<Parent> parents = new ArrayList<>(List.of(Parent.ENGLAND));
    peers.stream()
        .filter(peer -> PARENTS_BELOW_ENGLAND.contains(peer.level()))
        .forEach(peer -> parents.add(new Parent(peer.level(), peer.code())));
    return parents;
  }

  private static Optional<Variation> variation(
      StudiedMeasure measure, List<Peer> within, String level) {
    Variation.Practices practices = new Variation.Practices();
    if (!level.equals(Peer.PRACTICE)) {
      for (Peer peer : within) {
        String organisation = peer.parent(level);
        if (peer.level().equals(Peer.PRACTICE) && organisation != null) {
          practices.add(organisation, peer.counted().value());
        }
      }
    }
    PeerGroup group =
        new PeerGroup(
            within.stream().filter(peer -> peer.level().equals(level)).map(Peer::counted).toList(),
            measure.interval());
    return Variation.of(group, practices);
  }

  private static Row row(
      Variation variation,
      String level,
      Parent parent,
      StudiedMeasure measure,
      Row key,
      Peer any) {
    Optional<BetweenVariance> between = variation.between();
    return TEMPLATE.draft()
        .withKey(key)
        .with("level", level)
        .with("parent_level", parent.level())
        .with("parent_code", parent.code())
        .with("n", (long) variation.organisations())
        .with("rate", variation.rate() * measure.scale())
        .with("cv", variation.coefficientOfVariation())
        .with("p90_p10", variation.p90OverP10())
        .with("scv", variation.systematicComponent())
        .with("icc", variation.intraclassCorrelation())
        .with(
            "mor",
            between.map(BetweenVariance::medianOddsRatio),
            between.map(BetweenVariance::medianOddsRatioLimits))
        .with(
            "tau2",
            between.map(BetweenVariance::tau2),
            between.map(BetweenVariance::limits))
        .with("phi", variation.phi())
        .with("definition_id", any.definitionId())
        .row();
  }
}
