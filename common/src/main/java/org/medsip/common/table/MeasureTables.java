package org.medsip.common.table;

import static org.medsip.common.table.Columns.SOURCE_RUN_ID;
import static org.medsip.common.table.GoldTables.MEASURE_ORG_PERIOD;

import java.util.List;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** What is asked of the measures themselves: how far a choice among variants decides. */
public final class MeasureTables {

  public static final Table VARIANT_SENSITIVITY =
      Table.of(
              "variant_sensitivity",
              Layer.GOLD,
              "How many organisations change quintile between the variants of a measure, for the"
                  + " variants of defined daily doses and the sets of OME factors.",
              of("measure_id"),
              of("org_level"),
              of("period_end"),
              of("window_months"),
              Column.text("variants", "The variants that are compared."),
              Column.count(
                      "organisations",
                      "organisations",
                      "Organisations of the level that have a value in every variant.")
                  .atLeast(1),
              Column.count(
                      "changed_quintile",
                      "organisations",
                      "Of these, organisations that are not in the same fifth in all variants.")
                  .atLeast(0)
                  .optional(),
              Column.count(
                      "largest_shift",
                      "quintiles",
                      "The most fifths that any of them moves between two variants.")
                  .atLeast(0)
                  .atMost(4)
                  .optional(),
              Column.real(
                      "largest_percentile_shift",
                      "percentage points",
                      "The most that the percentile of any of them moves between two variants.")
                  .atLeast(0)
                  .atMost(100)
                  .optional(),
              Column.code("missing_reason", "Why nothing is said of quintiles.")
                  .oneOf("fewer_than_five_organisations")
                  .optional(),
              SOURCE_RUN_ID)
          .keyedBy("measure_id", "org_level", "period_end")
          .partitionedBy("period_end");

  public static final Table CHEN_2019_COMPARISON =
      Table.of(
              "chen_2019_comparison",
              Layer.GOLD,
              "The medians of practices that Chen et al. published for 2015 beside those of"
                  + " calendar years here, in DDD per 1,000 registrants per day. The two are not"
                  + " expected to be equal: the last column says what differs.",
              Column.text("area", "The area as the paper names it."),
              of("variant"),
              of("org_level"),
              of("org_code"),
              of("period_end"),
              of("org_name"),
              published("median", "Median"),
              published("q1", "Lower quartile"),
              published("q3", "Upper quartile"),
              Column.count("published_practices", "practices", "Practices in the paper.")
                  .optional(),
              of("median_of_practices"),
              of("q1_of_practices"),
              of("q3_of_practices"),
              of("practices"),
              of("value"),
              Column.text("differs", "What is not the same on the two sides."),
              Column.text("source", "Where the published figures stand."),
              SOURCE_RUN_ID)
          .keyedBy("area", "variant", "org_level", "org_code", "period_end")
          .partitionedBy("period_end");

  public static final List<Table> ALL = List.of(VARIANT_SENSITIVITY, CHEN_2019_COMPARISON);

  private static Column of(String name) {
    return MEASURE_ORG_PERIOD.column(name);
  }

  private static Column published(String name, String what) {
    return Column.real(
        "published_" + name,
        "DDD per 1,000 registrants per day",
        what + " of practices in 2015, as published.");
  }

  private MeasureTables() {}
}
