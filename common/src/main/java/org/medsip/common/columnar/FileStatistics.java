package org.medsip.common.columnar;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * What a table remembers of a file, gathered from its groups of rows.
 *
 * @param rows how many rows it has
 * @param least the least text of some columns
 * @param greatest the greatest text of these columns
 * @param absent how many rows have no value in these columns
 */
public record FileStatistics(
    long rows, Map<String, String> least, Map<String, String> greatest, Map<String, Long> absent)
    implements Serializable {

  static FileStatistics of(List<BlockMetaData> groups, List<String> columns) {
    Map<String, Statistics<?>> all = new TreeMap<>();
    for (BlockMetaData group : groups) {
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        String name = chunk.getPath().toDotString();
        boolean isText =
            chunk.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
        if (isText && columns.contains(name)) {
          all.computeIfAbsent(name, n -> Statistics.createStats(chunk.getPrimitiveType()))
              .mergeStatistics(chunk.getStatistics());
        }
      }
    }
    long rows = groups.stream().mapToLong(BlockMetaData::getRowCount).sum();
    FileStatistics found =
        new FileStatistics(rows, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    all.forEach(found::add);
    return found;
  }

  private void add(String column, Statistics<?> statistics) {
    absent.put(column, statistics.getNumNulls());
    if (statistics.hasNonNullValue()) {
      least.put(column, statistics.minAsString());
      greatest.put(column, statistics.maxAsString());
    }
  }
}
