package org.medsip.jobs.published;

import java.util.SortedMap;
import org.medsip.common.contract.OdcsContract;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.TableFiles;
import org.medsip.common.run.ContentHash;
import org.medsip.common.run.Fingerprint;

/**
 * A table to publish: its declaration, the hashes of what it says, and the files that hold it.
 *
 * @param hashes content hash of every partition and, as {@link BuiltFrom#WHOLE}, of the table
 */
public record PublishedTable(Table table, SortedMap<String, ContentHash> hashes, TableFiles files) {

  String name() {
    return table.name();
  }

  /** The hash of the whole content. */
  ContentHash whole() {
    return hashes.getOrDefault(BuiltFrom.WHOLE, ContentHash.ofWhole(hashes));
  }

  /** Changes where a column, a type or a meaning does. */
  String declaration() {
    return Fingerprint.of(OdcsContract.of(table));
  }
}
