package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medsip.common.contract.Table;
import org.medsip.common.product.ProductReference;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.SilverTables;
import org.medsip.jobs.gold.PracticeMonthProductGroupStage;
import org.medsip.jobs.landing.Tally;
import org.medsip.jobs.rawfile.RawFileSource;
import org.medsip.jobs.silver.PrescribingStage;
import org.medsip.jobs.silver.ProductMonthStage;

/**
 * The tables that follow from files of prescribing alone, each as the stage that makes it in a lake
 * would make it: what the files say, what their presentations hold, and the opioids of each site.
 * No code is followed to a later one, for which a lake needs the changes of codes.
 */
final class FileViews {

  /** By what the rows of opioids are added up. */
  private static final Set<String> GROUPED =
      Set.of("month", "practice_code", "unidentified", "bnf_code", "bnf_name");

  private final SparkSession spark;
  private final Table table;
  private final Dataset<Row> rows;

  FileViews(SparkSession spark, List<String> files) {
    this.spark = spark;
    this.rows = spark.read().format(RawFileSource.NAME).load(files.toArray(String[]::new));
    this.table =
        Set.of(rows.columns()).equals(Set.copyOf(BronzeTables.EPD.columnNames()))
            ? BronzeTables.EPD
            : BronzeTables.PDPI;
  }

  /** Names the tables for SQL. */
  List<Table> offer() {
    Dataset<Row> opioids = opioids();
    Dataset<Row> names = opioids.select("month", "bnf_code", "bnf_name").distinct();
    rows.createOrReplaceTempView(table.name());
    offer(SilverTables.PRODUCT_MONTH, new ProductMonthStage(), bronze(rows));
    offer(
        GoldTables.PRACTICE_MONTH_PRODUCT_GROUP,
        new PracticeMonthProductGroupStage(),
        new Inputs(
            Map.of(
                SilverTables.PRESCRIBING,
                applied(new PrescribingStage(), bronze(asBronze(opioids))),
                SilverTables.PRODUCT_MONTH,
                applied(new ProductMonthStage(), bronze(asBronze(names))))));
    return List.of(table, SilverTables.PRODUCT_MONTH, GoldTables.PRACTICE_MONTH_PRODUCT_GROUP);
  }

  private static void offer(Table as, Stage stage, Inputs inputs) {
    applied(stage, inputs).createOrReplaceTempView(as.name());
  }

  private static Dataset<Row> applied(Stage stage, Inputs inputs) {
    return stage.apply(inputs, new TreeSet<>());
  }

  /**
   * What the files say of opioids, kept once it is read, for products and quantities both follow
   * from it: the rows of a presentation at a site added up, since no more than sums is asked of
   * them.
   */
  private Dataset<Row> opioids() {
    Column[] sums = Tally.SUMMED.stream().map(name -> summed(name)).toArray(Column[]::new);
    return rows.filter(col("bnf_code").startsWith(ProductReference.ANALGESICS))
        .groupBy(
            table.columnNames().stream()
                .filter(GROUPED::contains)
                .map(name -> col(name))
                .toArray(Column[]::new))
        .agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length))
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  private Column summed(String name) {
    return sum(name).cast(table.column(name).type()).as(name);
  }

  /** Rows as a bronze table has them, with nothing in the columns that are not there. */
  private Dataset<Row> asBronze(Dataset<Row> some) {
    Set<String> there = Set.of(some.columns());
    return some.select(
        table.columns().stream()
            .map(
                column ->
                    there.contains(column.name())
                        ? col(column.name())
                        : lit(null).cast(column.type()).as(column.name()))
            .toArray(Column[]::new));
  }

  private Inputs bronze(Dataset<Row> ofFiles) {
    Table other = table.equals(BronzeTables.EPD) ? BronzeTables.PDPI : BronzeTables.EPD;
    return new Inputs(
        Map.of(
            table,
            ofFiles,
            other,
            nothing(other),
            BronzeTables.BNF_CODE_CHANGE,
            nothing(BronzeTables.BNF_CODE_CHANGE)));
  }

  private Dataset<Row> nothing(Table of) {
    return spark.createDataFrame(List.of(), of.schema());
  }
}
