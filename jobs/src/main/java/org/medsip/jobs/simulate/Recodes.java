package org.medsip.jobs.simulate;

import java.time.YearMonth;

/**
 * Each January some BNF codes change: here those of some made-up medicines, in the first January.
 */
final class Recodes {

  private Recodes() {}

  /** The first January behind the first month, in which the codes change. */
  static YearMonth from(World world) {
    return YearMonth.of(world.request.start().getYear() + 1, 1);
  }

  static String codeIn(Medicine medicine, int month, World world) {
    boolean before = month < World.month(from(world));
    return before ? medicine.formerCode().orElse(medicine.code()) : medicine.code();
  }

  static void write(World world, Formulary formulary, OutputFolder folder) {
    if (World.month(from(world)) > world.lastMonth()) {
      return;
    }
    RowText text = new RowText(1024).row("old_code", "new_code");
    for (Medicine medicine : formulary.medicines) {
      medicine.formerCode().ifPresent(former -> text.row(former, medicine.code()));
    }
    folder.write("bnf_code_changes_" + from(world).getYear() + ".csv", text);
  }
}
