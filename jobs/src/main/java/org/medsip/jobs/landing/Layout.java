package org.medsip.jobs.landing;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medsip.common.contract.Table;

/**
 * One way in which a dataset has been published.
 *
 * @param id the name in reports and in the memory of a lake
 * @param dataset what it is a publication of
 * @param table the bronze table it fills
 * @param heading whether the first record names the columns
 * @param fields the columns of the file
 * @param constants the values that the layout implies and the file does not say
 * @param part which of the files of one month it is, where a month has several
 * @param absent the word that stands for no value, if any
 * @param edition the month it stands for, where the layout alone decides it
 */
record Layout(
    String id,
    Dataset dataset,
    Table table,
    Heading heading,
    List<Field> fields,
    Map<String, String> constants,
    String part,
    String absent,
    Optional<LocalDate> edition) {

  /** Whether the first record names the columns. */
  enum Heading {
    NAMED,
    NONE
  }

  Layout {
    fields = List.copyOf(fields);
    constants = Map.copyOf(constants);
    fields.stream().filter(Field::isRead).forEach(f -> table.column(f.column()));
    constants.keySet().forEach(table::column);
  }

  static Layout named(String id, Dataset dataset, Table table, Field... fields) {
    return new Layout(
        id, dataset, table, Heading.NAMED, List.of(fields), Map.of(), "", "", Optional.empty());
  }

  /** A file without a header: its columns are the fields, in order. */
  static Layout unnamed(String id, Dataset dataset, Table table, Field... fields) {
    return named(id, dataset, table, fields).headed(Heading.NONE);
  }

  private Layout headed(Heading as) {
    return new Layout(id, dataset, table, as, fields, constants, part, absent, edition);
  }

  Layout with(Map<String, String> values) {
    return new Layout(id, dataset, table, heading, fields, values, part, absent, edition);
  }

  Layout part(String name) {
    return new Layout(id, dataset, table, heading, fields, constants, name, absent, edition);
  }

  Layout absentAs(String word) {
    return new Layout(id, dataset, table, heading, fields, constants, part, word, edition);
  }

  Layout edition(LocalDate month) {
    return new Layout(
        id, dataset, table, heading, fields, constants, part, absent, Optional.of(month));
  }

  /** Whether records may have fewer blank fields at their end than the header, as of old. */
  boolean mayEndShort() {
    return dataset == Dataset.CHEM_SUBS || dataset == Dataset.PDPI || edition.isPresent();
  }

  /** The column that holds the month of a row, or the edition. */
  String monthColumn() {
    return table.partition().orElseThrow();
  }
}
