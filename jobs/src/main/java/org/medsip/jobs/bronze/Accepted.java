package org.medsip.jobs.bronze;

import org.apache.spark.sql.Row;

/**
 * A record that became a row of its bronze table.
 *
 * @param row the row, in the order of the table's columns
 */
public record Accepted(Row row) implements StrictReader.Outcome {}
