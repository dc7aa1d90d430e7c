package org.medsip.jobs.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.run.ContentHash;
import org.medsip.common.table.Tables;

/**
 * Spark and DuckDB over JDBC get every value of every table of a whole publication, that of the
 * demo before it: their hashes are those that the publication states. The tests of the notebooks
 * show the same for the readers of Python.
 */
class EveryTableReadTest {

  /** Of a longer table the newest two partitions are read. */
  private static final long MANY_ROWS = 100_000;

  private Path published = Path.of("");
  private PublicationIndex index = PublicationIndex.none();

  @BeforeEach
  void findThePublication() throws IOException {
    Optional<String> named = Optional.ofNullable(System.getenv("MEDSIP_PUBLISHED"));
    assumeTrue(named.isPresent(), "MEDSIP_PUBLISHED names no publication: ./medsip test makes one");
    published = Path.of(named.orElseThrow()).toRealPath();
    index = PublicationIndex.read(published);
    assertThat(index.tables()).isNotEmpty();
  }

  @Test
  void sparkReadsEveryValueOfTheDeltaTables() {
    index
        .tables()
        .keySet()
        .forEach(
            name -> {
              Table table = table(name);
              Dataset<Row> rows =
                  SparkTest.spark().read().format("delta").load(published + "/delta/" + name);
              assertThat(hashes(table, rows.where(isRead(table))))
                  .as(name)
                  .isEqualTo(expected(table));
            });
  }

  @Test
  void duckDbReadsEveryValueOverJdbc() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    settings.setProperty("file_search_path", published.toString());
    String url = "jdbc:duckdb:" + published.resolve("medsip.duckdb");
    try (Connection connection = DriverManager.getConnection(url, settings);
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      for (String name : index.tables().keySet()) {
        Table table = table(name);
        String columns = String.join(", ", table.columnNames().stream().map(Sql::name).toList());
        List<Row> rows = new ArrayList<>();
        try (ResultSet answer =
            statement.executeQuery(
                "SELECT " + columns + " FROM " + Sql.name(name) + " WHERE " + isRead(table))) {
          while (answer.next()) {
            rows.add(row(answer, table));
          }
        }
        Dataset<Row> read = SparkTest.spark().createDataFrame(rows, table.schema());
        assertThat(hashes(table, read)).as(name).isEqualTo(expected(table));
      }
    }
  }

  private static Table table(String name) {
    return Tables.all().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The first partition that is read: of a long table the last but one. */
  private Optional<String> first(Table table) {
    PublicationIndex.OfTable stated = stated(table);
    if (stated.rows() <= MANY_ROWS || table.partition().isEmpty()) {
      return Optional.empty();
    }
    TreeSet<String> partitions = new TreeSet<>(stated.partitions().keySet());
    partitions.remove(BuiltFrom.WHOLE);
    String newest = partitions.last();
    return Optional.of(Optional.ofNullable(partitions.lower(newest)).orElse(newest));
  }

  /** The condition for what is read. */
  private String isRead(Table table) {
    return first(table)
        .map(first -> "%s >= DATE '%s'".formatted(table.partition().orElseThrow(), first))
        .orElse("true");
  }

  private PublicationIndex.OfTable stated(Table table) {
    return Objects.requireNonNull(index.tables().get(table.name()));
  }

  private SortedMap<String, String> expected(Table table) {
    SortedMap<String, String> expected = new TreeMap<>(stated(table).partitions());
    if (table.partition().isPresent()) {
      expected.remove(BuiltFrom.WHOLE);
    }
    expected.values().removeIf(ContentHash.ofNoRows(BuiltFrom.WHOLE).sha256()::equals);
    return first(table).map(expected::tailMap).orElse(expected);
  }

  private static Map<String, String> hashes(Table table, Dataset<Row> rows) {
    SortedMap<String, String> hashes = new TreeMap<>();
    ContentHash.of(table, rows).forEach((partition, hash) -> hashes.put(partition, hash.sha256()));
    return hashes;
  }

  private static Row row(ResultSet answer, Table table) throws SQLException {
    @Nullable Object[] values = new Object[table.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(answer, i + 1, table.columns().get(i).type());
    }
    return RowFactory.create(values);
  }

  private static @Nullable Object value(ResultSet answer, int column, DataType type)
      throws SQLException {
    if (answer.getObject(column) == null) {
      return null;
    }
    if (type instanceof DecimalType) {
      return answer.getBigDecimal(column);
    }
    if (type.equals(DataTypes.LongType)) {
      return answer.getLong(column);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return answer.getInt(column);
    }
    if (type.equals(DataTypes.DoubleType)) {
      return answer.getDouble(column);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return answer.getBoolean(column);
    }
    if (type.equals(DataTypes.DateType)) {
      return answer.getDate(column);
    }
    if (type.equals(DataTypes.TimestampType)) {
      return answer.getTimestamp(column);
    }
    return answer.getString(column);
  }
}
