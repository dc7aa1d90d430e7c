package org.medsip.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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
import org.medsip.jobs.rawfile.RawFileSource;
import org.medsip.jobs.silver.PrescribingStage;
import org.medsip.jobs.silver.ProductMonthStage;

/**
 * The tables that follow from files of prescribing alone, each as the stage that makes it in a lake
 * would make it: what the files say, what their presentations hold, and the opioids of each site.
 * No code is followed to a later one, for which a lake needs the changes of codes.
 */
final class FileViews {

  /** What the tables of opioids are made from. */
  private static final Set<String> USED =
      Set.of(
          "month",
          "practice_code",
          "unidentified",
          "bnf_code",
          "bnf_name",
          "items",
          "total_quantity",
          "nic",
          "actual_cost");

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
    rows.createOrReplaceTempView(table.name());
    offer(SilverTables.PRODUCT_MONTH, new ProductMonthStage(), bronze(rows));
    offer(
        GoldTables.PRACTICE_MONTH_PRODUCT_GROUP,
        new PracticeMonthProductGroupStage(),
        new Inputs(
            Map.of(
                SilverTables.PRESCRIBING,
                applied(new PrescribingStage(), bronze(opioids)),
                SilverTables.PRODUCT_MONTH,
                applied(new ProductMonthStage(), bronze(opioids)))));
    return List.of(table, SilverTables.PRODUCT_MONTH, GoldTables.PRACTICE_MONTH_PRODUCT_GROUP);
  }

  private static void offer(Table as, Stage stage, Inputs inputs) {
    applied(stage, inputs).createOrReplaceTempView(as.name());
  }

  private static Dataset<Row> applied(Stage stage, Inputs inputs) {
    return stage.apply(inputs, new TreeSet<>());
  }

  /** The rows of opioids, kept once they are read: products and quantities both follow from them. */
  private Dataset<Row> opioids() {
    Column[] used =
        table.columnNames().stream().filter(USED::contains).map(name -> col(name)).toArray(Column[]::new);
    Column[] all =
        table.columns().stream()
            .map(
                column ->
                    USED.contains(column.name())
                        ? col(column.name())
                        : lit(null).cast(column.type()).as(column.name()))
            .toArray(Column[]::new);
    return rows.filter(col("bnf_code").startsWith(ProductReference.ANALGESICS))
        .select(used)
        .persist(StorageLevel.MEMORY_AND_DISK())
        .select(all);
  }

  private Inputs bronze(Dataset<Row> ofFiles) {
    Table other = table.equals(BronzeTables.EPD) ? BronzeTables.PDPI : BronzeTables.EPD;
    return new Inputs(
        Map.of(
            table, ofFiles,
            other, nothing(other),
            BronzeTables.BNF_CODE_CHANGE, nothing(BronzeTables.BNF_CODE_CHANGE)));
  }

  private Dataset<Row> nothing(Table of) {
    return spark.createDataFrame(List.of(), of.schema());
  }
}
