package org.medsip.common.quality;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import org.medsip.common.columnar.ColumnsInPlace;

/**
 * The few values of each column that rules are asked of in place of all: a table of millions of
 * rows has some hundred different codes, and numbers that all lie between the least and the
 * greatest. They are found in the columns as they lie in files.
 */
final class Witnesses implements Serializable {

  private static final long serialVersionUID = 1L;

  private final StructType columns;
  private final List<ColumnWitnesses> ofColumns = new ArrayList<>();
  private long rows;

  private Witnesses(StructType columns, Map<String, Rule.Witness> wanted) {
    this.columns = columns;
    wanted.forEach(
        (name, ofColumn) ->
            ofColumns.add(ColumnWitnesses.of(columns.apply(name).dataType(), ofColumn)));
  }

  /** Those that some rules need. */
  static Witnesses of(Dataset<Row> rows, List<Rule.EveryValue> rules) {
    Map<String, Rule.Witness> wanted = new LinkedHashMap<>();
    for (Rule.EveryValue rule : rules) {
      wanted.merge(
          rule.column(), rule.witnesses(), (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
    Dataset<Row> judged =
        rows.select(wanted.keySet().stream().map(rows::col).toArray(Column[]::new));
    StructType columns = judged.schema();
    Witnesses all = new Witnesses(columns, wanted);
    ColumnsInPlace.of(judged)
        .mapPartitions(batches -> List.of(new Witnesses(columns, wanted).with(batches)).iterator())
        .collect()
        .forEach(all::addAll);
    return all;
  }

  private Witnesses with(Iterator<ColumnarBatch> batches) {
    while (batches.hasNext()) {
      ColumnarBatch batch = batches.next();
      rows += batch.numRows();
      for (int i = 0; i < ofColumns.size(); i++) {
        ofColumns.get(i).add(batch.column(i), batch.numRows());
      }
    }
    return this;
  }

  private void addAll(Witnesses more) {
    rows += more.rows;
    for (int i = 0; i < ofColumns.size(); i++) {
      ofColumns.get(i).addAll(more.ofColumns.get(i));
    }
  }

  /** How many rows there are. */
  long rows() {
    return rows;
  }

  /**
   * The rules that every value keeps; one that a value breaks, or of whose column there are too
   * many different values to know all, is not among them.
   */
  Set<Rule.EveryValue> kept(List<Rule.EveryValue> rules, SparkSession spark) {
    List<Rule.EveryValue> known = rules.stream().filter(rule -> of(rule).areKnown()).toList();
    List<Rule.EveryValue> asked =
        known.stream().filter(rule -> !of(rule).values().isEmpty()).toList();
    Set<Rule.EveryValue> kept = new HashSet<>(known);
    for (Row answers : answers(asked, spark)) {
      for (int i = 0; i < asked.size(); i++) {
        if (!answers.getBoolean(i)) {
          kept.remove(asked.get(i));
        }
      }
    }
    return kept;
  }

  private ColumnWitnesses of(Rule.EveryValue rule) {
    return ofColumns.get(columns.fieldIndex(rule.column()));
  }

  /** Whether each rule is met, asked of a table in which the witnesses of columns stand. */
  private List<Row> answers(List<Rule.EveryValue> asked, SparkSession spark) {
    StructType schema = new StructType();
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (Rule.EveryValue rule : asked) {
      if (!List.of(schema.fieldNames()).contains(rule.column())) {
        schema = schema.add(rule.column(), columns.apply(rule.column()).dataType());
        values.add(of(rule).values());
      }
    }
    int most = values.stream().mapToInt(List::size).max().orElse(0);
    List<Row> table = IntStream.range(0, most).mapToObj(at -> row(values, at)).toList();
    return spark
        .createDataFrame(table, schema)
        .select(asked.stream().map(rule -> rule.ofRows().isMet()).toArray(Column[]::new))
        .collectAsList();
  }

  /** Where a column has fewer witnesses than others, its last stands there again. */
  private static Row row(List<List<@Nullable Object>> values, int at) {
    return RowFactory.create(
        values.stream().map(some -> some.get(Math.min(at, some.size() - 1))).toArray());
  }
}
