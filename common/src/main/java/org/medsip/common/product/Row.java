package org.medsip.common.product;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** One row of a reference table. */
record Row(String table, NamedCsvRecord fields) {

  /**
   * The field of a column; empty when the table leaves it empty.
   *
   * @throws java.util.NoSuchElementException when the table has no such column
   */
  String text(String column) {
    return fields.getField(column);
  }

  Optional<String> optional(String column) {
    return Optional.of(text(column)).filter(text -> !text.isEmpty());
  }

  BigDecimal number(String column) {
    return new BigDecimal(text(column));
  }

  Optional<BigDecimal> optionalNumber(String column) {
    return optional(column).map(BigDecimal::new);
  }

  Citation citation(String... keyColumns) {
    return new Citation(
        table,
        Arrays.stream(keyColumns)
            .map(this::text)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" ")),
        text("source"),
        text("source_url"));
  }
}
