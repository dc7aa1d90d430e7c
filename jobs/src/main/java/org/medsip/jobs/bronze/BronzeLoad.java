package org.medsip.jobs.bronze;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.Fingerprint;
import org.medsip.common.run.Progress;
import org.medsip.common.run.QualityGateFailed;
import org.medsip.common.run.RunContext;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.RunTables;
import org.medsip.jobs.bronze.columnar.ColumnarFiles;
import org.medsip.jobs.landing.FileTotals;
import org.medsip.jobs.landing.Source;

/**
 * Brings the bronze tables up to the files in use: reads each file strictly, writes the rows of its
 * month, quarantines what it rejects, and reconciles what was read with what was written.
 */
public final class BronzeLoad {

  /** A text that changes whenever reading would give other rows from the same bytes. */
  private static final String DEFINITION = "bronze 2";

  private static final long SHARE_OF_WORK = 4L << 30;

  private final SparkSession spark;
  private final Lake lake;
  private final RunContext run;
  private final Progress progress;

  public BronzeLoad(SparkSession spark, Lake lake, RunContext run, Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.run = run;
    this.progress = progress;
  }

  /**
   * Reads the files whose rows are not in their table yet, and drops the rows of those that are not
   * in use any more.
   *
   * @return whether anything had to be read or dropped
   * @throws QualityGateFailed if a file does not reconcile or has too many rejected rows; its table
   *     is then as it was
   */
  public boolean run(List<Source> current) {
    Map<Table, List<Source>> byTable =
        current.stream().collect(Collectors.groupingBy(Source::table));
    boolean changed = false;
    for (Table table : BronzeTables.all()) {
      if (!table.equals(BronzeTables.QUARANTINE)) {
        changed |= load(table, byTable.getOrDefault(table, List.of()));
      }
    }
    return changed;
  }

  private boolean load(Table table, List<Source> files) {
    SortedMap<String, List<Source>> byPartition = new TreeMap<>();
    files.stream()
        .sorted(Comparator.comparing(file -> file.file().sha256()))
        .forEach(
            file ->
                byPartition
                    .computeIfAbsent(file.month().toString(), month -> new ArrayList<>())
                    .add(file));
    SortedMap<String, String> fingerprints = new TreeMap<>();
    byPartition.forEach((month, sources) -> fingerprints.put(month, fingerprint(sources)));
    BuiltFrom wanted = new BuiltFrom(fingerprints);
    BuiltFrom built = lake.builtFrom(table);
    BuiltFrom stale = wanted.changedSince(built);
    for (List<Source> share : inShares(stale.partitions(), byPartition)) {
      read(table, share, stale.only(share.stream().map(f -> f.month().toString()).toList()));
    }
    SortedSet<String> gone = built.partitions();
    gone.removeAll(wanted.partitions());
    if (!gone.isEmpty()) {
      lake.replace(table, lake.read(table).limit(0), BuiltFrom.nothing(), gone);
    }
    return !stale.partitions().isEmpty() || !gone.isEmpty();
  }

  private static String fingerprint(List<Source> files) {
    List<String> parts = new ArrayList<>(List.of(DEFINITION));
    files.forEach(file -> parts.addAll(List.of(file.file().sha256(), file.layout())));
    return Fingerprint.of(parts);
  }

  /** The files of the months, so many months together as make an ordinary share of work. */
  private static List<List<Source>> inShares(
      SortedSet<String> months, SortedMap<String, List<Source>> byPartition) {
    List<List<Source>> shares = new ArrayList<>();
    long bytesSoFar = SHARE_OF_WORK;
    for (String month : months) {
      List<Source> files = byPartition.getOrDefault(month, List.of());
      long bytes = files.stream().mapToLong(file -> file.file().bytes()).sum();
      if (bytesSoFar + bytes > SHARE_OF_WORK) {
        shares.add(new ArrayList<>());
        bytesSoFar = 0;
      }
      shares.get(shares.size() - 1).addAll(files);
      bytesSoFar += bytes;
    }
    return shares;
  }

  private void read(Table table, List<Source> files, BuiltFrom builtFrom) {
    progress.say(
        "bronze.%s: reading %s".formatted(table.name(), String.join(", ", builtFrom.partitions())));
    Optional<Long> versionBefore = lake.version(table);
    BuiltFrom before = lake.builtFrom(table);
    Written written =
        ColumnarFiles.areFor(files)
            ? Written.columnByColumn(spark, lake, files, builtFrom)
            : Written.rowByRow(spark, lake, files, builtFrom);
    try {
      List<FileTotals> read = written.totals();
      quarantine(files, written);
      reconcile(table, builtFrom, read);
      lake.record(table, builtFrom);
    } catch (QualityGateFailed e) {
      lake.putBack(table, versionBefore, before);
      throw e;
    }
  }

  private void reconcile(Table table, BuiltFrom builtFrom, List<FileTotals> read) {
    Dataset<Row> written = lake.read(table, builtFrom.partitions());
    List<Reconciliation> all = Reconciliation.of(table, read, written);
    all.forEach(Reconciliation::require);
    lake.append(
        RunTables.ROW_RECONCILIATION,
        all.stream().map(one -> one.toRow(run.runId())).toList(),
        run.runId() + "/" + table.name() + "/" + builtFrom.partitions().first());
  }

  /** The rejected rows of the files take the place of those of an earlier reading. */
  private void quarantine(List<Source> files, Written written) {
    SortedMap<String, FileTotals> rejecting = new TreeMap<>();
    written.totals().stream()
        .filter(totals -> totals.rejected() > 0)
        .forEach(totals -> rejecting.put(totals.source(), totals));
    SortedSet<String> touched = inQuarantine(files);
    touched.addAll(rejecting.keySet());
    if (touched.isEmpty()) {
      return;
    }
    lake.replaceMatching(
        BronzeTables.QUARANTINE,
        new TreeMap<>(Map.of("source_file", touched)),
        rejecting.isEmpty()
            ? lake.rows(BronzeTables.QUARANTINE, List.of())
            : written.rejected(
                files.stream()
                    .filter(file -> rejecting.containsKey(file.file().sha256()))
                    .toList()));
    if (!rejecting.isEmpty()) {
      files.forEach(file -> warn(file, rejecting.get(file.file().sha256())));
      lake.append(
          RunTables.QUARANTINE_SUMMARY,
          rejecting.values().stream().flatMap(this::summary).toList(),
          run.runId() + "/" + Fingerprint.of(rejecting.keySet()));
    }
  }

  /** Those of the files that an earlier reading rejected rows of. */
  private SortedSet<String> inQuarantine(List<Source> files) {
    Object[] asked = files.stream().map(file -> file.file().sha256()).toArray();
    return lake
        .read(BronzeTables.QUARANTINE)
        .filter(col("source_file").isin(asked))
        .select("source_file")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void warn(Source file, @Nullable FileTotals rejecting) {
    if (rejecting != null) {
      progress.say(
          "warning: %d of %d rows of a file of %s are in quarantine"
              .formatted(rejecting.rejected(), rejecting.rowsIn(), file.month()));
    }
  }

  private Stream<Row> summary(FileTotals rejecting) {
    return new TreeMap<>(rejecting.refused())
        .entrySet().stream()
            .map(
                of ->
                    RowFactory.create(
                        run.runId(),
                        rejecting.source(),
                        of.getKey().name(),
                        of.getValue().rows(),
                        of.getValue().firstLine()));
  }
}
