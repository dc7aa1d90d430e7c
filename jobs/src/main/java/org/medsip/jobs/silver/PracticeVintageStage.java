package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medsip.common.contract.Table;
import org.medsip.common.org.Belonging;
import org.medsip.common.org.Boundaries;
import org.medsip.common.org.Boundaries.Placed;
import org.medsip.common.org.Change;
import org.medsip.common.org.Level;
import org.medsip.common.org.Parent;
import org.medsip.common.org.Stay;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.OrganisationTables;
import org.medsip.common.table.SilverTables;

/**
 * To whom each practice counts by the boundaries of the newest month ({@code as_is}) and of the
 * dates that the configuration lists, by the rule of {@link Boundaries}.
 *
 * <p>A practice is a site that was a GP practice in any month; other sites stand in the residual
 * rows whatever the vintage.
 */
public final class PracticeVintageStage implements Stage {

  private static final String AS_IS = "as_is";

  private final List<LocalDate> dates;

  /**
   * @param dates the dates of the fixed vintages
   */
  public PracticeVintageStage(List<LocalDate> dates) {
    this.dates = dates.stream().sorted().distinct().toList();
  }

  @Override
  public Table writes() {
    return SilverTables.PRACTICE_VINTAGE;
  }

  @Override
  public List<Table> reads() {
    return List.of(SilverTables.PRACTICE_MONTH, OrganisationTables.ORGANISATION_CHANGE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.of(SilverTables.PRACTICE_MONTH).isEmpty()
        ? new TreeMap<>()
        : available.asWhole(reads());
  }

  @Override
  public String definition() {
    return "practice_vintage 1 " + dates + " " + Areas.fingerprint() + " " + Changes.fingerprint();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  /** A new month moves few practices, and often none. */
  @Override
  public boolean isKnownByItsContent() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    List<String> parents = new ArrayList<>();
    for (Level level : Level.values()) {
      parents.add(level.id() + "_code");
      parents.add(level.id() + "_name");
    }
    Dataset<Row> practices =
        inputs.of(SilverTables.PRACTICE_MONTH).filter(col("site_kind").equalTo("GP"));
    List<LocalDate> fixed = dates;
    return together(Histories.of(practices, List.of("practice_code"), parents))
        .cogroup(
            together(inputs.of(OrganisationTables.ORGANISATION_CHANGE)),
            (CoGroupFunction<Integer, Row, Row, Row>)
                (all, histories, changes) -> placed(histories, Changes.of(changes), fixed),
            Encoders.row(SilverTables.PRACTICE_VINTAGE.schema()));
  }

  /** All rows as one group: they are few, and each depends on all. */
  private static KeyValueGroupedDataset<Integer, Row> together(Dataset<Row> rows) {
    return rows.withColumn("all", lit(1))
        .groupByKey((MapFunction<Row, Integer>) row -> row.getAs("all"), Encoders.INT());
  }

  private static Iterator<Row> placed(
      Iterator<Row> histories, List<Change> changes, List<LocalDate> fixed) {
    List<Stay> stays = new ArrayList<>();
    histories.forEachRemaining(row -> stays.add(stay(row)));
    SortedMap<String, LocalDate> vintages = new TreeMap<>();
    fixed.forEach(date -> vintages.put(date.toString(), date));
    stays.stream()
        .map(Stay::to)
        .max(Comparator.naturalOrder())
        .ifPresent(newest -> vintages.put(AS_IS, newest));
    List<Row> rows = new ArrayList<>();
    vintages.forEach(
        (vintage, date) ->
            Boundaries.on(date, stays, changes, Areas.ofSites())
                .forEach((practice, placed) -> rows.add(row(vintage, practice, placed))));
    return rows.iterator();
  }

  private static Stay stay(Row row) {
    Map<Level, Parent> parents = new EnumMap<>(Level.class);
    for (Level level : Level.values()) {
      String code = row.getAs(level.id() + "_code");
      String name = row.getAs(level.id() + "_name");
      if (code != null) {
        parents.put(level, new Parent(code, name == null ? "" : name));
      }
    }
    return new Stay(
        row.getAs("practice_code"),
        row.<Date>getAs("valid_from").toLocalDate(),
        row.<Date>getAs("valid_to").toLocalDate(),
        new Belonging(parents));
  }

  private static Row row(String vintage, String practice, Placed placed) {
    List<Object> values = new ArrayList<>(List.of(vintage, practice, placed.basis().id()));
    for (Level level : Level.values()) {
      Parent parent = placed.belonging().at(level).orElse(null);
      values.add(parent == null ? null : parent.code());
      values.add(parent == null || parent.name().isEmpty() ? null : parent.name());
    }
    return RowFactory.create(values.toArray());
  }
}
