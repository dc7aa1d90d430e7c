package org.medsip.common.contract;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * One column of a {@link Table}: everything that is said of it anywhere, said here once.
 *
 * <p>Columns start as required and {@link DisclosureClass#OPEN}; the other methods return a changed
 * copy, so that a declaration reads as one sentence.
 *
 * @param name the name in every table, file and document, in lower snake case
 * @param type the Spark type
 * @param nullable whether the value may be absent
 * @param unit the unit of a number, such as {@code mg} or {@code GBP}; empty where it has none
 * @param meaning one sentence for the data dictionary
 * @param disclosure how far the values may travel
 * @param disclosureStated whether that was said, and not only taken for open as nothing was said;
 *     in a table about people it must be said of every column
 * @param provenance whether the column says where a row came from rather than what it says, which
 *     keeps it out of the content hash
 * @param constraints the rules every value keeps
 */
public record Column(
    String name,
    DataType type,
    boolean nullable,
    String unit,
    String meaning,
    DisclosureClass disclosure,
    boolean disclosureStated,
    boolean provenance,
    List<Constraint> constraints) {

  /** Quantities of medicine: up to 14 digits before the point and 4 behind it. */
  public static final DataType QUANTITY = DataTypes.createDecimalType(18, 4);

  /** Money in pounds: the actual cost is published to five decimals. */
  public static final DataType POUNDS = DataTypes.createDecimalType(18, 5);

  public Column {
    constraints = List.copyOf(constraints);
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("A column name is lower snake case, not '" + name + "'");
    }
    if (!meaning.endsWith(".")) {
      throw new IllegalArgumentException(
          "The meaning of column '" + name + "' is not a sentence: '" + meaning + "'");
    }
  }

  public static Column of(String name, DataType type, String meaning) {
    return new Column(
        name, type, false, "", meaning, DisclosureClass.OPEN, false, false, List.of());
  }

  public static Column text(String name, String meaning) {
    return of(name, DataTypes.StringType, meaning);
  }

  /** A code of a published coding system: kept as text, never blank. */
  public static Column code(String name, String meaning) {
    return text(name, meaning).matching("\\S.*");
  }

  public static Column date(String name, String meaning) {
    return of(name, DataTypes.DateType, meaning);
  }

  /** A month, written as its first day. */
  public static Column month(String name, String meaning) {
    return date(name, meaning).with(new Constraint.FirstOfMonth());
  }

  public static Column count(String name, String unit, String meaning) {
    return of(name, DataTypes.LongType, meaning).in(unit);
  }

  public static Column decimal(String name, DataType type, String unit, String meaning) {
    return of(name, type, meaning).in(unit);
  }

  public static Column real(String name, String unit, String meaning) {
    return of(name, DataTypes.DoubleType, meaning).in(unit);
  }

  public static Column flag(String name, String meaning) {
    return of(name, DataTypes.BooleanType, meaning);
  }

  public Column optional() {
    return copy(true, unit, disclosure, disclosureStated, provenance, constraints);
  }

  public Column in(String newUnit) {
    return copy(nullable, newUnit, disclosure, disclosureStated, provenance, constraints);
  }

  /** States how far the values may travel. */
  public Column disclosed(DisclosureClass as) {
    return copy(nullable, unit, as, true, provenance, constraints);
  }

  /** Marks a column that says where a row came from; see {@link #provenance()}. */
  public Column asProvenance() {
    return copy(nullable, unit, disclosure, disclosureStated, true, constraints);
  }

  public Column oneOf(String... values) {
    return with(new Constraint.OneOf(List.of(values)));
  }

  public Column matching(String regex) {
    return with(new Constraint.Matches(regex));
  }

  public Column atLeast(long bound) {
    return with(new Constraint.AtLeast(BigDecimal.valueOf(bound)));
  }

  public Column atMost(long bound) {
    return with(new Constraint.AtMost(BigDecimal.valueOf(bound)));
  }

  private Column with(Constraint constraint) {
    List<Constraint> more = Stream.concat(constraints.stream(), Stream.of(constraint)).toList();
    return copy(nullable, unit, disclosure, disclosureStated, provenance, more);
  }

  private Column copy(
      boolean newNullable,
      String newUnit,
      DisclosureClass newDisclosure,
      boolean newStated,
      boolean newProvenance,
      List<Constraint> newConstraints) {
    return new Column(
        name,
        type,
        newNullable,
        newUnit,
        meaning,
        newDisclosure,
        newStated,
        newProvenance,
        newConstraints);
  }

  StructField toStructField() {
    return DataTypes.createStructField(name, type, nullable);
  }
}
