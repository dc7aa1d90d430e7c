package org.medsip.jobs.silver;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.medsip.common.run.Available;
import org.medsip.common.run.Part;
import org.medsip.common.table.BronzeTables;

/** The months there is prescribing for, each from one publication: EPD, else PDPI. */
final class PrescribingMonths {

  static SortedMap<String, List<Part>> plan(Available available) {
    SortedMap<String, List<Part>> plan = new TreeMap<>();
    for (String month : available.of(BronzeTables.PDPI)) {
      plan.put(month, available.same(BronzeTables.PDPI, month));
    }
    for (String month : available.of(BronzeTables.EPD)) {
      plan.put(month, available.same(BronzeTables.EPD, month));
    }
    return plan;
  }

  /** The same months, each with more parts. */
  static SortedMap<String, List<Part>> planWith(
      Available available, Function<String, List<Part>> more) {
    SortedMap<String, List<Part>> plan = plan(available);
    plan.replaceAll(
        (month, parts) -> {
          List<Part> all = new ArrayList<>(parts);
          all.addAll(more.apply(month));
          return all;
        });
    return plan;
  }

  private PrescribingMonths() {}
}
