package org.medsip.common.table;

import static org.medsip.common.table.Columns.ACTUAL_COST;
import static org.medsip.common.table.Columns.EXACT_SUM;
import static org.medsip.common.table.Columns.ITEMS;
import static org.medsip.common.table.Columns.MONTH;
import static org.medsip.common.table.Columns.NIC;
import static org.medsip.common.table.Columns.ORG_CODE;
import static org.medsip.common.table.Columns.ORG_LEVEL;
import static org.medsip.common.table.Columns.PER_UNIT;
import static org.medsip.common.table.Columns.PRACTICE_CODE;
import static org.medsip.common.table.Columns.SOURCE_RUN_ID;
import static org.medsip.common.table.Columns.SQUARES;

import java.util.List;
import java.util.stream.Stream;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** What is asked: the curated tables, whose names and keys users' scripts are written against. */
public final class GoldTables {

  private static final Column MEASURE_ID = Column.code("measure_id", "The measure.");

  private static final Column VARIANT =
      Column.code("variant", "The variant of the measure; standard where it has only one.");

  public static final Table PRACTICE_MONTH_PRODUCT_GROUP =
      Table.of(
              "practice_month_product_group",
              Layer.GOLD,
              "Opioids each site prescribed in a month, by chemical substance and route.",
              PRACTICE_CODE,
              MONTH,
              Column.code("chemical_code", "BNF chemical substance: the first 9 characters."),
              Column.code("route", "Route of administration; UNRESOLVED where it is unknown."),
              ITEMS,
              Column.decimal(
                  "quantity",
                  Column.QUANTITY,
                  "units",
                  "Units dispensed, of whatever kind the presentations come in."),
              NIC,
              ACTUAL_COST,
              Column.count(
                  "unmapped_items",
                  "items",
                  "Items of presentations that could not be resolved: in items, but in no dose."),
              ddd("main_index"),
              ddd("with_combined_list"),
              ddd("with_derived"),
              ome("openprescribing_2019"),
              ome("openprescribing_2026"),
              ome("cdc_2022"),
              SOURCE_RUN_ID)
          .keyedBy("practice_code", "month", "chemical_code", "route")
          .partitionedBy("month");

  public static final Table PRACTICE_MONTH_MEASURE =
      Table.of(
              "practice_month_measure",
              Layer.GOLD,
              "The parts of every measure for each site and month, from which every level, window"
                  + " and interval follows.",
              PRACTICE_CODE,
              MONTH,
              MEASURE_ID,
              VARIANT,
              Column.decimal("numerator", EXACT_SUM, "of the measure", "Numerator of the month."),
              Column.decimal(
                  "numerator_squares",
                  SQUARES,
                  "of the measure, squared",
                  "Sum over items of the square of what one item adds to the numerator."),
              Column.count("items", "items", "Items the measure selects."),
              Column.count(
                  "items_with_value",
                  "items",
                  "Of these, items whose presentation has a value in this variant."),
              Column.decimal(
                      "items_compared",
                      EXACT_SUM,
                      "of the measure",
                      "Denominator of the month, where it is a sum over presentations too, as for a"
                          + " share of items.")
                  .optional(),
              SOURCE_RUN_ID)
          .keyedBy("practice_code", "month", "measure_id", "variant")
          .partitionedBy("month");

  public static final Table MEASURE_ORG_PERIOD =
      Table.of(
              "measure_org_period",
              Layer.GOLD,
              "Every measure for every organisation, period and window, with its interval.",
              MEASURE_ID,
              VARIANT,
              ORG_LEVEL,
              ORG_CODE,
              Column.code(
                  "org_vintage",
                  "Which membership is used: as_was is that of each month as its file says."),
              Column.date("period_end", "Last day of the period."),
              Column.count("window_months", "months", "Length of the period."),
              Column.text("org_name", "Name of the organisation in the last month of the period.")
                  .optional(),
              Column.decimal("numerator", EXACT_SUM, "of the measure", "Sum over the period."),
              Column.decimal(
                  "numerator_squares",
                  SQUARES,
                  "of the measure, squared",
                  "Sum over items of the square of what one item adds: the variance of the"
                      + " numerator."),
              Column.count("items", "items", "Items the measure selects."),
              Column.decimal(
                      "denominator",
                      EXACT_SUM,
                      "of the measure",
                      "Registrant-months, registrant-days or items over the period, as the measure"
                          + " says.")
                  .optional(),
              Column.real("value", "of the measure", "Numerator over denominator times the scale.")
                  .optional(),
              Column.real("lcl", "of the measure", "Lower limit of the 95% interval.").optional(),
              Column.real("ucl", "of the measure", "Upper limit of the 95% interval.").optional(),
              Column.real(
                      "standardised_value",
                      "of the measure",
                      "The value if the organisation's people had the ages and sexes of England, by"
                          + " the weights that dim_measure names; null where a practice of it has no"
                          + " list by age and sex.")
                  .optional(),
              Column.real("std_lcl", "of the measure", "Lower limit of the standardised value.")
                  .optional(),
              Column.real("std_ucl", "of the measure", "Upper limit of the standardised value.")
                  .optional(),
              Column.real(
                      "percentile",
                      "percent",
                      "Share of the organisations of the level with a lower value, 0 to 100.")
                  .atLeast(0)
                  .atMost(100)
                  .optional(),
              Column.count("months", "months", "Months of the period with data.").atLeast(0),
              Column.count("practices", "practices", "Practices with a value of their own.")
                  .atLeast(0),
              Column.real("median_of_practices", "of the measure", "Median of their values.")
                  .optional(),
              Column.real("q1_of_practices", "of the measure", "Lower quartile of their values.")
                  .optional(),
              Column.real("q3_of_practices", "of the measure", "Upper quartile of their values.")
                  .optional(),
              Column.real(
                      "coverage",
                      "proportion",
                      "Share of the selected items whose presentation has a value in this variant.")
                  .atLeast(0)
                  .atMost(1)
                  .optional(),
              Column.code("missing_reason", "Why there is no value.")
                  .oneOf("no_registrants", "incomplete_period", "no_items", "no_value_in_variant")
                  .optional(),
              Column.code(
                  "definition_id",
                  "The measure definition and the product reference the row was computed with."),
              SOURCE_RUN_ID)
          .keyedBy(
              "measure_id",
              "variant",
              "org_level",
              "org_code",
              "org_vintage",
              "period_end",
              "window_months")
          .partitionedBy("period_end");

  /** Products change name and code over time: a row starts where anything said of one changes. */
  public static final Table DIM_PRODUCT =
      Table.of(
              "dim_product",
              Layer.GOLD,
              "Every presentation that a measure may select, seen in any month, with DDD and OME.",
              Stream.concat(
                      Stream.of(
                          Column.month(
                              "valid_from", "First month in which the row describes the code.")),
                      SilverTables.PRODUCT_MONTH.columns().stream()
                          .filter(column -> !column.name().equals("month")))
                  .toArray(Column[]::new))
          .keyedBy("bnf_code", "valid_from");

  public static final Table DIM_ORGANISATION =
      Table.of(
              "dim_organisation",
              Layer.GOLD,
              "Every organisation over time: its name, and the organisations it belonged to.",
              ORG_LEVEL,
              ORG_CODE,
              Column.month(
                  "valid_from", "First month in which the row describes the organisation."),
              Column.month("valid_to", "Last month so far in which it does."),
              Column.text("org_name", "Name of the organisation.").optional(),
              Column.text("site_kind", "Kind of site, for level practice.").optional(),
              Column.code("pcn_code", "The PCN it belongs to.").optional(),
              Column.code("sicbl_code", "The SICBL or CCG it belongs to.").optional(),
              Column.code("icb_code", "The ICB or STP it belongs to.").optional(),
              Column.code("psc_code", "The area of a Patient Safety Collaborative it lies in.")
                  .optional(),
              Column.code("region_code", "The region it belongs to.").optional(),
              Column.text(
                      "ods_status",
                      "For a site: A active, C closed, D dormant, P proposed, in ODS; or ACTIVE,"
                          + " INACTIVE, as ODS says it since 2025.")
                  .oneOf("A", "C", "D", "P", "ACTIVE", "INACTIVE")
                  .optional(),
              Column.date("open_date", "For a site: the day it opened, in ODS.").optional(),
              Column.date("close_date", "For a site: the day it closed, in ODS.").optional())
          .keyedBy("org_level", "org_code", "valid_from");

  public static final Table DIM_MEASURE =
      Table.of(
              "dim_measure",
              Layer.GOLD,
              "Every measure and variant with its definition.",
              MEASURE_ID,
              VARIANT,
              Column.text("title", "Title of the measure."),
              Column.text("variant_title", "What the variant is."),
              Column.text("why_it_matters", "Why the measure matters."),
              Column.text("unit", "Unit of the value."),
              Column.decimal("scale", PER_UNIT, "", "What the ratio is multiplied by."),
              Column.text("direction", "Whether a lower value is better.")
                  .oneOf("lower_is_better", "higher_is_better", "no_direction"),
              Column.text("numerator", "What is added up."),
              Column.text("selection", "The presentations it is added up of, with every BNF code."),
              Column.text("denominator", "What it is divided by, with every BNF code."),
              Column.text("exclusions", "What is left out of both, and why.").optional(),
              Column.text("interval", "Method of the 95% interval."),
              Column.text("standardised_by", "The age and sex weights of the standardised value.")
                  .optional(),
              Column.flag("priority", "Whether priority areas are chosen by it."),
              Column.text("authors", "Who wrote the definition."),
              Column.date("reviewed", "When it was last reviewed."),
              Column.date("review_due", "When it is to be reviewed again."),
              Column.text("references", "Sources of the definition."))
          .keyedBy("measure_id", "variant");

  public static final List<Table> ALL =
      List.of(
          PRACTICE_MONTH_PRODUCT_GROUP,
          PRACTICE_MONTH_MEASURE,
          MEASURE_ORG_PERIOD,
          DIM_PRODUCT,
          DIM_ORGANISATION,
          DIM_MEASURE);

  private static Column ddd(String variant) {
    return Column.decimal(
            "ddd_" + variant,
            EXACT_SUM,
            "DDD",
            "Defined daily doses, variant " + variant + "; null where no presentation has one.")
        .optional();
  }

  private static Column ome(String factorSet) {
    return Column.decimal(
            "ome_" + factorSet,
            EXACT_SUM,
            "mg",
            "Oral morphine equivalent, factor set "
                + factorSet
                + "; null where the set lists none.")
        .optional();
  }

  private GoldTables() {}
}
