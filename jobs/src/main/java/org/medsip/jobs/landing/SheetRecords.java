package org.medsip.jobs.landing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medsip.common.run.InputRefused;

/**
 * The rows of the one sheet of a workbook that is data: the one whose first row is the header of a
 * layout. A workbook with several such sheets is refused, because choosing one would drop another
 * without a word.
 */
final class SheetRecords implements Records {

  private final Records rows;
  private final String note;

  private SheetRecords(Records rows, String note) {
    this.rows = rows;
    this.note = note;
  }

  /**
   * @param layouts the layouts a sheet may have
   * @throws InputRefused where no sheet has one, or more than one has
   */
  static Records of(Workbook workbook, List<Layout> layouts) throws IOException {
    List<String> names = workbook.sheetNames();
    List<String> understood = new ArrayList<>();
    List<String> layoutsFound = new ArrayList<>();
    List<String> misfits = new ArrayList<>();
    for (String name : names) {
      try (Records rows = workbook.records(name)) {
        if (rows.advance()) {
          Optional<Binding> binding = Binding.best(layouts, rows.record());
          if (binding.isPresent()) {
            understood.add(name);
            layoutsFound.add("'" + name + "' (" + binding.get().layout().id() + ")");
          } else {
            misfits.add("of its sheet '" + name + "': " + Binding.misfit(layouts, rows.record()));
          }
        }
      }
    }
    if (understood.size() > 1) {
      throw new InputRefused(
          "its sheets "
              + String.join(" and ", layoutsFound)
              + " can both be read as data; save the one that is meant as a workbook of its own");
    }
    if (understood.isEmpty()) {
      throw new InputRefused(misfits.isEmpty() ? "it is empty" : String.join("; ", misfits));
    }
    String read = understood.get(0);
    return new SheetRecords(workbook.records(read), note(read, names));
  }

  private static String note(String read, List<String> names) {
    String others =
        String.join(
            ", ", names.stream().filter(n -> !n.equals(read)).map(n -> "'" + n + "'").toList());
    return "sheet '" + read + "' read" + (others.isEmpty() ? "" : ", not read: " + others);
  }

  @Override
  public List<String> notes() {
    return List.of(note);
  }

  @Override
  public boolean advance() {
    return rows.advance();
  }

  @Override
  public Fields record() {
    return rows.record();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
