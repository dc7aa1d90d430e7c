package org.medsip.jobs.landing;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.RunContext;
import org.medsip.common.table.RunTables;
import org.medsip.jobs.landing.Publication.Status;
import org.medsip.jobs.landing.Publications.Decision;

/** The files a lake knows, as {@code source_file} remembers them: the newest row of each counts. */
public final class SourceFiles {

  private static final String NOT_DATA = "not_data";

  private final Lake lake;
  private final Map<String, Known> bySha256 = new LinkedHashMap<>();

  /** Where the files of a folder come from. */
  public enum Origin {
    PUBLISHED,
    SIMULATED
  }

  /**
   * A file that an earlier run was given, and where its bytes are.
   *
   * @param url the address it was fetched from, where it was fetched
   */
  public record Known(Publication publication, Source source, @Nullable String url) {}

  public SourceFiles(Lake lake) {
    this.lake = lake;
    lake.read(RunTables.SOURCE_FILE)
        .filter(col("status").notEqual(NOT_DATA))
        .orderBy("recorded_at", "run_id", "name")
        .collectAsList()
        .forEach(row -> bySha256.put(row.getAs("sha256"), known(row)));
  }

  /** Every file of earlier runs. */
  public Collection<Known> all() {
    return bySha256.values();
  }

  /** The files whose rows are in use. */
  public List<Source> current() {
    return bySha256.values().stream()
        .filter(file -> file.publication().status() == Status.CURRENT)
        .map(Known::source)
        .toList();
  }

  /**
   * Takes the files of a run in: decides which are in use and remembers what is new of it.
   *
   * @return what was decided of every file
   * @throws org.medsip.common.run.InputRefused where two files of one month cannot be put in order
   */
  public List<Decision> takeIn(List<Inspection.Understood> files, Origin origin, RunContext run) {
    Map<String, Inspection.Understood> arrived = new LinkedHashMap<>();
    files.forEach(file -> arrived.putIfAbsent(file.file().sha256(), file));
    List<Decision> decisions =
        Publications.decide(
            all().stream().map(Known::publication).toList(),
            arrived.values().stream().map(Publication::of).toList());
    List<Row> rows = new ArrayList<>();
    for (Decision decision : decisions) {
      Publication file = decision.file();
      Optional<Known> before = Optional.ofNullable(bySha256.get(file.sha256()));
      boolean unchanged =
          before.filter(known -> known.publication().status() == file.status()).isPresent();
      if (unchanged) {
        continue;
      }
      Inspection.@Nullable Understood inspected = arrived.get(file.sha256());
      Known now =
          inspected == null
              ? new Known(file, before.orElseThrow().source(), before.orElseThrow().url())
              : new Known(
                  file, inspected.source(), inspected.fetched().map(Fetched::url).orElse(null));
      bySha256.put(file.sha256(), now);
      rows.add(row(decision, now, inspected, origin, run));
    }
    if (!rows.isEmpty()) {
      lake.append(RunTables.SOURCE_FILE, rows, run.runId());
    }
    return decisions;
  }

  private static Row row(
      Decision decision,
      Known known,
      Inspection.@Nullable Understood inspected,
      Origin origin,
      RunContext run) {
    Publication file = decision.file();
    Source source = known.source();
    return RowFactory.create(
        run.runId(),
        file.sha256(),
        file.name(),
        file.dataset().label(),
        file.layout(),
        file.part(),
        Date.valueOf(file.month()),
        inspected == null ? null : inspected.datedBy(),
        (long) file.revision(),
        file.status().name().toLowerCase(Locale.ROOT),
        decision.by().isEmpty() ? null : decision.by(),
        source.charset(),
        inspected == null ? null : inspected.rows(),
        source.file().bytes(),
        inspected == null || inspected.drift().isEmpty()
            ? null
            : String.join("; ", inspected.drift()),
        source.file().location(),
        known.url(),
        file.fetchedAt() == null ? null : Timestamp.from(file.fetchedAt()),
        origin == Origin.SIMULATED,
        Timestamp.from(run.startedAt()));
  }

  private static Known known(Row row) {
    LocalDate month = row.<Date>getAs("month").toLocalDate();
    ArchivedFile file =
        new ArchivedFile(row.getAs("sha256"), row.getAs("location"), row.<Long>getAs("bytes"));
    Publication publication =
        new Publication(
            file.sha256(),
            row.getAs("name"),
            Dataset.valueOf(row.<String>getAs("dataset").toUpperCase(Locale.ROOT)),
            row.getAs("layout"),
            row.getAs("part"),
            month,
            row.<Long>getAs("revision").intValue(),
            Status.valueOf(row.<String>getAs("status").toUpperCase(Locale.ROOT)),
            fetchedAt(row));
    return new Known(
        publication,
        new Source(file, row.getAs("layout"), row.getAs("charset"), month),
        isRecorded(row, "url") ? row.getAs("url") : null);
  }

  private static @Nullable Instant fetchedAt(Row row) {
    return isRecorded(row, "fetched_at") ? row.<Timestamp>getAs("fetched_at").toInstant() : null;
  }

  /** A lake of an earlier version has not every column of today. */
  private static boolean isRecorded(Row row, String column) {
    return List.of(row.schema().fieldNames()).contains(column)
        && !row.isNullAt(row.fieldIndex(column));
  }
}
