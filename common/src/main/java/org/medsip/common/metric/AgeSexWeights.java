package org.medsip.common.metric;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.table.PopulationTables;

/**
 * The weight of a person of some sex and age, and the people of a practice so weighted.
 *
 * <pre>
 * weight = patients / registrants          of the same sex and age in a national reference
 * W      = sum over sex and age of registrants of the practice times weight
 * </pre>
 *
 * <p>Units: a weight is patients per registrant, rounded half even to fourteen decimals; W is the
 * patients the practice would have if its people were given medicines as often as people of their
 * sex and age are nationally. With the weights of a STAR-PU both are in the unit of that STAR-PU.
 *
 * <p>Example: 30 of 1000 men and 40 of 800 women are patients, so men weigh 0.03 and women 0.05; a
 * practice of 200 men and 100 women has W = 11.
 *
 * <p>Source: indirect standardisation as in Breslow and Day 1987, Statistical Methods in Cancer
 * Research II, chapter 2.
 */
public final class AgeSexWeights {

  private static final int DECIMALS = ((DecimalType) PopulationTables.WEIGHT).scale();

  private static final UserDefinedFunction PER_REGISTRANT =
      udf(
          (UDF2<@Nullable Long, @Nullable Long, @Nullable BigDecimal>)
              (patients, registrants) ->
                  patients == null || registrants == null || registrants == 0
                      ? null
                      : perRegistrant(patients, registrants),
          PopulationTables.WEIGHT);

  static BigDecimal perRegistrant(long patients, long registrants) {
    return BigDecimal.valueOf(patients)
        .divide(BigDecimal.valueOf(registrants), DECIMALS, RoundingMode.HALF_EVEN);
  }

  /** The weight of a cell of a reference; null where nobody is registered. */
  public static Column perRegistrant(Column patients, Column registrants) {
    return PER_REGISTRANT.apply(patients, registrants);
  }

  /** The exact sum of {@code registrants} times {@code weight}. */
  public static Column weighted() {
    Column people = col("registrants").cast(DataTypes.createDecimalType(10, 0));
    return sum(people.multiply(col("weight")))
        .cast(PopulationTables.WEIGHTED_REGISTRANTS.column("weighted").type());
  }

  private AgeSexWeights() {}
}
