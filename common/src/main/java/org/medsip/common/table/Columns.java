package org.medsip.common.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Column;

/** The columns that several tables share, so that one word stands for one thing. */
final class Columns {

  /** A dose or defined daily doses per unit of quantity. */
  static final DataType PER_UNIT = DataTypes.createDecimalType(19, 10);

  /** An exact sum of quantity times a value per unit: the scales of both added up. */
  static final DataType EXACT_SUM = DataTypes.createDecimalType(38, 14);

  /** A sum of squares, rounded row by row to six decimals so that the sum is exact. */
  static final DataType SQUARES = DataTypes.createDecimalType(38, 6);

  static final Column MONTH = Column.month("month", "Month the items were dispensed in.");

  static final Column PRACTICE_CODE =
      Column.code(
          "practice_code",
          "ODS code of the practice or other prescribing site; UNIDENTIFIED where the file names"
              + " none.");

  static final Column BNF_CODE =
      Column.code("bnf_code", "BNF code of the presentation, 15 characters (11 for appliances).");

  static final Column ITEMS = Column.count("items", "items", "Prescription items dispensed.");

  static final Column TOTAL_QUANTITY =
      Column.decimal(
          "total_quantity",
          Column.QUANTITY,
          "units",
          "Units dispensed: tablets, millilitres, patches, ampoules.");

  static final Column NIC =
      Column.decimal("nic", Column.POUNDS, "GBP", "Net ingredient cost: the list price.");

  static final Column ACTUAL_COST =
      Column.decimal(
          "actual_cost",
          Column.POUNDS,
          "GBP",
          "Estimated cost to the NHS after discount and container allowances.");

  static final Column ORG_LEVEL =
      Column.code("org_level", "Level of the organisation.")
          .oneOf("practice", "pcn", "sicbl", "icb", "psc", "region", "england");

  static final Column ORG_CODE =
      Column.code(
          "org_code",
          "ODS code of the organisation, ENG for England, or one of the residual rows UNIDENTIFIED,"
              + " NON_GP and UNMATCHED by which every level adds up to England.");

  static final Column RUN_ID = Column.code("run_id", "The run that wrote the row.").asProvenance();

  static final Column SOURCE_RUN_ID =
      Column.code("source_run_id", "The run that computed the row.").asProvenance();

  static final Column SOURCE_FILE =
      Column.code("source_file", "SHA-256 of the file the row came from.").asProvenance();

  private Columns() {}
}
