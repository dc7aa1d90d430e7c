package org.medsip.jobs.published;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * DuckDB in this process, for work that needs no cluster: copying small tables into other formats,
 * and reading them. It never loads anything from a network.
 */
public final class DuckDb implements AutoCloseable {

  /** Makes something of one row of an answer. */
  public interface OfRow<T> {
    T of(ResultSet row) throws SQLException;
  }

  private final Connection connection;

  private DuckDb(Connection connection) {
    this.connection = connection;
  }

  /** A database that is gone when it is closed. */
  public static DuckDb inMemory(Path scratch) {
    try {
      DuckDb duckDb = new DuckDb(DriverManager.getConnection("jdbc:duckdb:"));
      duckDb.run("SET autoinstall_known_extensions = false");
      duckDb.run("SET autoload_known_extensions = false");
      duckDb.run("SET TimeZone = 'UTC'");
      duckDb.run("SET memory_limit = '2GB'");
      duckDb.run("SET temp_directory = " + Sql.path(scratch));
      return duckDb;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not start", e);
    }
  }

  public void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB refuses: " + sql, e);
    }
  }

  public <T> List<T> rows(String sql, OfRow<T> ofRow) {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (answer.next()) {
        rows.add(ofRow.of(answer));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB refuses: " + sql, e);
    }
  }

  public <T> Optional<T> first(String sql, OfRow<T> ofRow) {
    return rows(sql, ofRow).stream().findFirst();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("DuckDB does not close", e);
    }
  }
}
