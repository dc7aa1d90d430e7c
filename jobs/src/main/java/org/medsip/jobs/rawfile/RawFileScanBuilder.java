package org.medsip.jobs.rawfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.contract.Table;
import org.medsip.jobs.landing.Glance;

/** Learns from a query which columns it needs, and which words a row must have. */
final class RawFileScanBuilder implements SupportsPushDownRequiredColumns, SupportsPushDownFilters {

  private final List<Glance> files;
  private final Table table;
  private final List<WordFilter> filters = new ArrayList<>();
  private StructType columns;

  RawFileScanBuilder(List<Glance> files, Table table) {
    this.files = files;
    this.table = table;
    this.columns = table.schema();
  }

  @Override
  public void pruneColumns(StructType required) {
    columns = required;
  }

  /** Takes what it can decide for good, word by word, and gives back the rest. */
  @Override
  public Filter[] pushFilters(Filter[] asked) {
    List<Filter> rest = new ArrayList<>();
    for (Filter filter : asked) {
      Optional<WordFilter> taken = WordFilter.of(filter, table);
      taken.ifPresentOrElse(filters::add, () -> rest.add(filter));
    }
    return rest.toArray(Filter[]::new);
  }

  @Override
  public Filter[] pushedFilters() {
    return filters.stream().map(WordFilter::filter).toArray(Filter[]::new);
  }

  @Override
  public Scan build() {
    return new RawFileScan(files, columns, List.copyOf(filters));
  }
}
