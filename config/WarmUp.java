import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Uses Spark and Delta the way a run and a query do, so that the launcher can keep the library
 * classes this loads in an archive that later starts read. It knows nothing of medsip's own
 * classes: the archive stays good while they change.
 */
final class WarmUp {
  public static void main(String[] args) {
    String lake = args[0];
    SparkSession session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .getOrCreate();
    Dataset<Row> rows =
        session
            .range(100)
            .selectExpr("cast(id % 3 as string) as code", "cast(id as decimal(18, 4)) as quantity");
    rows.write().format("delta").partitionBy("code").save(lake);
    rows.where("code = '1'")
        .write()
        .format("delta")
        .mode("overwrite")
        .option("replaceWhere", "code = '1'")
        .save(lake);
    session.read().format("delta").load(lake).createOrReplaceTempView("warm_up");
    List<Row> sums =
        session
            .sql("select code, sum(quantity) from warm_up group by code order by code")
            .collectAsList();
    session.stop();
    if (sums.size() != 3) {
      throw new IllegalStateException("Wrote 3 codes and read " + sums.size());
    }
  }
}
