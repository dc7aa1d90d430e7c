package org.medsip.common.contract;

import org.apache.spark.sql.types.DataTypes;

/** Two tables with one of everything a declaration can say. */
final class TinyTables {

  static final Table PRESCRIBING =
      Table.of(
              "tiny_prescribing",
              Layer.SILVER,
              "What each practice prescribed: items and patients.",
              Column.code("practice_code", "The practice | its code."),
              Column.month("month", "The month of processing."),
              Column.decimal("quantity", Column.QUANTITY, "unit", "Units prescribed.").atLeast(0),
              Column.count("patients", "people", "People with an item.")
                  .optional()
                  .atLeast(0)
                  .atMost(99)
                  .disclosed(DisclosureClass.COUNT_OF_PERSONS),
              Column.text("agreed", "Whether it was agreed.").oneOf("Y", "N"),
              Column.of(
                      "lines",
                      DataTypes.createArrayType(DataTypes.LongType),
                      "The lines of the file that said so.")
                  .asProvenance())
          .keyedBy("practice_code", "month")
          .partitionedBy("month");

  static final Table FILES =
      Table.of(
          "tiny_file",
          Layer.BRONZE,
          "A file as it came.",
          Column.text("name", "Its name.").matching("[a-z]+|[0-9]*"));

  private TinyTables() {}
}
