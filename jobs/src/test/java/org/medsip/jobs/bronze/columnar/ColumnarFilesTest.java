package org.medsip.jobs.bronze.columnar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.SharedData;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.FileFolder;
import org.medsip.common.lake.Lake;
import org.medsip.common.lake.WrittenFile;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.bronze.Accepted;
import org.medsip.jobs.bronze.StrictReader;
import org.medsip.jobs.landing.Source;

class ColumnarFilesTest {

  private static final LocalDate MONTH = LocalDate.of(2017, 9, 1);

  private final SparkSession spark = SparkTest.spark();

  @Test
  void theTableHasEveryRowOfARealFileAsTheReaderOfRecordsGivesIt(@TempDir Path folder)
      throws IOException {
    Path real = SharedData.file("epd_real/epd_201709_4practices.csv");
    List<String> lines = Files.readAllLines(real, StandardCharsets.ISO_8859_1);
    lines.add(lines.get(1).replace("Octasa_MR Tab E/C 800mg", "\"Octasa \"\"MR\"\",\ntwo lines\""));
    lines.add(lines.get(1).replace("168.0", "1e3"));
    Path packed = folder.resolve("epd.csv.gz");
    try (OutputStream bytes = new GZIPOutputStream(Files.newOutputStream(packed))) {
      bytes.write(String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }
    Source source = source(packed, "epd_area_team");
    Lake lake = new Lake(spark, folder.resolve("lake").toString());

    List<WrittenPart> parts =
        ColumnarFiles.write(spark, List.of(source), lake.folder(BronzeTables.EPD));
    List<WrittenFile> files = parts.stream().flatMap(part -> part.files().stream()).toList();
    lake.replace(BronzeTables.EPD, files, new BuiltFrom(Map.of(MONTH.toString(), "a")).pending());

    assertThat(lake.read(BronzeTables.EPD).schema().fieldNames())
        .containsExactlyElementsOf(BronzeTables.EPD.columnNames());
    assertThat(said(lake.read(BronzeTables.EPD).orderBy("source_line").collectAsList()))
        .isEqualTo(said(plainly(source)));
    assertThat(parts).singleElement().extracting(part -> part.totals().rejected()).isEqualTo(1L);
    assertThat(parts.get(0).firstRejected().get(0).line()).isEqualTo(lines.size() + 1);
  }

  @Test
  void whatAFileSaysOfItsPagesIsTrueOfThem(@TempDir Path folder) throws IOException {
    Path real = SharedData.file("epd_real/epd_201709_4practices.csv");
    FileFolder place = new FileFolder(folder.toString(), List.of("month"), List.of("region_code"));

    WrittenFile file =
        ColumnarFiles.write(spark, List.of(source(real, "epd_area_team")), place)
            .get(0)
            .files()
            .get(0);
    Path written = Path.of(place.location(file.inTable()));
    Row counted =
        spark
            .read()
            .parquet(written.toString())
            .selectExpr(
                "count(*)",
                "min(bnf_code)",
                "max(bnf_code)",
                "min(nic)",
                "max(nic)",
                "min(source_line)",
                "max(source_line)",
                "min(region_code)",
                "max(region_code)")
            .first();

    assertThat(file.statistics().rows()).isEqualTo(counted.getLong(0));
    assertThat(file.statistics().least()).containsEntry("region_code", counted.getString(7));
    assertThat(file.statistics().greatest()).containsEntry("region_code", counted.getString(8));
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(written.toUri()), new Configuration()))) {
      BlockMetaData group = reader.getFooter().getBlocks().get(0);
      Statistics<?> codes = chunk(group, "bnf_code").getStatistics();
      assertThat(codes.minAsString()).isEqualTo(counted.getString(1));
      assertThat(codes.maxAsString()).isEqualTo(counted.getString(2));
      Statistics<?> lines = chunk(group, "source_line").getStatistics();
      assertThat(lines.genericGetMin()).isEqualTo(counted.getLong(5));
      assertThat(lines.genericGetMax()).isEqualTo(counted.getLong(6));
      Statistics<?> cost = chunk(group, "nic").getStatistics();
      assertThat(cost.genericGetMin())
          .isEqualTo(counted.getDecimal(3).unscaledValue().longValueExact());
      for (ColumnChunkMetaData chunk : group.getColumns()) {
        ColumnIndex index = reader.readColumnIndex(chunk);
        assertThat(index).as(chunk.getPath().toDotString()).isNotNull();
        assertThat(reader.readOffsetIndex(chunk).getPageCount())
            .isEqualTo(index.getNullPages().size());
      }
    }
  }

  private static ColumnChunkMetaData chunk(BlockMetaData group, String column) {
    return group.getColumns().stream()
        .filter(chunk -> chunk.getPath().toDotString().equals(column))
        .findFirst()
        .orElseThrow();
  }

  private static List<Row> plainly(Source source) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (StrictReader reader = StrictReader.open(source)) {
      while (reader.hasNext()) {
        if (reader.next() instanceof Accepted accepted) {
          rows.add(accepted.row());
        }
      }
    }
    return rows;
  }

  /** Numbers as texts: a decimal that was read has the scale of its column. */
  private static List<String> said(List<Row> rows) {
    Table table = BronzeTables.EPD;
    List<String> said = new ArrayList<>();
    for (Row row : rows) {
      StringBuilder line = new StringBuilder();
      for (String column : table.columnNames()) {
        Object value = row.getAs(column);
        line.append(
                value instanceof BigDecimal number
                    ? number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()
                    : String.valueOf(value))
            .append('|');
      }
      said.add(line.toString());
    }
    return said;
  }

  private static Source source(Path file, String layout) throws IOException {
    return new Source(
        new ArchivedFile("sha", file.toUri().toString(), Files.size(file)),
        layout,
        "ISO-8859-1",
        MONTH);
  }
}
