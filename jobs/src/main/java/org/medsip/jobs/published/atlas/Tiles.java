package org.medsip.jobs.published.atlas;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsip.jobs.published.Resources;

/**
 * A schematic map of the ICBs: each a square about where it lies, all of one size. The places are
 * declared in {@code schemas/reference/icb_tiles.csv}; they are no geography.
 */
final class Tiles {

  private static final String FILE = "reference/icb_tiles.csv";

  private record At(int row, int column, String label) {}

  /** The tiles of the ICBs that have a place, shaded by fifths of their values. */
  static List<Tile> of(AtlasData data) {
    SortedMap<String, At> places = places();
    List<Double> values =
        data.icbs().values().stream()
            .map(icb -> data.headline(icb.key()).value())
            .filter(value -> value != null)
            .sorted()
            .toList();
    List<Tile> tiles = new ArrayList<>();
    for (Org icb : data.icbs().values()) {
      At at = places.get(icb.code());
      if (at != null) {
        Double value = data.headline(icb.key()).value();
        String written = Written.number(value);
        tiles.add(
            new Tile(
                at.row(),
                at.column(),
                at.label(),
                icb.name() + ": " + written + " " + data.headline().unit(),
                written,
                value == null ? 0 : fifth(values, value),
                Org.path(icb.key())));
      }
    }
    tiles.sort(
        java.util.Comparator.comparing(Tile::row)
            .thenComparing(Tile::column)
            .thenComparing(Tile::label));
    return tiles;
  }

  private static int fifth(List<Double> sorted, double value) {
    long lower = sorted.stream().filter(other -> other < value).count();
    return 1 + (int) (5 * lower / sorted.size());
  }

  private static SortedMap<String, At> places() {
    SortedMap<String, At> places = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(Resources.text(FILE))) {
      rows.forEach(
          row ->
              places.put(
                  row.getField("icb_code"),
                  new At(
                      Integer.parseInt(row.getField("tile_row")),
                      Integer.parseInt(row.getField("tile_column")),
                      row.getField("label"))));
      return places;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Tiles() {}
}
