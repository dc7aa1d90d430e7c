package org.medsip.common.table;

import static org.medsip.common.table.Columns.ACTUAL_COST;
import static org.medsip.common.table.Columns.BNF_CODE;
import static org.medsip.common.table.Columns.ITEMS;
import static org.medsip.common.table.Columns.MONTH;
import static org.medsip.common.table.Columns.NIC;
import static org.medsip.common.table.Columns.PER_UNIT;
import static org.medsip.common.table.Columns.PRACTICE_CODE;
import static org.medsip.common.table.Columns.TOTAL_QUANTITY;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** What the files mean: prescribing, sites, registrants and products by month. */
public final class SilverTables {

  public static final Table PRESCRIBING =
      Table.of(
              "prescribing",
              Layer.SILVER,
              "What each site prescribed in a month, by BNF presentation, over all BNF chapters.",
              MONTH,
              PRACTICE_CODE,
              BNF_CODE,
              Column.count("source_rows", "rows", "Rows of the published file that were summed.")
                  .atLeast(1),
              ITEMS,
              TOTAL_QUANTITY,
              Column.decimal(
                  "items_quantity_squared",
                  DataTypes.createDecimalType(38, 8),
                  "units squared",
                  "Sum over the rows of items times the square of the quantity per item, from which"
                      + " the variance of every weighted sum of this presentation follows."),
              Column.decimal(
                  "items_nic_squared",
                  DataTypes.createDecimalType(38, 8),
                  "GBP squared",
                  "The same of the net ingredient cost per item."),
              NIC,
              ACTUAL_COST)
          .keyedBy("month", "practice_code", "bnf_code")
          .partitionedBy("month");

  public static final Table REGISTRANTS =
      Table.of(
              "registrants",
              Layer.SILVER,
              "People registered at each practice in a month, each counted once, by the rule for list"
                  + " sizes in docs/method.md.",
              Column.month("month", "The month."),
              Column.code("practice_code", "ODS code of the practice."),
              Column.count("registrants", "people", "People registered: the list size.").atLeast(0),
              PopulationTables.BASIS,
              Column.month(
                  "extract_month",
                  "Month of the extract the list size comes from; of the earlier one where it is"
                      + " interpolated."),
              Column.month(
                      "next_extract_month", "Month of the later one, where it is interpolated.")
                  .optional(),
              Column.text(
                      "list_system",
                      "The system the extract was drawn from: NHAIS until March 2024, PDS since, so"
                          + " that a step between these months may be no change of people.")
                  .oneOf("NHAIS", "PDS"),
              Column.flag(
                  "jump",
                  "Whether the list size differs by more than 50% from that of the extract before,"
                      + " where the practice is in it."),
              Column.count(
                      "other_registrants",
                      "people",
                      "The list size another file of the same month gives, where it differs.")
                  .optional())
          .keyedBy("month", "practice_code")
          .partitionedBy("month");

  public static final Table PRACTICE_MONTH =
      Table.of(
              "practice_month",
              Layer.SILVER,
              "Each site of the prescribing files in a month: what kind of site it was, to whom it"
                  + " belonged as the file itself says, and how many people were registered.",
              MONTH,
              PRACTICE_CODE,
              Column.text("practice_name", "Name of the site in the file.").optional(),
              Column.code("site_kind", "What kind of site it is, by the rule in docs/method.md.")
                  .oneOf("GP", "NON_GP", "UNIDENTIFIED", "UNMATCHED"),
              Column.code("pcn_code", "ODS code of the PCN, from July 2019.").optional(),
              Column.text("pcn_name", "Name of the PCN.").optional(),
              Column.code("sicbl_code", "ODS code of the SICBL, or of the CCG before July 2022.")
                  .optional(),
              Column.text("sicbl_name", "Name of the SICBL or CCG.").optional(),
              Column.code("icb_code", "ODS code of the ICB, or of the STP before July 2022.")
                  .optional(),
              Column.text("icb_name", "Name of the ICB or STP.").optional(),
              Column.code("psc_code", "Code of the area of a Patient Safety Collaborative.")
                  .optional(),
              Column.text("psc_name", "Name of the area.").optional(),
              Column.code("region_code", "ODS code of the NHS England region.").optional(),
              Column.text("region_name", "Name of the region.").optional(),
              Column.count("registrants", "people", "List size of the month.")
                  .atLeast(0)
                  .optional())
          .keyedBy("month", "practice_code")
          .partitionedBy("month");

  public static final Table PRACTICE_VINTAGE =
      Table.of(
              "practice_vintage",
              Layer.SILVER,
              "To whom each site counts by the boundaries of one date, whatever the month of its"
                  + " figures.",
              Column.code("org_vintage", "The date of the boundaries; as_is is the newest month."),
              PRACTICE_CODE,
              Column.text("basis", "Where the site belonged on that date, or how it was placed.")
                  .oneOf("member", "carried", "successor", "change_list", "unplaced"),
              Column.code("pcn_code", "ODS code of the PCN.").optional(),
              Column.text("pcn_name", "Name of the PCN.").optional(),
              Column.code("sicbl_code", "ODS code of the SICBL or CCG.").optional(),
              Column.text("sicbl_name", "Name of the SICBL or CCG.").optional(),
              Column.code("icb_code", "ODS code of the ICB or STP.").optional(),
              Column.text("icb_name", "Name of the ICB or STP.").optional(),
              Column.code("psc_code", "Code of the area of a Patient Safety Collaborative.")
                  .optional(),
              Column.text("psc_name", "Name of the area.").optional(),
              Column.code("region_code", "ODS code of the NHS England region.").optional(),
              Column.text("region_name", "Name of the region.").optional())
          .keyedBy("org_vintage", "practice_code");

  public static final Table PRODUCT_MONTH =
      Table.of(
              "product_month",
              Layer.SILVER,
              "Every presentation that a measure may select, seen in a month, and what it is: those"
                  + " of the BNF sections of schemas/reference/bnf_chemicals.csv.",
              MONTH,
              BNF_CODE,
              Column.code(
                  "current_bnf_code",
                  "What the code is called today, by the BNF code changes since the month; measures"
                      + " select by it, so that a series is continuous."),
              Column.text(
                      "recode_note", "Why a change of the code is not followed, where one is not.")
                  .optional(),
              Column.text("bnf_name", "Name of the presentation in the file."),
              Column.text(
                      "chemical_name", "Name of its BNF chemical substance, where it is listed.")
                  .optional(),
              Column.code(
                      "resolution",
                      "Whether the presentation is an opioid analgesic, is none, or is unknown.")
                  .oneOf("opioid", "not_opioid", "unresolved"),
              Column.text("unresolved_reason", "Why the presentation could not be resolved.")
                  .optional(),
              Column.text("substance", "The opioid in the presentation.").optional(),
              Column.text("partner", "What an opioid compound holds beside it.").optional(),
              Column.text("route", "Route of administration.").optional(),
              Column.text("form", "Pharmaceutical form.").optional(),
              Column.text("release", "How the medicine is released.").optional(),
              Column.decimal(
                      "strength", PER_UNIT, "strength_unit", "Strength of the opioid as labelled.")
                  .optional(),
              Column.text("strength_unit", "Unit of the strength, such as mg or mcg/h.").optional(),
              Column.text("quantity_unit", "What one unit of quantity is.").optional(),
              Column.decimal(
                      "nic_per_dose",
                      PER_UNIT,
                      "GBP",
                      "Cost of one dose, where the units are found as NIC over this because the"
                          + " quantity mixes doses and bottles (nasal fentanyl).")
                  .optional(),
              Column.decimal("wear_hours", PER_UNIT, "hours", "Hours a patch is worn.").optional(),
              Column.decimal(
                      "opioid_mg_per_unit",
                      PER_UNIT,
                      "mg",
                      "Opioid delivered by one unit of quantity.")
                  .optional(),
              ddd("main_index", "the main ATC/DDD index alone"),
              ddd("with_combined_list", "the index and WHO's list for combined products"),
              ddd("with_derived", "both, and the values derived for unlisted combinations"),
              ome("openprescribing_2019"),
              ome("openprescribing_2026"),
              ome("cdc_2022"),
              Column.flag("long_acting", "Counts in the denominator of the high-dose share.")
                  .optional(),
              Column.flag("high_dose_120", "At least 120 mg OME a day as usually taken.")
                  .optional(),
              Column.flag("high_dose_90", "At least 90 mg OME a day as usually taken.").optional(),
              Column.text("citations", "The reference rows the values come from.").optional())
          .keyedBy("month", "bnf_code")
          .partitionedBy("month");

  public static final Table DDD_CROSS_CHECK =
      Table.of(
              "ddd_cross_check",
              Layer.SILVER,
              "The analgesics of a dm+d supplement and whether their DDD is one of the reference's"
                  + " for the same ATC code.",
              Column.month("edition", "Edition of the supplement."),
              Column.code("snomed_code", "The product in dm+d."),
              Column.text("concept", "VMP for a generic product, AMP for a brand."),
              Column.code("atc_code", "ATC code."),
              Column.decimal("ddd", BronzeTables.MEASURED, "ddd_unit", "DDD in the supplement."),
              Column.text("ddd_unit", "SNOMED code of its unit.").optional(),
              Column.flag(
                  "agrees", "Whether the reference has this DDD, or none for the ATC code."))
          .keyedBy("edition", "concept", "snomed_code")
          .partitionedBy("edition");

  public static final List<Table> ALL =
      List.of(
          PRESCRIBING,
          REGISTRANTS,
          PRACTICE_MONTH,
          PRACTICE_VINTAGE,
          PRODUCT_MONTH,
          DDD_CROSS_CHECK);

  private static Column ddd(String variant, String source) {
    return Column.decimal(
            "ddd_" + variant + "_per_unit",
            PER_UNIT,
            "DDD",
            "Defined daily doses in one unit of quantity by " + source + ".")
        .optional();
  }

  private static Column ome(String factorSet) {
    return Column.decimal(
            "ome_" + factorSet + "_per_unit",
            PER_UNIT,
            "mg",
            "Oral morphine equivalent of one unit of quantity, factor set " + factorSet + ".")
        .optional();
  }

  private SilverTables() {}
}
