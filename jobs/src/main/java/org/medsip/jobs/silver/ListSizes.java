package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The list size of each practice in each extract, every person once: the row for all sexes and ages
 * where the files of a kind have it, else the rows of each sex for all ages, else those of each sex
 * and age. Never two of these together.
 *
 * <p>Single ages are published in one file for men and one for women: a kind counts only where the
 * month has both.
 */
final class ListSizes {

  /**
   * One row for each month and practice, with {@code registrants}, and with {@code
   * other_registrants} where another kind of file says otherwise.
   *
   * @param patients rows of {@code registered_patients}
   */
  static Dataset<Row> of(Dataset<Row> patients) {
    Column everySex = col("sex").equalTo("ALL");
    Column everyAge = col("age_group").equalTo("ALL");
    Column oneSex = everySex.unary_$bang();
    Column oneAge = everyAge.unary_$bang();
    Dataset<Row> byKind =
        ofBothSexes(patients)
            .filter(col("org_type").equalTo("GP"))
            .groupBy(col("month"), col("org_code").as("practice_code"), col("age_kind"))
            .agg(
                coalesce(
                        sum(when(everySex.and(everyAge), col("patients"))),
                        sum(when(oneSex.and(everyAge), col("patients"))),
                        sum(when(oneSex.and(oneAge), col("patients"))),
                        sum(when(everySex.and(oneAge), col("patients"))),
                        lit(0L))
                    .as("registrants"));
    return byKind
        .groupBy("month", "practice_code")
        .agg(
            max("registrants").as("registrants"),
            when(min("registrants").notEqual(max("registrants")), min("registrants"))
                .as("other_registrants"));
  }

  /** The rows of the kinds of file that tell of men and women, together or apart. */
  private static Dataset<Row> ofBothSexes(Dataset<Row> patients) {
    Dataset<Row> complete =
        patients
            .groupBy("month", "age_kind")
            .agg(hasSex("ALL").or(hasSex("MALE").and(hasSex("FEMALE"))).as("complete"))
            .filter(col("complete"));
    return patients.join(broadcast(complete), new String[] {"month", "age_kind"}, "left_semi");
  }

  private static Column hasSex(String sex) {
    return max(col("sex").equalTo(sex));
  }

  private ListSizes() {}
}
