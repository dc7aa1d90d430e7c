package org.medsip.jobs.rawfile;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.medsip.common.contract.Table;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.Glance;

/** The rows of some files, with the columns of the bronze table that all of them fill. */
final class RawFileTable implements SupportsRead {

  private final List<Glance> files;
  private final Table table;

  RawFileTable(List<Glance> files) {
    this.files = files;
    this.table = files.get(0).source().table();
    for (Glance file : files) {
      if (!file.source().table().equals(table)) {
        throw new InputRefused(
            "%s and %s are of different kinds; name files of one kind"
                .formatted(Glance.nameOf(files.get(0).source()), Glance.nameOf(file.source())));
      }
    }
  }

  @Override
  public String name() {
    return files.stream()
        .map(file -> Glance.nameOf(file.source()))
        .collect(Collectors.joining(","));
  }

  @Override
  public StructType schema() {
    return table.schema();
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new RawFileScanBuilder(files, table);
  }
}
