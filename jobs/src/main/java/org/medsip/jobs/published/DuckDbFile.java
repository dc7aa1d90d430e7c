package org.medsip.jobs.published;

import java.util.List;
import org.medsip.common.contract.Column;

/**
 * One DuckDB file with a view of each table over its Parquet files, and what each column means. The
 * paths of the views are those below the publication: DuckDB looks for them in the folder it was
 * started in, or in its {@code file_search_path}.
 */
final class DuckDbFile {

  private static final String FILE = "medsip.duckdb";

  /** The storage that every DuckDB since 1.2 reads. */
  private static final String STORAGE = "v1.2.0";

  private final DuckDb duckDb;
  private final PublicationFiles files;

  DuckDbFile(DuckDb duckDb, PublicationFiles files) {
    this.duckDb = duckDb;
    this.files = files;
  }

  void write(List<PublishedTable> tables) {
    duckDb.run("SET file_search_path = " + Sql.path(files.place(".").normalize()));
    duckDb.run(
        "ATTACH %s AS out (STORAGE_VERSION '%s')".formatted(Sql.path(files.place(FILE)), STORAGE));
    for (PublishedTable table : tables) {
      String view = "out." + Sql.name(table.name());
      duckDb.run(
          "CREATE VIEW %s AS SELECT * FROM read_parquet(%s)"
              .formatted(view, Sql.text("parquet/" + table.name() + "/*.parquet")));
      duckDb.run("COMMENT ON VIEW %s IS %s".formatted(view, Sql.text(table.table().meaning())));
      for (Column column : table.table().columns()) {
        duckDb.run(
            "COMMENT ON COLUMN %s.%s IS %s"
                .formatted(view, Sql.name(column.name()), Sql.text(column.meaning())));
      }
    }
    duckDb.run("DETACH out");
    files.written(FILE);
  }
}
