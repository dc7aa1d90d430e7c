package org.medsip.jobs.landing;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Table;

/**
 * What is wanted of a file: some columns, of the rows whose words pass. Every column of every
 * record is checked all the same.
 *
 * @param columns the names of the columns
 * @param words for some columns of texts which of their values pass
 */
public record Wanted(Set<String> columns, Map<String, Words> words) implements Serializable {

  /** Which values of a column pass. */
  public interface Words extends Serializable {

    /**
     * Whether a value passes; it is asked once for each.
     *
     * @param word null where a row has none
     */
    boolean pass(@Nullable String word);
  }

  public Wanted {
    columns = new TreeSet<>(columns);
    words = new TreeMap<>(words);
  }

  /** Every column of every row. */
  public static Wanted all(Table table) {
    return new Wanted(Set.copyOf(table.columnNames()), Map.of());
  }

  boolean isWanted(String column) {
    return columns.contains(column);
  }
}
