package org.medsip.common.table;

import static org.medsip.common.table.Columns.SOURCE_RUN_ID;

import java.util.ArrayList;
import java.util.List;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** What programmes changed. */
public final class ProgrammeTables {

  public static final Table ITS_EFFECT =
      Table.of(
              "its_effect",
              Layer.GOLD,
              "What changed in an ICB when its programme began, beside ICBs without one: an"
                  + " interrupted time series of the logarithms of single months.",
              columns())
          .keyedBy("measure_id", "variant", "org_level", "org_code", "break_date");

  public static final List<Table> ALL = List.of(ITS_EFFECT);

  private static Column[] columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.code("measure_id", "The measure."));
    columns.add(
        Column.code("variant", "The variant of the measure; standard where it has only one."));
    columns.add(Column.code("org_level", "Level of the organisation.").oneOf("icb"));
    columns.add(Column.code("org_code", "ODS code of the ICB, as the configuration names it."));
    columns.add(Column.date("break_date", "First day of the first month with the programme."));
    columns.add(
        Column.code(
            "org_vintage", "Which membership is used: as_is where there is one, else as_was."));
    columns.add(
        Column.count("months_before", "months", "Months before the programme.")
            .atLeast(0)
            .optional());
    columns.add(
        Column.count("months_after", "months", "Months from its first on.").atLeast(0).optional());
    columns.add(
        Column.count(
                "controls",
                "organisations",
                "ICBs without a programme that were set against it, month by month; with 0 what"
                    + " all England shares counts as effect.")
            .atLeast(0)
            .optional());
    ratio(
        columns, "step", "Level in the first month over what it would have been; 1 is no change.");
    ratio(columns, "slope", "Factor by which that changes each further month; 1 is no change.");
    ratio(columns, "at_end", "Level in the last month over what it would have been.");
    columns.add(
        Column.real("value_at_end", "of the measure", "Value of the last month.").optional());
    columns.add(
        Column.real(
                "counterfactual",
                "of the measure",
                "What the last month would have been without, as the line of the months before and"
                    + " the controls say.")
            .optional());
    columns.add(
        Column.real(
                "ljung_box_p",
                "probability",
                "Of residuals so alike at three lags if months are independent; low where the"
                    + " intervals are too narrow.")
            .atLeast(0)
            .atMost(1)
            .optional());
    columns.add(
        Column.code("missing_reason", "Why there is no effect.")
            .oneOf("no_values", "month_without_a_value", "fewer_than_six_months_on_a_side")
            .optional());
    columns.add(
        Column.code(
            "definition_id",
            "The measure definition and the product reference the figures were computed with."));
    columns.add(SOURCE_RUN_ID);
    return columns.toArray(Column[]::new);
  }

  private static void ratio(List<Column> columns, String name, String meaning) {
    columns.add(Column.real(name, "ratio", meaning).optional());
    columns.add(Column.real(name + "_lcl", "ratio", "Lower limit of its 95% interval.").optional());
    columns.add(Column.real(name + "_ucl", "ratio", "Upper limit of its 95% interval.").optional());
  }

  private ProgrammeTables() {}
}
