package org.medsip.jobs.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medsip.common.contract.DataDictionary;
import org.medsip.common.contract.DisclosureClass;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.OdcsContract;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.PublishedFolder;
import org.medsip.common.lake.TableFiles;
import org.medsip.common.run.ContentHash;
import org.medsip.common.run.Fingerprint;
import org.medsip.common.run.Manifest;
import org.medsip.common.run.Progress;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.RunTables;
import org.medsip.common.table.Tables;
import org.medsip.jobs.published.atlas.Atlas;
import org.medsip.jobs.published.atlas.Atlas.Edition;

/**
 * Publishes the tables of gold: writes everything that people open beside what they see now, and
 * lets them see it in one step. What has not changed since the last publication is linked and not
 * written again; where nothing has, nothing is done.
 */
public final class Publisher {

  /** Raised when the same tables are to give other files. */
  private static final String LAYOUT = "1";

  private final Lake lake;
  private final PublishedFolder folder;
  private final String version;
  private final Progress progress;

  public Publisher(Lake lake, String version, Progress progress) {
    this.lake = lake;
    this.folder = PublishedFolder.of(lake.root());
    this.version = version;
    this.progress = progress;
  }

  /**
   * Publishes what is new, unless it was rolled back before.
   *
   * @return whether anything was published
   */
  public boolean bringUpToDate() {
    return publish(Consent.UNLESS_WITHDRAWN);
  }

  /** Publishes what is new, also where it was rolled back before. */
  public boolean publish() {
    return publish(Consent.ALWAYS);
  }

  private enum Consent {
    ALWAYS,
    UNLESS_WITHDRAWN
  }

  private boolean publish(Consent consent) {
    SortedMap<String, SortedMap<String, ContentHash>> hashes = Manifest.newest(lake, publishable());
    String id = id(hashes);
    Optional<Path> current = folder.current();
    if (hashes.isEmpty()
        || current.filter(now -> PublishedFolder.idOf(now).equals(id)).isPresent()) {
      return false;
    }
    if (consent == Consent.UNLESS_WITHDRAWN && folder.isWithdrawn(id)) {
      progress.say("published: this was rolled back; 'medsip publish' shows it again");
      return false;
    }
    progress.say("published: writing %d tables".formatted(hashes.size()));
    Path incoming = folder.begin(id);
    Path scratch = incoming.resolveSibling("incoming-scratch");
    try (DuckDb duckDb = DuckDb.inMemory(scratch)) {
      write(id, tables(hashes), duckDb, new PublicationFiles(incoming, current), current);
    }
    progress.say("published: everything is written");
    folder.show(incoming);
    progress.say("published: " + folder.pointer());
    return true;
  }

  /** The tables that may be seen by everybody. */
  public static List<Table> publishable() {
    return Tables.all().stream()
        .filter(table -> table.layer() == Layer.GOLD && !table.isPersonal())
        .map(Publisher::statingHowFarItTravels)
        .sorted(Comparator.comparing(Table::name))
        .toList();
  }

  /** Of a table that counts people every column has to say how far it may travel. */
  static Table statingHowFarItTravels(Table table) {
    boolean countsPeople =
        table.columns().stream().anyMatch(column -> column.disclosure() != DisclosureClass.OPEN);
    table.columns().stream()
        .filter(column -> countsPeople && !column.disclosureStated())
        .findFirst()
        .ifPresent(
            column -> {
              throw new IllegalStateException(
                  "Column %s of table %s has no disclosure class, so the table is not published"
                      .formatted(column.name(), table.name()));
            });
    return table;
  }

  /** Names everything that decides what is written. */
  private String id(SortedMap<String, SortedMap<String, ContentHash>> hashes) {
    List<String> parts = new ArrayList<>(List.of(LAYOUT, version));
    for (Table table : publishable()) {
      SortedMap<String, ContentHash> known = hashes.get(table.name());
      if (known != null) {
        PublishedTable published =
            new PublishedTable(table, known, new TableFiles(List.of(), List.of()));
        parts.addAll(List.of(table.name(), published.whole().sha256(), published.declaration()));
      }
    }
    return Fingerprint.of(parts).substring(0, 16);
  }

  private List<PublishedTable> tables(SortedMap<String, SortedMap<String, ContentHash>> hashes) {
    List<PublishedTable> tables = new ArrayList<>();
    for (Table table : publishable()) {
      SortedMap<String, ContentHash> known = hashes.get(table.name());
      if (known != null) {
        lake.files(table).ifPresent(files -> tables.add(new PublishedTable(table, known, files)));
      }
    }
    return tables;
  }

  private void write(
      String id,
      List<PublishedTable> tables,
      DuckDb duckDb,
      PublicationFiles files,
      Optional<Path> current) {
    PublicationIndex before = current.map(PublicationIndex::read).orElse(PublicationIndex.none());
    FlatFiles flat = new FlatFiles(duckDb, files, before);
    for (PublishedTable table : tables) {
      writeDelta(table, files);
      flat.write(table);
    }
    PublicationIndex index =
        PublicationIndex.of(id, "medsip " + version, isSynthetic(duckDb), tables);
    writeDocuments(tables, files);
    new DuckDbFile(duckDb, files).write(tables);
    writeAtlas(index, tables, duckDb, files);
    files.write(PublicationIndex.FILE, index.toJson());
    files.writeSums();
  }

  /** The pages read the tables just written, and what the runs say of themselves from the lake. */
  private void writeAtlas(
      PublicationIndex index, List<PublishedTable> tables, DuckDb duckDb, PublicationFiles files) {
    Map<String, String> sources = new TreeMap<>();
    for (Table table : Tables.all()) {
      if (table.layer() == Layer.GOLD) {
        sources.put(table.name(), FlatFiles.source(table, List.of()));
      } else if (table.layer() == Layer.RUN) {
        sources.put(table.name(), FlatFiles.source(table, dataFiles(table)));
      }
    }
    tables.forEach(
        table ->
            sources.put(
                table.name(),
                "SELECT * FROM read_parquet(%s)"
                    .formatted(Sql.text("parquet/" + table.name() + "/*.parquet"))));
    sources.put("quarantine", keysOfWhatWasRefused());
    sources.forEach(
        (name, source) -> duckDb.run("CREATE VIEW %s AS %s".formatted(Sql.name(name), source)));
    Set<String> names = tables.stream().map(PublishedTable::name).collect(Collectors.toSet());
    int pages = Atlas.write(duckDb, names, new Edition(index.program(), index.synthetic()), files);
    progress.say("published: an atlas of %,d pages".formatted(pages));
  }

  /** Where refused rows are, and not what they say. */
  private String keysOfWhatWasRefused() {
    Table quarantine = BronzeTables.QUARANTINE;
    return "SELECT month, bronze_table, source_file, source_line, reason FROM (%s)"
        .formatted(FlatFiles.source(quarantine, dataFiles(quarantine)));
  }

  private List<String> dataFiles(Table table) {
    return lake.files(table).stream()
        .flatMap(files -> files.files().stream())
        .map(file -> file.path().toString())
        .toList();
  }

  /** The same data files, and one commit that says nothing of the versions before. */
  private static void writeDelta(PublishedTable table, PublicationFiles files) {
    String folder = "delta/" + table.name() + "/";
    table.files().files().forEach(file -> files.link(folder + file.inTable(), file.path()));
    files.write(
        folder + "_delta_log/00000000000000000000.json",
        String.join("\n", table.files().commit()) + "\n");
  }

  private void writeDocuments(List<PublishedTable> tables, PublicationFiles files) {
    Map<Table, List<String>> csv = new TreeMap<>(Comparator.comparing(Table::name));
    for (PublishedTable table : tables) {
      List<String> paths = List.copyOf(files.under("csv/" + table.name()).keySet());
      if (paths.size() == files.under("parquet/" + table.name()).size()) {
        csv.put(table.table(), paths);
      }
      files.write("contracts/" + table.name() + ".odcs.yaml", OdcsContract.of(table.table()));
    }
    files.write(
        "data-dictionary.md",
        DataDictionary.of(tables.stream().map(PublishedTable::table).toList()));
    files.write("datapackage.json", DataPackage.of(version, csv));
    files.write("README.md", Resources.text("published/README.md"));
    files.write(
        "CITATION.cff", Resources.text("published/CITATION.cff").replace("{version}", version));
  }

  private boolean isSynthetic(DuckDb duckDb) {
    return duckDb
        .first(
            "SELECT coalesce(bool_or(synthetic), false) FROM (%s)"
                .formatted(
                    FlatFiles.source(RunTables.SOURCE_FILE, dataFiles(RunTables.SOURCE_FILE))),
            row -> row.getBoolean(1))
        .orElse(false);
  }
}
