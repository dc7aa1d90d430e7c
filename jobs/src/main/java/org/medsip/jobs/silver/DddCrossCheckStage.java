package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Table;
import org.medsip.common.product.DmdSupplement;
import org.medsip.common.product.ProductReference;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.SilverTables;

/** Checks the DDDs of the reference against a dm+d supplement, where the input has one. */
public final class DddCrossCheckStage implements Stage {

  private static final UserDefinedFunction AGREES =
      udf(
          (UDF4<String, String, BigDecimal, String, Boolean>)
              (section, atc, ddd, unit) ->
                  !ProductRows.supplement()
                      .disagrees(
                          new DmdSupplement.Line(
                              "", section, atc, ddd.stripTrailingZeros().toPlainString(), unit)),
          DataTypes.BooleanType);

  @Override
  public Table writes() {
    return SilverTables.DDD_CROSS_CHECK;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.DMD_DDD);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(BronzeTables.DMD_DDD);
  }

  @Override
  public String definition() {
    return "ddd_cross_check 1 " + ProductRows.reference().contentHash();
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule.Holds(
            "the dm+d supplement has the DDD of the reference",
            col("agrees"),
            1,
            Severity.WARNING));
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    return inputs
        .of(BronzeTables.DMD_DDD)
        .filter(
            col("bnf_section")
                .startsWith(ProductReference.ANALGESICS)
                .and(col("atc_code").isNotNull())
                .and(col("ddd").isNotNull()))
        .withColumn(
            "agrees",
            AGREES.apply(
                col("bnf_section"),
                col("atc_code"),
                col("ddd"),
                coalesce(col("ddd_unit"), lit(""))));
  }
}
