package org.medsip.jobs.published;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.TableFiles.DataFile;
import org.medsip.common.run.ContentHash;

/**
 * Tables as plain Parquet and CSV, one file for each partition, sorted by key. A partition whose
 * content hash and declaration are those of the publication before is taken from there.
 *
 * <p>CSV is for spreadsheets and people: it begins with a byte order mark, a text that a
 * spreadsheet would run as a formula has an apostrophe before it, and the columns that say which
 * run computed a row are left out, so that the same content gives the same bytes. A partition that
 * no sheet can hold has none.
 */
public final class FlatFiles {

  /** As many rows as a sheet of a spreadsheet has, less its heading. */
  private static final long SHEET = 1_048_575;

  private static final String CSV = "FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"'";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** What spreadsheets take for the beginning of a formula, full-width forms included. */
  private static final String FORMULA = "^[=+\\-@\\t\\r\\n\\x{FF1D}\\x{FF0B}\\x{FF0D}\\x{FF20}]";

  private final DuckDb duckDb;
  private final PublicationFiles files;
  private final PublicationIndex before;

  FlatFiles(DuckDb duckDb, PublicationFiles files, PublicationIndex before) {
    this.duckDb = duckDb;
    this.files = files;
    this.before = before;
  }

  void write(PublishedTable published) {
    Table table = published.table();
    byPartition(published)
        .forEach(
            (partition, sources) -> {
              ContentHash hash = published.hashes().get(partition);
              String parquet = "parquet/" + name(table, partition) + ".parquet";
              String csv = "csv/" + name(table, partition) + ".csv";
              boolean same = before.hasSame(published, partition);
              if (!same || !files.takeOver(parquet)) {
                copy(parquet, table, sources, columns(table), "FORMAT parquet, COMPRESSION zstd");
              }
              if (fitsASheet(hash) && !(same && files.takeOver(csv))) {
                copy(csv, table, sources, cells(table), CSV);
              }
            });
  }

  /** The paths of a table's CSV files, as a data package lists them. */
  static String name(Table table, String partition) {
    return partition.equals(BuiltFrom.WHOLE)
        ? table.name() + "/" + table.name()
        : table.name() + "/" + table.name() + "-" + partition;
  }

  private static boolean fitsASheet(@Nullable ContentHash hash) {
    return hash == null || hash.rows() <= SHEET;
  }

  private static SortedMap<String, List<String>> byPartition(PublishedTable published) {
    SortedMap<String, List<String>> sources =
        published.files().files().stream()
            .collect(
                Collectors.groupingBy(
                    file -> file.partition().orElse(BuiltFrom.WHOLE),
                    TreeMap::new,
                    Collectors.mapping(
                        (DataFile file) -> file.path().toString(), Collectors.toList())));
    if (sources.isEmpty()) {
      sources.put(BuiltFrom.WHOLE, List.of());
    }
    return sources;
  }

  private void copy(
      String path, Table table, List<String> sources, String columns, String options) {
    Path file = files.place(path);
    duckDb.run(
        "COPY (SELECT %s FROM (%s) ORDER BY %s) TO %s (%s)"
            .formatted(columns, source(table, sources), order(table), Sql.path(file), options));
    files.written(path);
  }

  /** The rows of some files with all columns of the declaration, also those no file has. */
  public static String source(Table table, List<String> sources) {
    String declared =
        table.columns().stream()
            .map(c -> "CAST(NULL AS %s) AS %s".formatted(type(c.type()), Sql.name(c.name())))
            .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    if (sources.isEmpty()) {
      return declared;
    }
    String partition =
        table
            .partition()
            .map(c -> ", hive_partitioning = true, hive_types = {%s: DATE}".formatted(Sql.text(c)))
            .orElse(", hive_partitioning = false");
    return declared
        + " UNION ALL BY NAME SELECT * FROM read_parquet(%s, union_by_name = true%s)"
            .formatted(Sql.list(sources), partition);
  }

  private static String order(Table table) {
    return table.key().isEmpty()
        ? "ALL"
        : table.key().stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  private static String columns(Table table) {
    return table.columnNames().stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  private static String cells(Table table) {
    List<String> names = table.contentColumns();
    return names.stream()
        .map(
            name ->
                "%s AS %s"
                    .formatted(
                        cell(table.column(name)),
                        Sql.name(name.equals(names.get(0)) ? BYTE_ORDER_MARK + name : name)))
        .collect(Collectors.joining(", "));
  }

  /** A value as text: the same on any machine, and no formula. */
  static String cell(Column column) {
    String name = Sql.name(column.name());
    DataType type = column.type();
    if (type.equals(DataTypes.StringType)) {
      return "CASE WHEN regexp_matches(%1$s, %2$s) THEN '''' || %1$s ELSE %1$s END"
          .formatted(name, Sql.text(FORMULA));
    }
    if (type.equals(DataTypes.DoubleType)) {
      return "format('{:.12g}', %s)".formatted(name);
    }
    if (type instanceof DecimalType decimal && decimal.scale() > 0) {
      return "rtrim(rtrim(CAST(%s AS VARCHAR), '0'), '.')".formatted(name);
    }
    if (type.equals(DataTypes.TimestampType)) {
      return "strftime(%s, '%%Y-%%m-%%dT%%H:%%M:%%SZ')".formatted(name);
    }
    return name;
  }

  private static String type(DataType type) {
    return Optional.of(type.sql().toUpperCase(Locale.ROOT))
        .map(sql -> sql.equals("STRING") ? "VARCHAR" : sql)
        .map(sql -> sql.equals("TIMESTAMP") ? "TIMESTAMPTZ" : sql)
        .orElseThrow();
  }
}
