package org.medsip.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.PublishedFolder;
import org.medsip.common.run.Fingerprint;
import org.medsip.common.table.RunTables;
import org.medsip.jobs.landing.Source;
import org.medsip.jobs.landing.SourceFiles;

/**
 * What each partition of each table is known by, so that a scheduler finds by comparing two states
 * which months of which tables have become different: table to partition to fingerprint.
 */
final class LakeState {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, SortedMap<String, String>> tables = new TreeMap<>();

  /** The state of some tables and of the files in use; a table without rows is left out. */
  LakeState(Lake lake, SourceFiles files, List<Table> of) {
    put(RunTables.SOURCE_FILE.name(), filesByMonth(files));
    for (Table table : of) {
      BuiltFrom built = lake.builtFrom(table);
      put(
          table.name(),
          built.partitions().stream()
              .collect(
                  Collectors.toMap(month -> month, built::fingerprint, (a, b) -> a, TreeMap::new)));
    }
  }

  /** Adds the publication that readers see, under the name it has among the stages. */
  void addPublication(PublishedFolder folder) {
    folder
        .current()
        .ifPresent(
            seen ->
                put(
                    "published",
                    new TreeMap<>(Map.of(BuiltFrom.WHOLE, PublishedFolder.idOf(seen)))));
  }

  void writeTo(Path file) {
    try {
      Files.writeString(file, JSON.writeValueAsString(tables) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException("The state cannot be written to " + file, e);
    }
  }

  private void put(String table, SortedMap<String, String> partitions) {
    if (!partitions.isEmpty()) {
      tables.put(table, partitions);
    }
  }

  private static SortedMap<String, String> filesByMonth(SourceFiles files) {
    SortedMap<LocalDate, List<String>> byMonth =
        files.current().stream()
            .collect(
                Collectors.groupingBy(
                    Source::month,
                    TreeMap::new,
                    Collectors.mapping(file -> file.file().sha256(), Collectors.toList())));
    SortedMap<String, String> fingerprints = new TreeMap<>();
    byMonth.forEach(
        (month, hashes) ->
            fingerprints.put(month.toString(), Fingerprint.of(hashes.stream().sorted().toList())));
    return fingerprints;
  }
}
