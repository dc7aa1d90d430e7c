package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.medsip.common.stats.BetweenVariance;
import org.medsip.common.stats.Counted;
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
    Map<String, List<Peer>> byLevel =
        peers.stream().filter(Peer::isComparable).collect(Collectors.groupingBy(Peer::level));
    List<Row> rows = new ArrayList<>();
    addRows(rows, new Parent("england", Memberships.ENGLAND), byLevel, subject, peers.get(0));
    for (String level : PARENTS_BELOW_ENGLAND) {
      Map<String, Map<String, List<Peer>>> within = within(level, byLevel);
      for (Peer parent : byLevel.getOrDefault(level, List.of())) {
        addRows(
            rows,
            new Parent(level, parent.code()),
            within.getOrDefault(parent.code(), Map.of()),
            subject,
            peers.get(0));
      }
    }
    return rows;
  }

  /** An organisation within which others are compared. */
  private record Parent(String level, String code) {

    List<String> levels() {
      return level.equals("england") ? LEVELS : LEVELS_BELOW_PARENTS;
    }
  }

  /** The organisations within each of a level, by their own level. */
  private static Map<String, Map<String, List<Peer>>> within(
      String level, Map<String, List<Peer>> byLevel) {
    int at = Memberships.LEVELS.indexOf(level);
    Map<String, Map<String, List<Peer>>> within = new HashMap<>();
    for (String below : LEVELS_BELOW_PARENTS) {
      for (List<Peer> some :
          ByNumber.of(byLevel.getOrDefault(below, List.of()), peer -> peer.numberOfParent(at))) {
        within
            .computeIfAbsent(String.valueOf(some.get(0).parent(at)), next -> new HashMap<>())
            .put(below, some);
      }
    }
    return within;
  }

  private static void addRows(
      List<Row> rows, Parent parent, Map<String, List<Peer>> within, Subject subject, Peer any) {
    for (String level : parent.levels()) {
      variation(subject.measure(), within, level)
          .ifPresent(found -> rows.add(row(found, level, parent, subject, any)));
    }
  }

  private static Optional<Variation> variation(
      StudiedMeasure measure, Map<String, List<Peer>> within, String level) {
    Variation.Practices practices = new Variation.Practices();
    if (!level.equals(Peer.PRACTICE)) {
      int at = Memberships.LEVELS.indexOf(level);
      for (Peer peer : within.getOrDefault(Peer.PRACTICE, List.of())) {
        int organisation = peer.numberOfParent(at);
        if (organisation != Peer.NOBODY) {
          practices.add(organisation, peer.counted().value());
        }
      }
    }
    List<Counted> counted = new ArrayList<>();
    within.getOrDefault(level, List.of()).forEach(peer -> counted.add(peer.counted()));
    PeerGroup group = PeerGroup.ofOrdered(counted, measure.interval());
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
