package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sequence;

import java.sql.Date;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.product.BnfRecodes;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.SilverTables;

/**
 * What each presentation that a measure may select is, and what its code is called today: a function
 * of its code, its name and the BNF code changes since.
 */
public final class ProductMonthStage implements Stage {

  private static final int SHARES = 8;

  @Override
  public Table writes() {
    return SilverTables.PRODUCT_MONTH;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.EPD, BronzeTables.PDPI, BronzeTables.BNF_CODE_CHANGE);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return PrescribingMonths.planWith(available, month -> editionsAfter(available, month));
  }

  @Override
  public String definition() {
    return "product_month 3 " + ProductRows.reference().contentHash();
  }

  @Override
  public boolean mayHaveNoRows() {
    return true;
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule.Holds(
            "no BNF code has several successors in one edition",
            col("recode_note").isNull(),
            1,
            Severity.WARNING));
  }

  /** A code change holds for the months before its edition. */
  private static List<Part> editionsAfter(Available available, String month) {
    return available.of(BronzeTables.BNF_CODE_CHANGE).tailSet(month + "\0").stream()
        .map(edition -> new Part(BronzeTables.BNF_CODE_CHANGE, edition))
        .toList();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> presentations =
        PublishedRows.of(inputs)
            .filter(ProductRows.areDescribed(col("bnf_code")))
            .groupBy("month", "bnf_code")
            .agg(coalesce(max("bnf_name"), lit("")).as("bnf_name"))
            .withColumn("share", pmod(hash(col("bnf_code")), lit(SHARES)));
    Dataset<Row> changes =
        inputs
            .of(BronzeTables.BNF_CODE_CHANGE)
            .withColumn("share", explode(sequence(lit(0), lit(SHARES - 1))));
    return byShare(presentations)
        .cogroup(
            byShare(changes),
            (CoGroupFunction<Integer, Row, Row, Row>)
                (share, some, allChanges) -> described(some, recodes(allChanges)),
            Encoders.row(SilverTables.PRODUCT_MONTH.schema()));
  }

  private static KeyValueGroupedDataset<Integer, Row> byShare(Dataset<Row> rows) {
    return rows.groupByKey((MapFunction<Row, Integer>) row -> row.getAs("share"), Encoders.INT());
  }

  private static BnfRecodes recodes(Iterator<Row> rows) {
    List<BnfRecodes.Change> changes = new ArrayList<>();
    rows.forEachRemaining(
        row ->
            changes.add(
                new BnfRecodes.Change(
                    row.getAs("old_code"),
                    row.getAs("new_code"),
                    row.<Date>getAs("edition").toLocalDate())));
    return BnfRecodes.of(changes);
  }

  private static Iterator<Row> described(Iterator<Row> presentations, BnfRecodes recodes) {
    List<Row> rows = new ArrayList<>();
    presentations.forEachRemaining(row -> rows.add(ProductRows.resolved(row, recodes)));
    return rows.iterator();
  }
}
