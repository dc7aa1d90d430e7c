package org.medsip.common.product;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A hand-written CSV of {@code schemas/reference}, as it travels on the classpath. */
enum ReferenceTable {
  SCOPE("scope.csv"),
  SUBSTANCES("substances.csv"),
  FORMS("forms.csv"),
  NAME_WORDS("name_words.csv"),
  PRESENTATIONS("presentations.csv"),
  BRANDS("brands.csv"),
  PATCHES("patches.csv"),
  DDD("ddd.csv"),
  COMBINED_DDD("combined_ddd.csv"),
  OME_FACTORS("ome_factors.csv"),
  HIGH_DOSE_RULES("high_dose_rules.csv"),
  BNF_CHEMICALS("bnf_chemicals.csv");

  private final String file;

  ReferenceTable(String file) {
    this.file = file;
  }

  byte[] bytes() {
    try (InputStream in = ReferenceTable.class.getResourceAsStream("/reference/" + file)) {
      if (in == null) {
        throw new IllegalStateException("reference table " + file + " is not on the classpath");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reference table " + file + " cannot be read", e);
    }
  }

  List<Row> rows() {
    String text = new String(bytes(), StandardCharsets.UTF_8);
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
      return reader.stream().map(fields -> new Row(file, fields)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("reference table " + file + " cannot be read", e);
    }
  }
}
