package org.medsip.common.table;

import static org.medsip.common.table.BronzeTables.bronze;
import static org.medsip.common.table.BronzeTables.edition;
import static org.medsip.common.table.BronzeTables.name;

import java.util.List;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** What published files say of organisations over time: who joined whom, and who replaced whom. */
public final class OrganisationTables {

  private static final String SICBL = "[0-9A-Z]{3}|[0-9A-Z]{5}";

  public static final Table PCN_MEMBER =
      bronze(
          "pcn_member",
          "A practice in a primary care network from a day on, as the ODS knows it.",
          edition(),
          Column.code("practice_code", "The practice.").matching("[A-Z0-9]{3,8}"),
          name("practice_name", "The name of the practice."),
          Column.code("practice_sicbl_code", "The sub-ICB location (CCG) of the practice.")
              .matching(SICBL),
          Column.code("pcn_code", "The network.").matching("U[0-9]{5}"),
          name("pcn_name", "The name of the network."),
          Column.code("pcn_sicbl_code", "The sub-ICB location (CCG) of the network.")
              .matching(SICBL),
          Column.date("member_from", "The first day of membership."),
          Column.date("member_to", "The last day of membership; absent while it lasts.")
              .optional());

  public static final Table ORGANISATION_CHANGE =
      bronze(
          "organisation_change",
          "A change that a change summary of the ODS announces, in its own words.",
          Column.month("edition", "The month the changes take effect."),
          Column.text("change_kind", "What changes.")
              .oneOf(
                  "sicbl_to_icb",
                  "lsoa_to_sicbl",
                  "practice_to_sicbl",
                  "icb_closed",
                  "sicbl_closed"),
          Column.code("code", "What changes; absent where its code was not yet given.")
              .matching("[0-9A-Z]{3,9}")
              .optional(),
          Column.code("name", "Its name; of a sub-ICB location the name from then on."),
          Column.code("from_code", "What it belonged to until then.")
              .matching("[0-9A-Z]{3,6}")
              .optional(),
          Column.code("to_code", "What it belongs to; absent where the code was not yet given.")
              .matching("[0-9A-Z]{3,6}")
              .optional(),
          name("to_name", "The name of what it belongs to."),
          Column.code("region_code", "The region, where it is said.")
              .matching("Y[0-9]{2}")
              .optional(),
          Column.text("sheet", "The sheet of the workbook, in which source_line is a row."));

  public static final Table SICBL_POPULATION_CHANGE =
      bronze(
          "sicbl_population_change",
          "How many people of a sub-ICB location of 2024 are in one of 2026, where that changes.",
          edition(),
          Column.code("sicbl_2024_ons_code", "The ONS code of the location of 2024.")
              .matching("E38[0-9]{6}"),
          Column.code("sicbl_2026_ons_code", "The ONS code of the location of 2026.")
              .matching("E38[0-9]{6}"),
          Column.count("population", "person", "The people they have in common.").atLeast(0),
          Column.decimal(
                  "share_of_2024",
                  BronzeTables.MEASURED,
                  "share",
                  "Their share of the people of the location of 2024.")
              .atLeast(0)
              .atMost(1));

  public static final Table ORGANISATION_CROSS_CHECK =
      Table.of(
              "organisation_cross_check",
              Layer.SILVER,
              "Every practice of which the practice map of a month and the ODS say different things.",
              Column.month("month", "The month of the map."),
              Columns.PRACTICE_CODE,
              Column.text("level", "What they differ on.").oneOf("practice", "sicbl", "pcn"),
              Column.text("finding", "How they differ.")
                  .oneOf("only_in_map", "not_open_in_ods", "only_in_ods", "differs"),
              Column.text("map_says", "Name or code in the map.").optional(),
              Column.text("ods_says", "Name or code in the ODS.").optional())
          .keyedBy("month", "practice_code", "level")
          .partitionedBy("month");

  public static final List<Table> ALL =
      List.of(PCN_MEMBER, ORGANISATION_CHANGE, SICBL_POPULATION_CHANGE, ORGANISATION_CROSS_CHECK);

  private OrganisationTables() {}
}
