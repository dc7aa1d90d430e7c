package org.medsip.common.table;

import static org.medsip.common.contract.DisclosureClass.COUNT_OF_PERSONS;
import static org.medsip.common.contract.DisclosureClass.DERIVED_FROM_PERSONS;
import static org.medsip.common.contract.DisclosureClass.OPEN;
import static org.medsip.common.contract.DisclosureClass.PERSON;
import static org.medsip.common.table.Columns.EXACT_SUM;
import static org.medsip.common.table.Columns.ORG_CODE;
import static org.medsip.common.table.Columns.ORG_LEVEL;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.DisclosureClass;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.product.OmeSet;

/**
 * People on opioids: who they are, in the secure part of the lake, and how many they are, for
 * everybody. Every column of a table about people states how far it may travel.
 */
public final class CohortTables {

  private static final Column MONTH = Column.month("month", "The month counted.");

  private static final Column COHORT_ID =
      Column.code("cohort_id", "The cohort, or the comparator as its publisher calls it.");

  private static final Column VERSION = Column.code("version", "The version of the definition.");

  private static final Column ESTIMATE_KIND =
      Column.code("estimate_kind", "How the figure came about: the kinds are never added together.")
          .oneOf("observed_comparator", "observed_patient", "bound", "modelled");

  private static final Column N_PUBLISHED =
      Column.count(
              "n_published",
              "people",
              "How many, as the disclosure policy or the publisher shows it; absent where it is"
                  + " suppressed or not known.")
          .atLeast(0)
          .optional();

  private static final Column SUPPRESSED =
      Column.flag("suppressed", "Whether the count is known and must not be shown.");

  private static final Column SOURCE_RUN_ID = Columns.SOURCE_RUN_ID;

  /** One row for each person and month with an item of the extract. */
  public static final Table PATIENT_MONTH =
      ofPersons(
              "patient_month",
              "What was dispensed to a pseudonymised person in a month; stays in the secure lake.",
              Column.month("month", "The month of dispensing."),
              Column.code("pseudo_id", "The pseudonym of the person."),
              Column.code(
                  "practice_code",
                  "The practice of the last opioid item in the month, or of the last item where"
                      + " there is no opioid; the order is that of the file."),
              Column.text("sex", "The sex of the person in that row."),
              Column.text("age_band", "The age band of the person in that row.").optional(),
              Column.count("items", "items", "Items of any medicine of the extract."),
              Column.count("captured_items", "items", "Of these, with a captured NHS number."),
              Column.count("opioid_items", "items", "Items of oral and transdermal opioids."),
              Column.count(
                  "unresolved_items",
                  "items",
                  "Items of opioids that could not be resolved: in no dose and no cohort."),
              ome(OmeSet.OPENPRESCRIBING_2019),
              ome(OmeSet.OPENPRESCRIBING_2026),
              ome(OmeSet.CDC_2022),
              Column.decimal(
                      "days_supplied",
                      Column.QUANTITY,
                      "days",
                      "How long the opioids last: the longest of the substances, as they are taken"
                          + " side by side; absent where it is known of none.")
                  .optional(),
              Column.count("gabapentinoid_items", "items", "Items of gabapentinoids."),
              Column.count("benzodiazepine_items", "items", "Items of benzodiazepines."),
              Column.count("z_drug_items", "items", "Items of Z-drugs."))
          .keyedBy("month", "pseudo_id")
          .partitionedBy("month");

  /** One row for each person in a cohort now, a month ago or, where they have stopped, three. */
  public static final Table COHORT_MEMBER =
      ofPersons(
              "cohort_member",
              "In which cohorts a person is in a month, and was; stays in the secure lake.",
              Column.month("month", "The month."),
              Column.code("pseudo_id", "The pseudonym of the person."),
              Column.text("cohorts", "The cohorts in the month, with a blank between."),
              Column.text("practice_code", "The practice they belong to in the month.").optional(),
              Column.text("sex", "The sex of the person.").optional(),
              Column.text("age_band", "The age band of the person.").optional(),
              Column.text("cohorts_before", "The cohorts in the month before."),
              Column.text("practice_before", "The practice they belonged to then.").optional(),
              Column.text(
                  "cohorts_left",
                  "The cohorts three months before, where no opioid has been dispensed since."),
              Column.text("practice_left", "The practice they belonged to then.").optional())
          .keyedBy("month", "pseudo_id")
          .partitionedBy("month");

  /** The true counts that every published figure is a sum of. */
  public static final Table COHORT_PART =
      ofPersons(
              "cohort_part",
              "True counts of people that do not overlap, which figures are sums of, and where their"
                  + " places lie; stays in the secure lake.",
              Column.month("month", "The month counted."),
              Column.count(
                  "edition",
                  "",
                  "Raised when the month is counted again and anything is different."),
              Column.code("kind", "What the row is.")
                  .oneOf(
                      "place",
                      "known",
                      "member",
                      "sex",
                      "age_band",
                      "starter",
                      "stopper",
                      "stopped",
                      "move",
                      "both",
                      "item",
                      "captured"),
              Column.text("cohort_id", "The cohort."),
              Column.text(
                  "category",
                  "The level of a place, the category of a breakdown, or the"
                      + " other cohort of a pair."),
              Column.text("area", "The practice, or the board with its PSC and region."),
              Column.text("other", "The code of a place, or where somebody moved from."),
              Column.count("people", "people", "How many."))
          .keyedBy("month", "edition", "kind", "cohort_id", "category", "area", "other")
          .partitionedBy("month");

  /** Every count of people that is published, as disclosure control left it. */
  public static final Table COHORT_FIGURE =
      about(
              "cohort_figure",
              Layer.GOLD,
              "Every count of people from patient items, suppressed and rounded; the cohort tables"
                  + " are made from it.",
              MONTH,
              Column.code("figure", "What is counted.")
                  .oneOf(
                      "count",
                      "sex",
                      "age_band",
                      "deprivation_quintile",
                      "starters",
                      "stoppers",
                      "stopped",
                      "moved_in",
                      "moved_out",
                      "both",
                      "items",
                      "captured_items"),
              Column.text("cohort_id", "The cohort; empty of items, which are of none."),
              Column.text("category", "The category of a breakdown or the other cohort of a pair."),
              ORG_LEVEL,
              ORG_CODE,
              N_PUBLISHED.disclosed(COUNT_OF_PERSONS),
              SUPPRESSED,
              Column.code("missing_reason", "Why there is no count although none is suppressed.")
                  .oneOf("incomplete_window")
                  .optional(),
              Column.code("policy", "The disclosure policy the figure was made by."),
              Column.count("edition", "", "The count of the month that the figure was made from.")
                  .disclosed(OPEN),
              SOURCE_RUN_ID)
          .keyedBy("month", "figure", "cohort_id", "category", "org_level", "org_code")
          .partitionedBy("month");

  /** People in a cohort by organisation. */
  public static final Table COHORT_COUNT =
      about(
              "cohort_count",
              Layer.GOLD,
              "How many people are in a cohort, for each organisation and month.",
              COHORT_ID,
              VERSION,
              ORG_LEVEL,
              ORG_CODE,
              MONTH,
              ESTIMATE_KIND,
              N_PUBLISHED.disclosed(COUNT_OF_PERSONS),
              SUPPRESSED,
              Column.count("denominator", "people", "People registered.")
                  .atLeast(0)
                  .disclosed(OPEN)
                  .optional(),
              Column.real("per_1000", "per 1,000 people", "n_published over the denominator.")
                  .disclosed(DERIVED_FROM_PERSONS)
                  .optional(),
              Column.real(
                      "capture_rate",
                      "proportion",
                      "Items with a captured NHS number among the items of the extract.")
                  .atLeast(0)
                  .atMost(1)
                  .disclosed(DERIVED_FROM_PERSONS)
                  .optional(),
              Column.code("missing_reason", "Why there is no count although none is suppressed.")
                  .oneOf("incomplete_window")
                  .optional(),
              SOURCE_RUN_ID)
          .keyedBy("cohort_id", "version", "org_level", "org_code", "month", "estimate_kind")
          .partitionedBy("month");

  /** People in a cohort by what they are. */
  public static final Table COHORT_BREAKDOWN =
      about(
              "cohort_breakdown",
              Layer.GOLD,
              "People in a cohort by sex, age, duration and deprivation, from ICBs upwards.",
              COHORT_ID,
              VERSION,
              ORG_LEVEL,
              ORG_CODE,
              MONTH,
              ESTIMATE_KIND,
              Column.code("dimension", "What they are divided by.")
                  .oneOf("sex", "age_band", "duration", "deprivation_quintile_1_most_deprived"),
              Column.code("category", "The category."),
              N_PUBLISHED.disclosed(COUNT_OF_PERSONS),
              SUPPRESSED,
              SOURCE_RUN_ID)
          .keyedBy(
              "cohort_id",
              "version",
              "org_level",
              "org_code",
              "month",
              "estimate_kind",
              "dimension",
              "category")
          .partitionedBy("month");

  /** How a cohort changed in a month. */
  public static final Table COHORT_FLOW =
      about(
              "cohort_flow",
              Layer.GOLD,
              "Who came into a cohort in a month, and who went, from ICBs upwards.",
              COHORT_ID,
              VERSION,
              ORG_LEVEL,
              ORG_CODE,
              MONTH,
              ESTIMATE_KIND,
              people("starters", "In the cohort, and not in it a month ago."),
              people(
                  "stoppers", "In the cohort a month ago, and not in it now, whatever the reason."),
              people("moved_in", "In it both times, and a month ago with another organisation."),
              people("moved_out", "In it both times, and now with another organisation."),
              people(
                  "died",
                  "In it a month ago and dead since: always absent, as the extract has no deaths; they"
                      + " are among the stoppers."),
              people(
                  "stopped_opioids",
                  "In it three months ago, and without an opioid in each month since; some of them"
                      + " died or left England, which the extract does not tell."),
              Column.count(
                      "net",
                      "people",
                      "Starters and moved in less stoppers and moved out, from what is shown of"
                          + " these.")
                  .disclosed(DERIVED_FROM_PERSONS)
                  .optional(),
              Column.text("suppressed_columns", "The columns whose count is known and not shown."),
              SOURCE_RUN_ID)
          .keyedBy("cohort_id", "version", "org_level", "org_code", "month", "estimate_kind")
          .partitionedBy("month");

  /** Who is in one definition and not in another. */
  public static final Table COHORT_DISCORDANCE =
      about(
              "cohort_discordance",
              Layer.GOLD,
              "How far two definitions of the same thing find the same people, from ICBs upwards.",
              COHORT_ID,
              VERSION,
              Column.code("other_cohort_id", "The other cohort."),
              Column.code("other_version", "The version of its definition."),
              ORG_LEVEL,
              ORG_CODE,
              MONTH,
              ESTIMATE_KIND,
              people("in_both", "In both cohorts."),
              Column.count(
                      "only_in_first",
                      "people",
                      "In the first and not in the other, from what" + " is shown.")
                  .disclosed(DERIVED_FROM_PERSONS)
                  .optional(),
              Column.count(
                      "only_in_other",
                      "people",
                      "In the other and not in the first, from what" + " is shown.")
                  .disclosed(DERIVED_FROM_PERSONS)
                  .optional(),
              SUPPRESSED,
              SOURCE_RUN_ID)
          .keyedBy(
              "cohort_id",
              "version",
              "other_cohort_id",
              "org_level",
              "org_code",
              "month",
              "estimate_kind")
          .partitionedBy("month");

  /** The most people that can be in a cohort, from prescribing alone. */
  public static final Table COHORT_BOUND =
      Table.of(
              "cohort_bound",
              Layer.GOLD,
              "The most people that can be in a cohort, from the items and doses of all prescribing.",
              COHORT_ID,
              VERSION,
              ORG_LEVEL,
              ORG_CODE,
              MONTH,
              ESTIMATE_KIND,
              Column.count("upper", "people", "The most there can be.").atLeast(0).optional(),
              Column.text("assumption", "For whom the bound holds."),
              Column.code("missing_reason", "Why there is no bound.")
                  .oneOf("incomplete_window")
                  .optional(),
              SOURCE_RUN_ID)
          .keyedBy("cohort_id", "version", "org_level", "org_code", "month")
          .partitionedBy("month");

  /** Definitions of cohorts and comparators. */
  public static final Table DIM_COHORT =
      about(
              "dim_cohort",
              Layer.GOLD,
              "Every cohort and comparator with its definition.",
              COHORT_ID,
              VERSION,
              ESTIMATE_KIND,
              Column.text("title", "Title of the cohort.").optional(),
              Column.text(
                  "definition", "The definition in words, a comparator's in its publisher's."),
              Column.text("scope", "Which medicines count.").optional(),
              Column.text("rule", "How months make a member.").optional(),
              Column.count("window_months", "months", "Months that have to be known.")
                  .disclosed(OPEN)
                  .optional(),
              Column.decimal("threshold", Columns.PER_UNIT, "", "What the rule compares with.")
                  .disclosed(OPEN)
                  .optional(),
              Column.text("dose_denominator", "The days a dose is divided by.").optional(),
              Column.text("ome_set", "OME factor set of a dose.").optional(),
              Column.text("within", "The cohorts of which every member is one.").optional(),
              Column.text("exclusions", "What is left out.").optional(),
              Column.text("references", "Sources of the definition.").optional())
          .keyedBy("cohort_id", "version");

  /** Comparator extracts of the newest edition, by month. */
  public static final Table COMPARATOR_MONTH =
      about(
              "comparator_month",
              Layer.SILVER,
              "People on opioids as the newest extract of the comparators that speaks of a month counts"
                  + " them.",
              MONTH,
              COHORT_ID,
              VERSION,
              Column.text("definition", "The definition in the publisher's words.").optional(),
              ORG_LEVEL,
              ORG_CODE,
              Column.text("org_name", "Name of the organisation in the extract.").optional(),
              Column.count(
                      "patients", "people", "The people; absent where the publisher left it out.")
                  .atLeast(0)
                  .disclosed(COUNT_OF_PERSONS)
                  .optional(),
              Column.count("registered_patients", "people", "The patients registered.")
                  .atLeast(0)
                  .disclosed(OPEN)
                  .optional(),
              SUPPRESSED,
              Column.month("edition", "The extract the row comes from."))
          .keyedBy("month", "cohort_id", "version", "org_level", "org_code")
          .partitionedBy("month");

  /** Which organisation takes part in a whole-system approach, as its programme supplies it. */
  public static final Table PROGRAMME_PHASE =
      BronzeTables.bronze(
          "programme_phase",
          "From when on a board is in a phase of a whole-system approach, as the programme supplies"
              + " it.",
          BronzeTables.edition(),
          Column.code("icb_code", "The ICB.").matching("[0-9A-Z]{2,6}"),
          Column.code("phase", "The phase, in the programme's words."),
          Column.date("from_date", "The first day of the phase."));

  /** The newest edition of the phases. */
  public static final Table ICB_PHASE =
      Table.of(
              "icb_phase",
              Layer.SILVER,
              "From which month on a board is in a phase of a whole-system approach, by the newest"
                  + " file of phases.",
              Column.code("icb_code", "The ICB."),
              Column.month("from_month", "The first month of the phase."),
              Column.code("phase", "The phase, in the programme's words."),
              Column.month("edition", "The file the row comes from."))
          .keyedBy("icb_code", "from_month", "phase");

  /** Progress towards what the national programme set out to reach. */
  public static final Table AMBITION_TRACKER =
      about(
              "ambition_tracker",
              Layer.GOLD,
              "How far England and each organisation have come towards the ambitions of the national"
                  + " programme; from observed counts alone.",
              Column.code("ambition_id", "The ambition, in schemas/reference/ambitions.csv."),
              ORG_LEVEL,
              ORG_CODE,
              MONTH,
              Column.text("title", "The ambition in words."),
              COHORT_ID.optional(),
              VERSION.optional(),
              ESTIMATE_KIND.optional(),
              Column.text("baseline_rule", "Whether the baseline is a month or a mean.")
                  .oneOf("point", "mean", "none"),
              Column.month("baseline_from", "The first month of the baseline.").optional(),
              Column.month("baseline_to", "The last month of the baseline.").optional(),
              derived("baseline", "The count at the baseline, or the mean of its months."),
              Column.text("current_rule", "What is compared with the baseline.")
                  .oneOf("month", "mean_so_far", "participants"),
              derived("current", "What is compared with it; of participants, their number."),
              derived(
                  "reduction", "Baseline less current: below zero where there are more people."),
              Column.real("contribution_share", "proportion", "The reduction among England's.")
                  .disclosed(DERIVED_FROM_PERSONS)
                  .optional(),
              Column.count(
                      "target",
                      "people",
                      "The reduction, or the number of participants, to be"
                          + " reached; at England alone.")
                  .disclosed(OPEN)
                  .optional(),
              Column.count("target_aspired", "", "What is hoped for beyond the target.")
                  .disclosed(OPEN)
                  .optional(),
              Column.month("target_month", "When it is to be reached."),
              Column.text("outcome", "What a person less on opioids prevents.")
                  .oneOf("death", "admission")
                  .optional(),
              Column.decimal(
                      "nnh",
                      Columns.PER_UNIT,
                      "people",
                      "So many people on opioids for a year bring about one outcome more: an"
                          + " assumption from observational studies.")
                  .disclosed(OPEN)
                  .optional(),
              outcomes("outcomes_prevented", "Reduction over nnh."),
              outcomes("outcomes_low", "The least this may be by the published range of the nnh."),
              outcomes("outcomes_high", "The most this may be by the published range of the nnh."),
              outcomes("deaths_prevented", "The outcomes prevented where they are deaths."),
              outcomes(
                  "projected",
                  "Where a straight line since the baseline leads to in the month"
                      + " of the target."),
              outcomes("projected_low", "Lower limit of the 95% interval of one further count."),
              outcomes("projected_high", "Upper limit of the 95% interval of one further count."),
              Column.text(
                      "outlook",
                      "At England: whether the target is reached, or would be if the"
                          + " line went on.")
                  .oneOf("reached", "missed", "on_track", "uncertain", "off_track", "unknown")
                  .optional(),
              SOURCE_RUN_ID)
          .keyedBy("ambition_id", "org_level", "org_code", "month");

  /** Every table but that of the file of phases, which is among {@link BronzeTables#all()}. */
  public static final List<Table> ALL =
      List.of(
          ICB_PHASE,
          AMBITION_TRACKER,
          PATIENT_MONTH,
          COHORT_MEMBER,
          COHORT_PART,
          COMPARATOR_MONTH,
          COHORT_FIGURE,
          COHORT_COUNT,
          COHORT_BREAKDOWN,
          COHORT_FLOW,
          COHORT_DISCORDANCE,
          COHORT_BOUND,
          DIM_COHORT);

  private static Column ome(OmeSet set) {
    return Column.decimal(
            "ome_" + set.id(),
            EXACT_SUM,
            "mg",
            "Oral morphine equivalent of the oral and transdermal opioids, factor set "
                + set.id()
                + "; absent where the set lists none of them.")
        .optional();
  }

  private static Column people(String name, String meaning) {
    return Column.count(name, "people", meaning).atLeast(0).optional().disclosed(COUNT_OF_PERSONS);
  }

  private static Column derived(String name, String meaning) {
    return Column.decimal(name, DataTypes.createDecimalType(18, 4), "people", meaning)
        .disclosed(DERIVED_FROM_PERSONS)
        .optional();
  }

  private static Column outcomes(String name, String meaning) {
    return Column.real(name, "people", meaning).disclosed(DERIVED_FROM_PERSONS).optional();
  }

  /**
   * A table about people. Its keys, texts and flags are open where nothing else was said; of a
   * number it has to be said.
   */
  private static Table about(String name, Layer layer, String meaning, Column... columns) {
    Column[] stated =
        Arrays.stream(columns)
            .map(column -> isNumber(column) ? column : stated(column, OPEN))
            .toArray(Column[]::new);
    return Table.of(name, layer, meaning, stated);
  }

  private static boolean isNumber(Column column) {
    return column.type() instanceof NumericType;
  }

  /** A table of persons: every column says something of one. */
  private static Table ofPersons(String name, String meaning, Column... columns) {
    Column[] stated =
        Arrays.stream(columns).map(column -> stated(column, PERSON)).toArray(Column[]::new);
    return Table.of(name, Layer.SILVER, meaning, stated);
  }

  private static Column stated(Column column, DisclosureClass as) {
    return column.disclosureStated() ? column : column.disclosed(as);
  }

  private CohortTables() {}
}
