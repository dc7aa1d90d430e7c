package org.medsip.common.product;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.medsip.common.SharedData;

/**
 * A row of published prescribing: what was prescribed, how often, how much, for how many pounds.
 */
record Prescribed(
    String practice,
    String bnfCode,
    String name,
    BigDecimal items,
    BigDecimal quantity,
    BigDecimal totalQuantity,
    BigDecimal nic) {

  static final String PCA_2016 = "pca_national/pca_0407_0410_0309_monthly_2016.csv";

  /** Real EPD rows: all BNF chapters, four practices. */
  static List<Prescribed> inEpd(String file) {
    return read(
        "epd_real/" + file,
        row ->
            new Prescribed(
                row.getField("PRACTICE_CODE"),
                row.getField("BNF_CODE"),
                row.getField("BNF_DESCRIPTION"),
                new BigDecimal(row.getField("ITEMS")),
                new BigDecimal(row.getField("QUANTITY")),
                new BigDecimal(row.getField("TOTAL_QUANTITY")),
                new BigDecimal(row.getField("NIC"))));
  }

  /** Ten of the twelve months of England in 2016, both dispenser types. */
  static List<Prescribed> inPca2016() {
    return read(
        PCA_2016,
        row ->
            new Prescribed(
                row.getField("dispenser_type"),
                row.getField("bnf_code"),
                row.getField("drug_name"),
                new BigDecimal(row.getField("items")),
                new BigDecimal(row.getField("quantity")),
                new BigDecimal(row.getField("quantity")),
                new BigDecimal(row.getField("nic_pence")).movePointLeft(2)));
  }

  static <T> List<T> read(String file, Function<NamedCsvRecord, T> row) {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(SharedData.file(file), StandardCharsets.ISO_8859_1)) {
      return reader.stream().map(row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
