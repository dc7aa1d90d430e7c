package org.medsip.common.lake;

import java.io.Serializable;
import java.util.Map;

/**
 * A Parquet file in a {@link FileFolder}, with what its table remembers of it.
 *
 * @param partition the partition of all its rows
 * @param name its name in the folder of the partition
 * @param bytes its length
 * @param modified when it was written, in milliseconds since 1970
 * @param rows how many rows it has
 * @param least the least text of some columns
 * @param greatest the greatest text of these columns
 * @param absent how many rows have no value in these columns
 */
public record WrittenFile(
    String partition,
    String name,
    long bytes,
    long modified,
    long rows,
    Map<String, String> least,
    Map<String, String> greatest,
    Map<String, Long> absent)
    implements Serializable {

  public WrittenFile {
    least = Map.copyOf(least);
    greatest = Map.copyOf(greatest);
    absent = Map.copyOf(absent);
  }
}
