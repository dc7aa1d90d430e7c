package org.medsip.jobs.silver;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.medsip.common.org.Change;
import org.medsip.common.org.OrganisationCodes;
import org.medsip.common.org.Parent;

/**
 * The changes that a change summary of ODS announces. It is published before the new codes are
 * given: they are looked up by name, and where none is known the name stands in for the code.
 */
final class Changes {

  /** The reference table, loaded once in a process. */
  private static final class Loaded {
    static final OrganisationCodes CODES = OrganisationCodes.load();
  }

  static String fingerprint() {
    return Loaded.CODES.fingerprint();
  }

  /**
   * The changes that move sites and SICBLs.
   *
   * @param rows rows of {@code organisation_change}
   */
  static List<Change> of(Iterator<Row> rows) {
    List<Change> changes = new ArrayList<>();
    rows.forEachRemaining(row -> change(row).ifPresent(changes::add));
    return changes;
  }

  private static Optional<Change> change(Row row) {
    LocalDate from = row.<Date>getAs("edition").toLocalDate();
    @Nullable String code = row.getAs("code");
    return switch (row.<String>getAs("change_kind")) {
      case "practice_to_sicbl" ->
          Optional.of(
              new Change(
                  from,
                  Change.Kind.SITE_TO_SICBL,
                  Objects.requireNonNull(code),
                  Optional.of(to(row, "sicbl", from))));
      case "sicbl_closed" ->
          Optional.of(
              new Change(
                  from, Change.Kind.SICBL_CLOSED, Objects.requireNonNull(code), Optional.empty()));
      case "sicbl_to_icb" ->
          Optional.of(
              new Change(
                  from,
                  Change.Kind.SICBL_TO_ICB,
                  code(code, "sicbl", row.getAs("name"), from),
                  Optional.of(to(row, "icb", from))));
      default -> Optional.empty();
    };
  }

  private static Parent to(Row row, String level, LocalDate from) {
    String name = row.getAs("to_name");
    return new Parent(code(row.getAs("to_code"), level, name, from), name);
  }

  private static String code(@Nullable String said, String level, String name, LocalDate from) {
    return said != null
        ? said
        : Loaded.CODES.of(level, name, from).orElse(name.toUpperCase(Locale.ROOT));
  }

  private Changes() {}
}
