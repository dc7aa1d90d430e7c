package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.medsip.common.stats.BetweenVariance;
import org.medsip.common.stats.PeerGroup;
import org.medsip.common.stats.Variation;
import org.medsip.common.table.VariationTables;
import org.medsip.jobs.gold.Memberships;

/**
 * The rows of {@code variation_summary}: each level within England, and practices and PCNs below.
 */
final class VariationRows implements PeerWork {

  private static final RowTemplate TEMPLATE = new RowTemplate(VariationTables.VARIATION_SUMMARY);
  private static final List<String> PARENTS_BELOW_ENGLAND = List.of("icb", "psc");
  private static final List<String> LEVELS_BELOW_PARENTS = List.of(Peer.PRACTICE, "pcn");
  private static final List<String> LEVELS =
      Stream.concat(Stream.of(Peer.PRACTICE), Memberships.LEVELS.stream()).toList();

  @Override
  public List<Row> rows(Subject subject, List<Peer> peers) {
    List<Peer> comparable = peers.stream().filter(Peer::isComparable).toList();
    Map<Parent, Map<String, List<Peer>>> within = new HashMap<>();
    for (Peer peer : comparable) {
      for (Parent parent : Parent.of(peer)) {
        within
            .computeIfAbsent(parent, next -> new HashMap<>())
            .computeIfAbsent(peer.level(), next -> new ArrayList<>())
            .add(peer);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Parent parent : parents(comparable)) {
      Map<String, List<Peer>> byLevel = within.getOrDefault(parent, Map.of());
      for (String level : parent.levels()) {
        variation(subject.measure(), byLevel, level)
            .ifPresent(found -> rows.add(row(found, level, parent, subject, peers.get(0))));
      }
    }
    return rows;
  }

  /** An organisation within which others are compared. */
  private record Parent(String level, String code) {

    static final Parent ENGLAND = new Parent("england", Memberships.ENGLAND);

    /** Those that an organisation belongs to. */
    static List<Parent> of(Peer peer) {
      List<Parent> parents = new ArrayList<>(List.of(ENGLAND));
      for (String level : PARENTS_BELOW_ENGLAND) {
        String code = peer.parent(level);
        if (code != null) {
          parents.add(new Parent(level, code));
        }
      }
      return parents;
    }

    List<String> levels() {
      return level.equals("england") ? LEVELS : LEVELS_BELOW_PARENTS;
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
      StudiedMeasure measure, Map<String, List<Peer>> within, String level) {
    Variation.Practices practices = new Variation.Practices();
    if (!level.equals(Peer.PRACTICE)) {
      for (Peer peer : within.getOrDefault(Peer.PRACTICE, List.of())) {
        String organisation = peer.parent(level);
        if (organisation != null) {
          practices.add(organisation, peer.counted().value());
        }
      }
    }
    PeerGroup group =
        new PeerGroup(
            within.getOrDefault(level, List.of()).stream().map(Peer::counted).toList(),
            measure.interval());
    return Variation.of(group, practices);
  }

  private static Row row(
      Variation variation, String level, Parent parent, Subject subject, Peer any) {
    Optional<BetweenVariance> between = variation.between();
    return TEMPLATE
        .draft()
        .about(subject)
        .with("level", level)
        .with("parent_level", parent.level())
        .with("parent_code", parent.code())
        .with("n", (long) variation.organisations())
        .with("rate", variation.rate() * subject.measure().scale())
        .with("cv", variation.coefficientOfVariation())
        .with("p90_p10", variation.p90OverP10())
        .with("scv", variation.systematicComponent())
        .with("icc", variation.intraclassCorrelation())
        .with(
            "mor",
            between.map(BetweenVariance::medianOddsRatio),
            between.map(BetweenVariance::medianOddsRatioLimits))
        .with("tau2", between.map(BetweenVariance::tau2), between.map(BetweenVariance::limits))
        .with("phi", variation.phi())
        .with("definition_id", any.definitionId())
        .row();
  }
}
