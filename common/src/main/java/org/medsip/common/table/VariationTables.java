package org.medsip.common.table;

import static org.medsip.common.table.Columns.ORG_LEVEL;
import static org.medsip.common.table.Columns.SOURCE_RUN_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** Variation between organisations, inequality, change and priority areas. */
public final class VariationTables {

  private static final Column MEASURE_ID = Column.code("measure_id", "The measure.");

  private static final Column VARIANT =
      Column.code("variant", "The variant of the measure; standard where it has only one.");

  private static final Column PERIOD_END = Column.date("period_end", "Last day of the period.");

  private static final Column WINDOW_MONTHS =
      Column.count("window_months", "months", "Length of the period.");

  private static final Column ORG_CODE = Column.code("org_code", "ODS code of the organisation.");

  private static final Column ORG_NAME =
      Column.text("org_name", "Name of the organisation in the last month of the period.")
          .optional();

  private static final Column DEFINITION_ID =
      Column.code(
          "definition_id",
          "The measure definition and the product reference the figures were computed with.");

  private static final Column IMD_RELEASE =
      Column.count("imd_release", "", "The release of the Index of Multiple Deprivation.");

  public static final Table VARIATION_SUMMARY =
      Table.of(
              "variation_summary",
              Layer.GOLD,
              "How much organisations of a level differ, chance taken apart from what is real;"
                  + " of the periods that end a calendar quarter, and of the latest.",
              MEASURE_ID,
              VARIANT,
              Column.code("level", "Level of the organisations compared.")
                  .oneOf("practice", "pcn", "sicbl", "icb", "psc", "region"),
              Column.code("parent_level", "Level of the organisation they all belong to.")
                  .oneOf("england", "icb", "psc"),
              Column.code("parent_code", "Its ODS code; ENG for England."),
              PERIOD_END,
              WINDOW_MONTHS,
              Column.count("n", "organisations", "Organisations compared.").atLeast(3),
              Column.real("rate", "of the measure", "Their rate all together."),
              Column.real("cv", "", "Coefficient of variation of their values, chance included.")
                  .optional(),
              Column.real(
                      "p90_p10",
                      "",
                      "90th over 10th percentile of their values, chance included; null where the"
                          + " 10th is 0.")
                  .optional(),
              Column.real(
                      "scv",
                      "hundredths",
                      "Systematic component of variation: what chance does not explain.")
                  .optional(),
              Column.real(
                      "icc",
                      "proportion",
                      "Share of the variance between practices that lies between these"
                          + " organisations; null for practices.")
                  .atLeast(0)
                  .atMost(1)
                  .optional(),
              Column.real(
                      "mor",
                      "",
                      "Median odds ratio: higher over lower true rate of two of them drawn by"
                          + " chance, at the median.")
                  .atLeast(1)
                  .optional(),
              Column.real("mor_lcl", "", "Lower limit of its 95% interval.").optional(),
              Column.real("mor_ucl", "", "Upper limit of its 95% interval.").optional(),
              Column.real("tau2", "", "Variance between their true ratios to the rate.")
                  .atLeast(0)
                  .optional(),
              Column.real("tau2_lcl", "", "Lower limit of its 95% interval.").optional(),
              Column.real("tau2_ucl", "", "Upper limit of its 95% interval.").optional(),
              Column.real(
                  "phi",
                  "",
                  "Over-dispersion: mean squared deviation, 1 where there is chance alone."),
              DEFINITION_ID,
              SOURCE_RUN_ID)
          .keyedBy(
              "measure_id",
              "variant",
              "level",
              "parent_level",
              "parent_code",
              "period_end",
              "window_months")
          .partitionedBy("period_end");

  public static final Table FUNNEL_UNIT =
      Table.of(
              "funnel_unit",
              Layer.GOLD,
              "Each organisation in the funnel of its level: whether it lies outside what its size"
                  + " leaves open; of the periods that end a calendar quarter, and of the latest.",
              MEASURE_ID,
              VARIANT,
              Column.code("org_level", "Level of the organisation.")
                  .oneOf("practice", "pcn", "sicbl", "icb", "psc", "region"),
              ORG_CODE,
              PERIOD_END,
              WINDOW_MONTHS,
              Column.code(
                      "method",
                      "How over-dispersion widens the limits: as a factor (phi) or as a variance of"
                          + " its own (tau2).")
                  .oneOf("multiplicative", "additive"),
              Column.real(
                  "observed", "of the measure", "The numerator, as the statistics take it."),
              Column.real(
                  "expected", "of the measure", "What the rate of all of its level would give it."),
              Column.real("ratio", "", "Observed over expected."),
              Column.real("z", "standard errors", "How far it lies out by chance alone."),
              Column.real(
                  "z_adjusted", "standard errors", "How far it lies out, over-dispersion allowed."),
              Column.real("lower_95", "", "Ratio at the lower 95% limit of its size."),
              Column.real("upper_95", "", "Ratio at the upper 95% limit of its size."),
              Column.real("lower_998", "", "Ratio at the lower 99.8% limit of its size."),
              Column.real("upper_998", "", "Ratio at the upper 99.8% limit of its size."),
              Column.code("flag", "Where it lies.")
                  .oneOf("above_998", "above_95", "within", "below_95", "below_998"),
              Column.real("phi", "", "Over-dispersion of its level, a tenth drawn in at each end.")
                  .atLeast(0),
              Column.real("tau2", "", "The same as a variance on the scale of the funnel.")
                  .atLeast(0),
              DEFINITION_ID,
              SOURCE_RUN_ID)
          .keyedBy(
              "measure_id",
              "variant",
              "org_level",
              "org_code",
              "period_end",
              "window_months",
              "method")
          .partitionedBy("period_end");

  public static final Table DEPRIVATION_GRADIENT =
      Table.of(
              "deprivation_gradient",
              Layer.GOLD,
              "How a measure differs between the more and the less deprived, in the periods that end"
                  + " a calendar quarter and in the latest.",
              deprivationGradient())
          .keyedBy(
              "measure_id",
              "variant",
              "org_level",
              "org_code",
              "period_end",
              "window_months",
              "imd_release",
              "attribution")
          .partitionedBy("period_end");

  public static final Table SPC_POINT =
      Table.of(
              "spc_point",
              Layer.GOLD,
              "Every month of every organisation in its process control chart (XmR).",
              MEASURE_ID,
              VARIANT,
              ORG_LEVEL,
              ORG_CODE,
              PERIOD_END,
              Column.code(
                  "org_vintage",
                  "Which membership is used: as_is where there is one, so that series go on when"
                      + " organisations change; as_was at level practice."),
              Column.real("value", "of the measure", "The value of the month."),
              Column.real("mean", "of the measure", "Mean of the months of its base.").optional(),
              Column.real("lpl", "of the measure", "Lower process limit.").optional(),
              Column.real("upl", "of the measure", "Upper process limit.").optional(),
              Column.code(
                      "rule",
                      "Why the month is remarkable, the first that holds; insufficient where the"
                          + " base has fewer than 15 months.")
                  .oneOf(
                      "outside_limits",
                      "trend",
                      "two_of_three",
                      "one_side",
                      "none",
                      "insufficient"),
              Column.code("direction", "Which way it is remarkable.").oneOf("high", "low", "none"),
              Column.code(
                  "rebase_id", "The recorded reason its base began for; start for the first base."),
              DEFINITION_ID,
              SOURCE_RUN_ID)
          .keyedBy("measure_id", "variant", "org_level", "org_code", "period_end");

  public static final Table PRIORITY_AREA =
      Table.of(
              "priority_area",
              Layer.GOLD,
              "Which organisations are both deprived and high-prescribing, and how sure that is.",
              Column.code("org_level", "Level of the organisation.")
                  .oneOf("practice", "pcn", "sicbl", "icb", "psc"),
              ORG_CODE,
              PERIOD_END,
              WINDOW_MONTHS,
              MEASURE_ID,
              VARIANT,
              IMD_RELEASE,
              Column.code("frame", "Compared with all of its level in England, or in its ICB.")
                  .oneOf("national", "within_icb"),
              ORG_NAME,
              Column.code("icb_code", "The ICB it belongs to.").optional(),
              Column.code("psc_code", "The area of a Patient Safety Collaborative it belongs to.")
                  .optional(),
              Column.real("imd_score_weighted", "score", "Mean deprivation of where people live.")
                  .optional(),
              Column.flag("deprived", "Whether it is in the most deprived fifth of the frame.")
                  .optional(),
              Column.real("rate", "of the measure", "Its value.").optional(),
              Column.real(
                      "shrunk_rate",
                      "of the measure",
                      "Its value drawn towards that of all, the more the less is known of it.")
                  .optional(),
              Column.real(
                      "threshold",
                      "of the measure",
                      "The shrunk rate that the highest fifth of the frame lies above.")
                  .optional(),
              Column.real("p_high", "probability", "That its true rate is above the threshold.")
                  .atLeast(0)
                  .atMost(1)
                  .optional(),
              Column.code(
                      "joint_class",
                      "Deprived and high with a probability of 0.8 or more (priority) or 0.5"
                          + " (probable), only one of the two, neither, or too little known.")
                  .oneOf(
                      "priority",
                      "probable",
                      "high_only",
                      "deprived_only",
                      "neither",
                      "insufficient"),
              Column.count("rank_median", "places", "Median rank in the frame; 1 is the highest.")
                  .optional(),
              Column.count("rank_p05", "places", "The rank 5% of draws lie before.").optional(),
              Column.count("rank_p95", "places", "The rank 5% of draws lie behind.").optional(),
              Column.count("ranked", "organisations", "How many are ranked in the frame.")
                  .optional(),
              Column.real("p_top20", "probability", "That it is in the highest fifth by rank.")
                  .atLeast(0)
                  .atMost(1)
                  .optional(),
              Column.real(
                      "excess",
                      "of the numerator",
                      "What was counted above the rate of England; 0 where less.")
                  .atLeast(0)
                  .optional(),
              Column.real(
                      "agreement",
                      "proportion",
                      "Share of all ways of measuring it that give the same class.")
                  .atLeast(0)
                  .atMost(1)
                  .optional(),
              Column.count("ways", "ways", "How many ways of measuring it there are.").optional(),
              Column.text("rationale", "Why it has its class, in a sentence."),
              DEFINITION_ID,
              SOURCE_RUN_ID)
          .keyedBy(
              "org_level",
              "org_code",
              "period_end",
              "window_months",
              "measure_id",
              "variant",
              "imd_release",
              "frame")
          .partitionedBy("period_end");

  public static final List<Table> ALL =
      List.of(VARIATION_SUMMARY, FUNNEL_UNIT, DEPRIVATION_GRADIENT, SPC_POINT, PRIORITY_AREA);

  private static Column[] deprivationGradient() {
    List<Column> columns = new ArrayList<>();
    columns.add(MEASURE_ID);
    columns.add(VARIANT);
    columns.add(
        Column.code("org_level", "Level of the area.").oneOf("england", "region", "icb", "psc"));
    columns.add(Column.code("org_code", "Its ODS code; ENG for England."));
    columns.add(PERIOD_END);
    columns.add(WINDOW_MONTHS);
    columns.add(IMD_RELEASE);
    columns.add(
        Column.code(
                "attribution",
                "Each practice in the national fifth of its own score, or shared among the fifths"
                    + " of the small areas its people live in, as if all had its rate"
                    + " (ecological).")
            .oneOf("practice", "lsoa"));
    columns.add(Column.count("practices", "practices", "Practices of the area.").atLeast(0));
    for (int fifth = 1; fifth <= 5; fifth++) {
      String of = fifth == 1 ? "the most deprived fifth" : "fifth " + fifth;
      columns.addAll(
          estimate(
              "rate_q" + fifth, "of the measure", "Rate of " + of + "; 1 is the most deprived."));
    }
    columns.addAll(
        estimate("sii", "of the measure", "Slope index: most less least deprived, by a line."));
    columns.addAll(
        estimate("rii", "", "Relative index: most over least deprived, by the same line."));
    columns.addAll(
        estimate(
            "concentration_index", "", "Below 0 where it lies with the more deprived; -1 to 1."));
    columns.addAll(
        estimate("gap", "of the measure", "Rate of the most less that of the least deprived."));
    columns.addAll(
        estimate("ratio_q1_q5", "", "Rate of the most over that of the least deprived."));
    columns.addAll(
        estimate(
            "per_decile",
            "of the measure",
            "More of it in a practice one national tenth more deprived, practices of an ICB having"
                + " a level in common; of England and regions, by practice."));
    columns.addAll(
        estimate(
            "per_decile_adjusted",
            "of the measure",
            "The same between practices with equal shares of people of 65 and over and of women;"
                + " of practices whose people are known by age and sex."));
    columns.add(
        Column.code("missing_reason", "Why there is no gradient.")
            .oneOf("too_few_practices_in_a_fifth", "nothing_counted")
            .optional());
    columns.add(DEFINITION_ID);
    columns.add(SOURCE_RUN_ID);
    return columns.toArray(Column[]::new);
  }

  /** A figure and the limits of its 95% interval. */
  private static List<Column> estimate(String name, String unit, String meaning) {
    return Stream.of(
            Column.real(name, unit, meaning),
            Column.real(name + "_lcl", unit, "Lower limit of its 95% interval."),
            Column.real(name + "_ucl", unit, "Upper limit of its 95% interval."))
        .map(Column::optional)
        .toList();
  }

  private VariationTables() {}
}
