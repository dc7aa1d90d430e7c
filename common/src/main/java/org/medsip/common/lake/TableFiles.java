package org.medsip.common.lake;

import java.util.List;
import java.util.Optional;

/**
 * The files that hold the newest version of a table.
 *
 * @param files the files, in order of their paths
 * @param commit what a Delta reader has to be told of them: one commit, a line for each action
 */
public record TableFiles(List<DataFile> files, List<String> commit) {

  /**
   * A Parquet file of a table.
   *
   * @param path path of the local file
   * @param inTable path below the folder of the table
   * @param bytes how long it was written
   * @param partition value of the table's partition column for all its rows; none where the table
   *     has no partitions
   */
  public record DataFile(
      java.nio.file.Path path, String inTable, long bytes, Optional<String> partition) {}

  public TableFiles {
    files = List.copyOf(files);
    commit = List.copyOf(commit);
  }
}
