package org.medsip.common.table;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** The people registered by age and sex, and what they weigh when a rate is standardised. */
public final class PopulationTables {

  /** Five years of age each, the last one open, in order. */
  public static final List<String> AGE_BANDS =
      List.of(
          "0_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44", "45_49",
          "50_54", "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85_89", "90_94", "95+");

  /** The sexes that lists and references are divided by. */
  public static final List<String> SEXES = List.of("MALE", "FEMALE");

  /** The weight of one person, to fourteen decimals. */
  public static final DataType WEIGHT = DataTypes.createDecimalType(22, 14);

  static final Column BASIS =
      Column.text(
              "basis",
              "Where the figure comes from: an extract of the month itself, the straight line between"
                  + " the extracts around it, or the extract before it.")
          .oneOf("published", "interpolated", "carried_forward");

  private static final Column SEX = Column.text("sex", "The sex.").oneOf(array(SEXES));

  private static final Column AGE_BAND =
      Column.text("age_band", "Five years of age.").oneOf(array(AGE_BANDS));

  private static final Column WEIGHT_SET =
      Column.code("weight_set", "The weights: the id of a supplied reference, or a STAR-PU.");

  public static final Table REGISTRANTS_AGE_SEX =
      Table.of(
              "registrants_age_sex",
              Layer.SILVER,
              "People registered at each practice by sex and five years of age, in the months whose"
                  + " extract says so; never a total.",
              Column.month("month", "Month of the extract."),
              Column.code("practice_code", "ODS code of the practice."),
              SEX,
              AGE_BAND,
              Column.count("registrants", "people", "People registered.").atLeast(0),
              Column.count(
                      "unbanded",
                      "people",
                      "The list size of the practice less all its bands, the same in each of its"
                          + " rows: people whose age or sex the files do not say.")
                  .optional())
          .keyedBy("month", "practice_code", "sex", "age_band")
          .partitionedBy("month");

  public static final Table AGE_SEX_WEIGHT =
      Table.of(
              "age_sex_weight",
              Layer.SILVER,
              "What one person of a sex and five years of age weighs in a set of weights: how often"
                  + " such people are given the medicines, in the unit of the set.",
              WEIGHT_SET,
              Column.month("edition", "The month the weights stand for."),
              SEX,
              AGE_BAND,
              Column.decimal("weight", WEIGHT, "of the set", "Weight of one registrant.")
                  .optional(),
              Column.text("unit", "What the weight counts."),
              Column.text("meaning", "What the set is, and what it is not, for people to read."),
              Column.text("source_band", "The years of age that its source gives the weight for.")
                  .optional(),
              Column.count("patients", "people", "Patients of these ages in the reference.")
                  .optional(),
              Column.count("registrants", "people", "Registrants of these ages in the reference.")
                  .optional(),
              Column.text("source", "Who says so.").optional())
          .keyedBy("weight_set", "edition", "sex", "age_band");

  public static final Table WEIGHTED_REGISTRANTS =
      Table.of(
              "weighted_registrants",
              Layer.SILVER,
              "The people registered at each practice in a month, each counted by the weight of their"
                  + " sex and age: what is expected of the practice, up to one factor for all.",
              Column.month("month", "The month."),
              Column.code("practice_code", "ODS code of the practice."),
              WEIGHT_SET,
              Column.month("edition", "The edition of the weights that speaks for the month."),
              Column.decimal(
                      "weighted",
                      Columns.EXACT_SUM,
                      "of the set",
                      "Sum over sex and age of registrants times weight.")
                  .atLeast(0),
              BASIS)
          .keyedBy("month", "practice_code", "weight_set")
          .partitionedBy("month");

  public static final List<Table> ALL =
      List.of(REGISTRANTS_AGE_SEX, AGE_SEX_WEIGHT, WEIGHTED_REGISTRANTS);

  private static String[] array(List<String> words) {
    return words.toArray(String[]::new);
  }

  private PopulationTables() {}
}
