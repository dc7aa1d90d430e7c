package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.cohort.CohortMedicines;
import org.medsip.common.cohort.CohortMedicines.Medicine;
import org.medsip.common.contract.Table;
import org.medsip.common.product.OmeSet;
import org.medsip.common.quality.Rule;
import org.medsip.common.quality.Severity;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.CohortTables;

/** What was dispensed to each pseudonymised person in a month; it stays in the secure lake. */
public final class SecurePatientMonthStage implements Stage {

  private static final double MOST_UNRESOLVED = 0.001;

  /** The medicines, loaded once in a process. */
  private static final class Loaded {
    static final CohortMedicines MEDICINES = new CohortMedicines();
  }

  @Override
  public Table writes() {
    return CohortTables.PATIENT_MONTH;
  }

  @Override
  public List<Table> reads() {
    return List.of(BronzeTables.PATIENT_ITEM);
  }

  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return available.eachOf(BronzeTables.PATIENT_ITEM);
  }

  @Override
  public String definition() {
    return "patient_month 1 " + Loaded.MEDICINES.fingerprint();
  }

  @Override
  public List<Rule> rules() {
    Column opioids = col("opioid_items").plus(col("unresolved_items"));
    return List.of(
        new Rule.RatioAtMost(
            "opioid items of patients that cannot be resolved",
            col("unresolved_items"),
            opioids,
            MOST_UNRESOLVED,
            Severity.ERROR));
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Dataset<Row> items =
        inputs
            .of(BronzeTables.PATIENT_ITEM)
            .withColumn("bnf_name", coalesce(col("bnf_name"), lit("")));
    Dataset<Row> medicines =
        items
            .select("bnf_code", "bnf_name")
            .distinct()
            .map(
                (MapFunction<Row, Row>) SecurePatientMonthStage::medicine,
                Encoders.row(medicineSchema()));
    return byPerson(
        items
            .join(broadcast(medicines), new String[] {"bnf_code", "bnf_name"}, "inner")
            .repartition(col("month"), col("pseudo_id")));
  }

  private static StructType medicineSchema() {
    StructType schema =
        new StructType()
            .add("bnf_code", DataTypes.StringType, false)
            .add("bnf_name", DataTypes.StringType, false)
            .add("scope", DataTypes.StringType, false)
            .add("chemical_code", DataTypes.StringType, false)
            .add("days_per_unit", DataTypes.createDecimalType(19, 10), true);
    for (OmeSet set : OmeSet.values()) {
      schema = schema.add(set.id(), DataTypes.createDecimalType(19, 10), true);
    }
    return schema;
  }

  private static Row medicine(Row presentation) {
    String code = presentation.getString(0);
    String name = presentation.getString(1);
    Medicine medicine = Loaded.MEDICINES.of(code, name);
    List<Object> values = new ArrayList<>(List.of(code, name, medicine.scope()));
    values.add(medicine.chemicalCode());
    values.add(medicine.daysPerUnit().orElse(null));
    for (OmeSet set : OmeSet.values()) {
      values.add(medicine.omeMgPerUnit().get(set));
    }
    return RowFactory.create(values.toArray());
  }

  /** First by substance, as substances are taken side by side and last as long as the longest. */
  private static Dataset<Row> byPerson(Dataset<Row> items) {
    Column units =
        col("quantity").multiply(col("items")).cast(org.medsip.common.contract.Column.QUANTITY);
    List<Column> sums = new ArrayList<>();
    sums.add(sum("items").as("items"));
    sums.add(itemsWhere("captured_items", col("nhs_no_captured").equalTo("Y")));
    sums.add(itemsOf("otd", "opioid_items"));
    sums.add(itemsOf("unresolved", "unresolved_items"));
    for (OmeSet set : OmeSet.values()) {
      sums.add(sum(units.multiply(col(set.id()))).as("ome_" + set.id()));
    }
    sums.add(sum(units.multiply(col("days_per_unit"))).as("days_supplied"));
    sums.add(itemsOf("gabapentinoid", "gabapentinoid_items"));
    sums.add(itemsOf("benzodiazepine", "benzodiazepine_items"));
    sums.add(itemsOf("z_drug", "z_drug_items"));
    sums.add(
        max(struct(
                col("scope").equalTo("otd").as("is_opioid"),
                col("source_line"),
                col("practice_code"),
                col("sex"),
                col("age_band")))
            .as("last"));
    Dataset<Row> bySubstance =
        items
            .groupBy("month", "pseudo_id", "chemical_code")
            .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    List<Column> totals = new ArrayList<>();
    for (org.medsip.common.contract.Column column : CohortTables.PATIENT_MONTH.columns()) {
      String name = column.name();
      if (name.equals("days_supplied")) {
        totals.add(max(name).cast(column.type()).as(name));
      } else if (name.endsWith("items") || name.startsWith("ome_")) {
        totals.add(sum(name).cast(column.type()).as(name));
      }
    }
    return bySubstance
        .groupBy("month", "pseudo_id")
        .agg(max("last").as("last"), totals.toArray(Column[]::new))
        .select("*", "last.practice_code", "last.sex", "last.age_band");
  }

  private static Column itemsOf(String scope, String name) {
    return itemsWhere(name, col("scope").equalTo(scope));
  }

  private static Column itemsWhere(String name, Column condition) {
    return sum(when(condition, col("items")).otherwise(lit(0L))).as(name);
  }
}
