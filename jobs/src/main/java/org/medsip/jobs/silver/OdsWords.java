package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.split;

import org.apache.spark.sql.Column;

/**
 * What the list of practices of ODS says in either of its ways: with the letters and numbers of the
 * files until 2025, and with the words and roles of the reports since.
 */
final class OdsWords {

  private static final String GP_SETTING = "4";
  private static final String GP_ROLE = "RO76";

  /** Whether a setting, or a list of roles, is that of a GP practice; null where there is none. */
  static Column isPractice(Column setting) {
    return setting.equalTo(GP_SETTING).or(array_contains(split(setting, "\\|"), GP_ROLE));
  }

  static Column isActive(Column status) {
    return status.isin("A", "ACTIVE");
  }

  private OdsWords() {}
}
