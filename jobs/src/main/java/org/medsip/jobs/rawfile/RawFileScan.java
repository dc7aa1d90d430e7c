package org.medsip.jobs.rawfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;
import org.medsip.jobs.landing.Glance;
import org.medsip.jobs.landing.Source;
import org.medsip.jobs.landing.Stretch;
import org.medsip.jobs.landing.Wanted;

/**
 * A reading of some columns of some files: a stretch is a partition. Where the query asks for the
 * hash of a file or for the lines of its rows, the file is read once before to learn them.
 */
final class RawFileScan implements Scan, Batch {

  private static final Set<String> KNOWN_BY_READING_ALL = Set.of("source_file", "source_line");

  private final List<Glance> files;
  private final StructType columns;
  private final List<WordFilter> filters;

  RawFileScan(List<Glance> files, StructType columns, List<WordFilter> filters) {
    this.files = files;
    this.columns = columns;
    this.filters = filters;
  }

  /**
   * A part of a file.
   *
   * @param source the file
   * @param stretch the part
   */
  record Part(Source source, Stretch stretch) implements InputPartition {}

  @Override
  public StructType readSchema() {
    return columns;
  }

  @Override
  public String description() {
    return "medsip file %s, columns [%s], decided by word [%s]"
        .formatted(
            files.stream()
                .map(file -> Glance.nameOf(file.source()))
                .collect(Collectors.joining(", ")),
            String.join(", ", columns.fieldNames()),
            filters.stream().map(one -> one.filter().toString()).collect(Collectors.joining(", ")));
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    List<InputPartition> parts = new ArrayList<>();
    for (Glance file : files) {
      if (asksForWhatIsKnownByReadingAll()) {
        Source read = WholeFile.of(file.source());
        WholeFile.stretches(read).forEach(stretch -> parts.add(new Part(read, stretch)));
      } else {
        file.stretches().forEach(stretch -> parts.add(new Part(file.source(), stretch)));
      }
    }
    return parts.toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    Map<String, Wanted.Words> words = new TreeMap<>();
    filters.forEach(one -> words.merge(one.column(), one.words(), WordFilter::both));
    return new StretchReaders(columns, new Wanted(Set.of(columns.fieldNames()), words));
  }

  private boolean asksForWhatIsKnownByReadingAll() {
    return KNOWN_BY_READING_ALL.stream()
        .anyMatch(
            name ->
                List.of(columns.fieldNames()).contains(name)
                    || filters.stream().anyMatch(one -> one.column().equals(name)));
  }
}
