package org.medsip.common.lake;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.tables.DeltaTable;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.TableFiles.DataFile;
import org.medsip.common.run.InputRefused;

/**
 * The tables under one root: {@code ROOT/<layer>/<table>}, each a Delta table at the lowest
 * protocol.
 *
 * <p>A partitioned table is replaced partition by partition, in one commit; what a partition was
 * built from travels in the same commit ({@link BuiltFrom}).
 */
public final class Lake {

  private static final String COMMIT_METADATA = "spark.databricks.delta.commitInfo.userMetadata";
  private static final String SKIP_EMPTY_COMMITS =
      "spark.databricks.delta.skipRecordingEmptyCommits";
  private static final int COLUMNS_WITH_STATISTICS = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SparkSession spark;
  private final String root;

  /**
   * A lake at a root. Its commits are recorded also where no row changes: that a partition was
   * built, and has no rows, is something to remember.
   */
  public Lake(SparkSession spark, String root) {
    this.spark = spark;
    spark.conf().set(SKIP_EMPTY_COMMITS, "false");
    this.root = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }

  public String root() {
    return root;
  }

  public boolean has(Table table) {
    return version(table).isPresent();
  }

  /** All rows of a table; no rows, with its columns, where it has not been written yet. */
  public Dataset<Row> read(Table table) {
    return has(table) ? spark.read().format("delta").load(path(table)) : rows(table, List.of());
  }

  /** The rows of some partitions of a table. */
  public Dataset<Row> read(Table table, Collection<String> partitions) {
    return read(table).filter(isIn(table, partitions));
  }

  /** The rows of some partitions as an earlier version of the table had them. */
  public Dataset<Row> readVersion(Table table, long version, Collection<String> partitions) {
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", version)
        .load(path(table))
        .filter(isIn(table, partitions));
  }

  /** What every partition of the table was built from, as of its newest commit. */
  public BuiltFrom builtFrom(Table table) {
    return version(table)
        .map(version -> BuiltFrom.fromJson(userMetadata(table, version)))
        .orElseGet(BuiltFrom::nothing);
  }

  /**
   * The newest version of the table, if it has been written. It is read from the names of the
   * commits, which is a thousand times cheaper than asking for the history.
   */
  public Optional<Long> version(Table table) {
    try {
      Path log = new Path(path(table), "_delta_log");
      return Arrays.stream(fileSystem(log).listStatus(log))
          .map(file -> file.getPath().getName())
          .filter(name -> name.matches("[0-9]{20}\\.json"))
          .map(name -> Long.parseLong(name.substring(0, 20)))
          .max(Comparator.naturalOrder());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The lake cannot be read at " + path(table), e);
    }
  }

  /** The size of the table's newest version in bytes; 0 where it has not been written. */
  public long bytes(Table table) {
    return has(table)
        ? DeltaLog.forTable(spark, path(table)).unsafeVolatileSnapshot().sizeInBytes()
        : 0;
  }

  /**
   * The local files that hold the newest version of a table, found without reading a row.
   *
   * @return empty where the table has not been written
   * @throws InputRefused if the lake does not lie on a local disk
   */
  public Optional<TableFiles> files(Table table) {
    if (!has(table)) {
      return Optional.empty();
    }
    java.nio.file.Path folder = LocalLake.path(path(table));
    Snapshot snapshot = DeltaLog.forTable(spark, path(table)).unsafeVolatileSnapshot();
    List<DataFile> files = new ArrayList<>();
    List<String> commit = new ArrayList<>();
    commit.add(snapshot.protocol().json());
    commit.add(snapshot.metadata().json());
    snapshot.allFiles().collectAsList().stream()
        .sorted(Comparator.comparing(AddFile::path))
        .forEach(
            file -> {
              files.add(dataFile(table, folder, file));
              commit.add(file.json());
            });
    return Optional.of(new TableFiles(files, commit));
  }

  /**
   * The files of a table's newest version that are not there, or not as long as they were written;
   * paths below the root.
   *
   * @throws InputRefused if the lake does not lie on a local disk
   */
  public List<String> damaged(Table table) {
    return files(table).map(TableFiles::files).orElse(List.of()).stream()
        .filter(file -> LocalLake.bytes(file.path()) != file.bytes())
        .map(file -> table.layer().label() + "/" + table.name() + "/" + file.inTable())
        .sorted()
        .toList();
  }

  /**
   * The data files in a table's folder that no commit names: what a run that was killed while it
   * wrote left behind. Only one who holds the lock of the lake can tell.
   *
   * @throws InputRefused if the lake does not lie on a local disk
   */
  public List<java.nio.file.Path> orphans(Table table) {
    Optional<TableFiles> files = files(table);
    if (files.isEmpty()) {
      return List.of();
    }
    java.nio.file.Path folder = LocalLake.path(path(table));
    Set<String> named = LocalLake.namedByCommits(folder);
    files.get().files().forEach(file -> named.add(file.inTable()));
    return LocalLake.dataFiles(folder).stream()
        .filter(file -> !named.contains(folder.relativize(file).toString()))
        .toList();
  }

  private static DataFile dataFile(Table table, java.nio.file.Path folder, AddFile file) {
    String inTable = decoded(file);
    Optional<String> partition =
        table
            .partition()
            .map(column -> inTable.substring(column.length() + 1, inTable.indexOf('/')));
    return new DataFile(folder.resolve(inTable), inTable, file.size(), partition);
  }

  /** Delta writes a path as a URI. */
  private static String decoded(AddFile file) {
    return URI.create(file.path()).getPath();
  }

  /**
   * Replaces exactly the partitions named in {@code builtFrom} by the given rows, all in one
   * commit, and drops the partitions in {@code gone}.
   */
  public void replace(
      Table table, Dataset<Row> rows, BuiltFrom builtFrom, Collection<String> gone) {
    BuiltFrom after = builtFrom(table).with(builtFrom).without(gone);
    DataFrameWriter<Row> writer =
        writer(table, rows).mode("overwrite").option("userMetadata", after.toJson());
    if (table.partition().isPresent() && has(table)) {
      List<String> touched = new ArrayList<>(builtFrom.partitions());
      touched.addAll(gone);
      writer = writer.option("replaceWhere", predicate(table, touched));
    }
    writer.save(path(table));
  }

  /** Where files may be written that {@link #replace(Table, List, BuiltFrom)} makes its rows. */
  public FileFolder folder(Table table) {
    return new FileFolder(
        path(table), table.partition().stream().toList(), columnsWithStatistics(table).toList());
  }

  /**
   * Replaces exactly the partitions named in {@code builtFrom}, or all of a table that has none, by
   * files that lie in the {@link #folder} of the table, all in one commit. A file that is not
   * committed is an orphan.
   *
   * @throws IllegalStateException if there are rows of another partition
   */
  public void replace(Table table, List<WrittenFile> files, BuiltFrom builtFrom) {
    fileCommit(table)
        .replace(
            builtFrom.partitions(),
            table.partition().map(column -> predicate(table, builtFrom.partitions())),
            files,
            builtFrom(table).with(builtFrom).toJson());
  }

  /** Writes rows as files of the table that are not yet part of it, and may not become so. */
  public WrittenRows write(Table table, Dataset<Row> rows) {
    FileFolder folder = folder(table);
    List<WrittenFile> files = RowFiles.write(conforming(table, rows), folder);
    List<Path> paths =
        files.stream().map(file -> new Path(folder.location(file.inTable()))).toList();
    return new WrittenRows(files, paths, rowsOf(table, paths));
  }

  /** Replaces partitions by written rows, as {@link #replace(Table, List, BuiltFrom)} does. */
  public void replace(Table table, WrittenRows written, BuiltFrom builtFrom) {
    replace(table, written.files(), builtFrom);
    written.keep();
  }

  private Dataset<Row> rowsOf(Table table, List<Path> files) {
    return files.isEmpty()
        ? rows(table, List.of())
        : conforming(
            table,
            spark
                .read()
                .schema(table.schema())
                .option("basePath", path(table))
                .parquet(files.stream().map(Path::toString).toArray(String[]::new)));
  }

  /** Records what partitions were built from, once their rows are found good. */
  public void record(Table table, BuiltFrom builtFrom) {
    fileCommit(table).remark(builtFrom(table).with(builtFrom).toJson());
  }

  private FileCommit fileCommit(Table table) {
    return new FileCommit(
        DeltaLog.forTable(spark, path(table)),
        table,
        columnsWithStatistics(table).collect(Collectors.joining(",")));
  }

  /**
   * Replaces the rows that have one of these values in each of these columns.
   *
   * @param values column to values; all come from the program, never from a file
   */
  public void replaceMatching(
      Table table, SortedMap<String, Collection<String>> values, Dataset<Row> rows) {
    DataFrameWriter<Row> writer = writer(table, rows).mode("overwrite");
    if (has(table)) {
      String matching =
          values.entrySet().stream()
              .map(entry -> isIn(entry.getKey(), entry.getValue()))
              .collect(Collectors.joining(" AND "));
      writer = writer.option("replaceWhere", matching);
    }
    writer.save(path(table));
  }

  /** Adds rows once: the same run adding to the same table again changes nothing. */
  public void append(Table table, Dataset<Row> rows, String runId) {
    writer(table, rows)
        .mode("append")
        .option("txnAppId", runId + "/" + table.name())
        .option("txnVersion", 1)
        .save(path(table));
  }

  /** Adds a few rows once, as {@link #append(Table, Dataset, String)} does. */
  public void append(Table table, List<Row> rows, String runId) {
    append(table, rows(table, rows), runId);
  }

  /** A few rows as a dataset with the columns of a table. */
  public Dataset<Row> rows(Table table, List<Row> rows) {
    return spark.createDataFrame(rows, table.schema());
  }

  /** Puts a table back to an earlier version, or empties it where there was none. */
  public void putBack(Table table, Optional<Long> version, BuiltFrom builtFrom) {
    spark.conf().set(COMMIT_METADATA, builtFrom.toJson());
    try {
      if (version.isPresent()) {
        DeltaTable.forPath(spark, path(table)).restoreToVersion(version.get());
      } else if (has(table)) {
        DeltaTable.forPath(spark, path(table)).delete();
      }
    } finally {
      spark.conf().unset(COMMIT_METADATA);
    }
  }

  private FileSystem fileSystem(Path path) throws IOException {
    return path.getFileSystem(spark.sessionState().newHadoopConf());
  }

  /** The commit is read as the file it is: Delta's own history costs a Spark job each time. */
  private String userMetadata(Table table, long version) {
    Path commit = new Path(path(table), "_delta_log/%020d.json".formatted(version));
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(fileSystem(commit).open(commit), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode metadata = JSON.readTree(line).path("commitInfo").path("userMetadata");
        if (!metadata.isMissingNode()) {
          return metadata.asText();
        }
      }
      return "{}";
    } catch (IOException e) {
      throw new UncheckedIOException("The lake has no readable commit " + commit, e);
    }
  }

  private DataFrameWriter<Row> writer(Table table, Dataset<Row> rows) {
    DataFrameWriter<Row> writer =
        conforming(table, rows)
            .write()
            .format("delta")
            .option("mergeSchema", "true")
            .option(
                "delta.dataSkippingStatsColumns",
                columnsWithStatistics(table).collect(Collectors.joining(",")));
    return table.partition().map(writer::partitionBy).orElse(writer);
  }

  /** The first columns that Delta can keep statistics of, which it cannot of flags. */
  private static Stream<String> columnsWithStatistics(Table table) {
    return table.columnNames().stream()
        .filter(name -> !table.column(name).type().equals(DataTypes.BooleanType))
        .filter(name -> !table.partition().filter(name::equals).isPresent())
        .limit(COLUMNS_WITH_STATISTICS);
  }

  /**
   * The rows with exactly the columns of a table, in its order.
   *
   * @throws IllegalStateException if a column has another type than it is declared with
   */
  public static Dataset<Row> conforming(Table table, Dataset<Row> rows) {
    Column[] columns = table.columnNames().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> ordered = rows.select(columns);
    for (StructField field : ordered.schema().fields()) {
      DataType declared = table.column(field.name()).type();
      if (!field.dataType().equals(declared)) {
        throw new IllegalStateException(
            "Column %s of table %s is declared %s but was computed as %s"
                .formatted(field.name(), table.name(), declared.sql(), field.dataType().sql()));
      }
    }
    return ordered;
  }

  private static String isIn(String column, Collection<String> values) {
    return values.stream()
        .map(value -> "'" + checked(value) + "'")
        .collect(Collectors.joining(", ", column + " IN (", ")"));
  }

  private static String checked(String value) {
    if (!value.matches("[\\w-]+")) {
      throw new IllegalArgumentException("Not a name, date or hash: '" + value + "'");
    }
    return value;
  }

  private static Column isIn(Table table, Collection<String> partitions) {
    return table
        .partition()
        .map(name -> col(name).isin(partitions.stream().map(LocalDate::parse).toArray()))
        .orElseThrow(() -> new IllegalArgumentException(table.name() + " is not partitioned"));
  }

  private static String predicate(Table table, Collection<String> partitions) {
    return partitions.stream()
        .sorted()
        .map(value -> "DATE'" + value + "'")
        .collect(Collectors.joining(", ", table.partition().orElseThrow() + " IN (", ")"));
  }

  private String path(Table table) {
    return root + "/" + table.layer().label() + "/" + table.name();
  }
}
