package org.medsip.jobs.published.atlas;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything the pages are made from, as the newest publication of the tables has it.
 *
 * @param newest last day of the newest period; null where there is none
 * @param window months of the period the pages show
 * @param imdRelease the newest release of the index of deprivation that has scores
 * @param months last days of the months of the series, in order
 * @param measures the measures, in the order pages list them; the first is the headline
 * @param orgs the organisations of the newest month
 * @param figures by organisation and measure, over the newest period
 * @param series by organisation and measure of priority: a value for each month, NaN where none
 * @param charts by organisation: the process control chart of the headline measure
 * @param national by organisation: what is found of it in all of England
 * @param withinIcb by organisation: what is found of it in its ICB
 * @param classBefore by organisation: its class, in all of England, a period earlier
 * @param funnel by organisation: its place in the funnel
 * @param places by organisation: its deprivation
 * @param gradients by area
 * @param variation by ICB or PSC, in a sentence: how practices differ
 * @param resources help that exists, by area code
 * @param deciles by measure: for each month the nine deciles of practices
 * @param variants by measure: the other variants with England's value
 * @param ambitions progress towards the ambitions; empty where nothing is known
 * @param quality what was checked
 */
record AtlasData(
    @Nullable LocalDate newest,
    long window,
    long imdRelease,
    List<LocalDate> months,
    List<MeasureInfo> measures,
    SortedMap<String, Org> practices,
    SortedMap<String, Org> pcns,
    SortedMap<String, Org> icbs,
    SortedMap<String, Org> pscs,
    Map<Org.Key, Map<String, Figure>> figures,
    Map<Org.Key, Map<String, double[]>> series,
    Map<Org.Key, List<ChartPoint>> charts,
    Map<Org.Key, Judged> national,
    Map<Org.Key, Judged> withinIcb,
    Map<Org.Key, String> classBefore,
    Map<Org.Key, FunnelPoint> funnel,
    Map<Org.Key, Place> places,
    Map<Org.Key, Gradient> gradients,
    Map<Org.Key, String> variation,
    Map<String, List<Resource>> resources,
    Map<String, SortedMap<LocalDate, double[]>> deciles,
    Map<String, List<Variant>> variants,
    List<Ambition> ambitions,
    Quality quality) {

  static final Org.Key ENGLAND = new Org.Key(Org.ENGLAND, "ENG");

  /** Another variant of a measure. */
  record Variant(String id, String title, @Nullable Double england) {}

  /** Progress towards an ambition. */
  record Ambition(
      String title,
      LocalDate month,
      @Nullable Double baseline,
      @Nullable Double current,
      @Nullable Double reduction,
      @Nullable Long target,
      LocalDate targetMonth,
      @Nullable String outlook) {}

  /** What the runs checked: rows of the tables of the quality page. */
  record Quality(
      List<List<Cell>> rules,
      List<List<Cell>> trend,
      List<List<Cell>> reconciliation,
      List<List<Cell>> quarantine,
      List<List<Cell>> revisions) {}

  boolean isEmpty() {
    return newest == null || measures.isEmpty();
  }

  MeasureInfo headline() {
    return measures.get(0);
  }

  Figure figure(Org.Key org, String measureId) {
    return figures.getOrDefault(org, Map.of()).getOrDefault(measureId, Figure.NONE);
  }

  Figure headline(Org.Key org) {
    return figure(org, headline().id());
  }

  Optional<Org> org(Org.Key key) {
    return Optional.ofNullable(
        switch (key.level()) {
          case Org.PRACTICE -> practices.get(key.code());
          case Org.PCN -> pcns.get(key.code());
          case Org.ICB -> icbs.get(key.code());
          case Org.PSC -> pscs.get(key.code());
          default -> null;
        });
  }

  /** The organisations of a level that belong to another. */
  List<Org> within(SortedMap<String, Org> level, Org.Key parent) {
    return level.values().stream()
        .filter(org -> org.parent(parent.level()).filter(parent::equals).isPresent())
        .toList();
  }
}
