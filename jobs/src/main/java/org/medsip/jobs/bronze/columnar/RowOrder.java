package org.medsip.jobs.bronze.columnar;

import java.util.Arrays;
import java.util.List;
import org.medsip.jobs.landing.ColumnBlock;

/**
 * The order in which the rows of a block are written: by BNF subparagraph, and within one as the
 * file has them, which is by practice. So a question about some medicines reads few pages, and what
 * repeats from row to row of a file still does.
 *
 * @param rows the rows in the order
 * @param groups where each group of rows begins, and at last the end: whole subparagraphs together
 */
record RowOrder(int[] rows, int[] groups) {

  private static final int SUBPARAGRAPH = 7;

  /**
   * @param least the rows that a group has at the least, but for the last
   */
  static RowOrder of(ColumnBlock block, int least) {
    int place = block.table().columnNames().indexOf("bnf_code");
    ColumnBlock.Words codes = (ColumnBlock.Words) block.column(place);
    int[] parts = parts(codes.values());
    int count = Arrays.stream(parts).max().orElse(0) + 1;
    int[] ends = new int[count + 1];
    for (int row = 0; row < block.rows(); row++) {
      ends[parts[codes.ids()[row]] + 1]++;
    }
    for (int i = 1; i <= count; i++) {
      ends[i] += ends[i - 1];
    }
    int[] groups = groups(ends, least);
    int[] next = ends.clone();
    int[] rows = new int[block.rows()];
    for (int row = 0; row < block.rows(); row++) {
      rows[next[parts[codes.ids()[row]]]++] = row;
    }
    return new RowOrder(rows, groups);
  }

  /** For each code the place of its subparagraph among all. */
  private static int[] parts(List<Object> codes) {
    String[] names =
        codes.stream()
            .map(code -> code.toString().substring(0, SUBPARAGRAPH))
            .toArray(String[]::new);
    String[] sorted = Arrays.stream(names).sorted().distinct().toArray(String[]::new);
    return Arrays.stream(names).mapToInt(name -> Arrays.binarySearch(sorted, name)).toArray();
  }

  private static int[] groups(int[] ends, int least) {
    int[] groups = new int[ends.length + 1];
    int size = 1;
    int all = ends[ends.length - 1];
    for (int end : ends) {
      boolean isLarge = end - groups[size - 1] >= least && all - end >= least;
      if (isLarge || (end == all && groups[size - 1] < all)) {
        groups[size++] = end;
      }
    }
    return Arrays.copyOf(groups, size);
  }
}
