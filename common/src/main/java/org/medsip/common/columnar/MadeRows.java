package org.medsip.common.columnar;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.DateFromUnixDate;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.GetExternalRowField;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SQLExecutionRDD;
import org.apache.spark.sql.execution.SerializeFromObjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Rows that a stage made as objects, taken as they were made. Spark would write every value of each
 * into memory to read it from there once, which takes as long as the statistics that made it.
 */
final class MadeRows {

  private static final DataType OBJECT = new ObjectType(Row.class);

  /** The types whose values objects have as Spark has them, but for texts. */
  private static final Set<DataType> IN_PLACE =
      Set.of(
          DataTypes.StringType,
          DataTypes.LongType,
          DataTypes.IntegerType,
          DataTypes.DoubleType,
          DataTypes.BooleanType);

  /**
   * The rows, each of which is the same object with other values.
   *
   * @return none where the plan does more than give their columns another order, make days of
   *     numbers and set constants beside them
   */
  static Optional<JavaRDD<InternalRow>> of(QueryExecution execution) {
    SparkPlan plan = execution.executedPlan();
    if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      plan = adaptive.finalPhysicalPlan();
    }
    if (plan instanceof WholeStageCodegenExec compiled) {
      plan = compiled.child();
    }
    return plan instanceof ProjectExec project
            && project.child() instanceof SerializeFromObjectExec made
            && made.child().output().head().dataType().equals(OBJECT)
        ? sources(project, made).map(sources -> taken(objects(made, execution), sources))
        : Optional.empty();
  }

  /** The objects, made under the settings of the session as rows of it are. */
  private static JavaRDD<InternalRow> objects(
      SerializeFromObjectExec made, QueryExecution execution) {
    SQLConf settings = execution.sparkSession().sessionState().conf();
    return new SQLExecutionRDD(made.child().execute(), settings).toJavaRDD();
  }

  private static JavaRDD<InternalRow> taken(JavaRDD<InternalRow> objects, List<Source> sources) {
    return objects.mapPartitions(rows -> new Taken(rows, sources));
  }

  /**
   * Where a column comes from.
   *
   * @param place its place in rows as they were made; below 0 where it has a constant value
   * @param constant that value
   */
  private record Source(int place, @Nullable Object constant) implements Serializable {}

  private static Optional<List<Source>> sources(ProjectExec project, SerializeFromObjectExec made) {
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < project.projectList().size(); i++) {
      Expression column = withoutName((Expression) project.projectList().apply(i));
      if (column instanceof Literal literal) {
        sources.add(new Source(-1, literal.value()));
      } else {
        OptionalInt place = place(column, made);
        if (place.isEmpty()) {
          return Optional.empty();
        }
        sources.add(new Source(place.getAsInt(), null));
      }
    }
    return Optional.of(sources);
  }

  /** The place in rows of a column, or of the number that a day is made of. */
  private static OptionalInt place(Expression column, SerializeFromObjectExec made) {
    Expression field = column instanceof DateFromUnixDate day ? day.child() : column;
    for (int i = 0; i < made.output().size(); i++) {
      if (field.semanticEquals(made.output().apply(i)) && IN_PLACE.contains(field.dataType())) {
        return place((Expression) made.serializer().apply(i));
      }
    }
    return OptionalInt.empty();
  }

  /** The place in rows of the field that an expression writes. */
  private static OptionalInt place(Expression written) {
    if (written instanceof GetExternalRowField field) {
      return OptionalInt.of(field.index());
    }
    OptionalInt place = OptionalInt.empty();
    for (int i = 0; i < written.children().size() && place.isEmpty(); i++) {
      place = place(written.children().apply(i));
    }
    return place;
  }

  private static Expression withoutName(Expression column) {
    return column instanceof Alias alias ? alias.child() : column;
  }

  /** Rows as Spark has them, with the values of rows as they were made. */
  private static final class Taken implements Iterator<InternalRow> {

    private final Iterator<InternalRow> objects;
    private final int[] places;
    private final @Nullable Object[] values;
    private final InternalRow row;

    /** The text that each column last had, and the same as Spark has it: often it comes again. */
    private final @Nullable String[] texts;

    private final UTF8String[] written;

    Taken(Iterator<InternalRow> objects, List<Source> sources) {
      this.objects = objects;
      places = sources.stream().mapToInt(Source::place).toArray();
      values = sources.stream().map(Source::constant).toArray();
      row = new GenericInternalRow(values);
      texts = new String[places.length];
      written = new UTF8String[places.length];
    }

    @Override
    public boolean hasNext() {
      return objects.hasNext();
    }

    @Override
    public InternalRow next() {
      Row made = (Row) objects.next().get(0, OBJECT);
      for (int i = 0; i < places.length; i++) {
        if (places[i] >= 0) {
          Object value = made.get(places[i]);
          values[i] = value instanceof String text ? written(i, text) : value;
        }
      }
      return row;
    }

    private UTF8String written(int i, String text) {
      if (!text.equals(texts[i])) {
        texts[i] = text;
        written[i] = UTF8String.fromString(text);
      }
      return written[i];
    }
  }

  private MadeRows() {}
}
