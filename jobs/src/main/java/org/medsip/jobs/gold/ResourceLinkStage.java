package org.medsip.jobs.gold;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.org.ResourceLinks;
import org.medsip.common.org.ResourceLinks.Link;
import org.medsip.common.run.Available;
import org.medsip.common.run.Inputs;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;
import org.medsip.common.table.GoldTables;
import org.medsip.common.table.PublishedTables;

/** Where help is to be found: what is written in the reference table, and no data of a month. */
public final class ResourceLinkStage implements Stage {

  private final ResourceLinks links;

  public ResourceLinkStage(ResourceLinks links) {
    this.links = links;
  }

  @Override
  public Table writes() {
    return PublishedTables.RESOURCE_LINK;
  }

  @Override
  public List<Table> reads() {
    return List.of(GoldTables.DIM_MEASURE);
  }

  /** No new month changes it. */
  @Override
  public SortedMap<String, List<Part>> plan(Available available) {
    return new TreeMap<>(Map.of(BuiltFrom.WHOLE, List.of()));
  }

  @Override
  public String definition() {
    return "resource_link 1 " + links.fingerprint();
  }

  @Override
  public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
    Column[] rows = links.rows().stream().map(ResourceLinkStage::row).toArray(Column[]::new);
    return inputs
        .of(GoldTables.DIM_MEASURE)
        .agg(count(lit(1)).as("one_row_whatever_is_read"))
        .select(explode(array(rows)).as("link"))
        .select("link.*");
  }

  private static Column row(Link link) {
    return struct(
        lit(link.areaCode()).as("area_code"),
        lit(link.resourceId()).as("resource_id"),
        lit(link.areaLevel()).as("area_level"),
        lit(link.title()).as("title"),
        lit(link.publisher()).as("publisher"),
        lit(link.audience()).as("audience"),
        lit(link.purpose()).as("purpose"),
        lit(link.summary()).as("summary"),
        lit(link.url()).as("url"),
        lit(link.source()).as("source"),
        lit(link.checked()).as("checked"));
  }
}
