package org.medsip.common.table;

import java.util.List;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** What stands beside the figures where they are published. */
public final class PublishedTables {

  public static final Table RESOURCE_LINK =
      Table.of(
              "resource_link",
              Layer.GOLD,
              "Where help is to be found: for all of England, and in an area.",
              Column.code("area_code", "ODS code of the area; ENG for England."),
              Column.code("resource_id", "The resource."),
              Column.code("area_level", "Level of the area.").oneOf("england", "psc", "icb"),
              Column.text("title", "Title of the resource."),
              Column.text("publisher", "Who publishes it."),
              Column.text("audience", "Whom it is for.")
                  .oneOf("professionals", "commissioners", "people with pain"),
              Column.text("purpose", "What it is for.")
                  .oneOf("consultation", "self-management", "data", "services"),
              Column.text("summary", "What it holds, in a sentence."),
              Column.text("url", "Its address.").matching("https://\\S+"),
              Column.text("source", "Where title and address are known from."),
              Column.code(
                      "checked",
                      "Whether the page was seen, is named with its address or number by another,"
                          + " or could not be verified.")
                  .oneOf("seen", "reported", "unverified"))
          .keyedBy("area_code", "resource_id");

  public static final List<Table> ALL = List.of(RESOURCE_LINK);

  private PublishedTables() {}
}
