package org.medsip.jobs.gold.variation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsip.common.run.Available;
import org.medsip.common.run.Part;
import org.medsip.common.table.GoldTables;

class ComparedPeriodsTest {

  @Test
  void theEndsOfQuartersAndTheLatestPeriodAreCompared() {
    assertThat(compared("2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28"))
        .containsExactly("2025-12-31", "2026-02-28");
  }

  @Test
  void theLatestGivesWayToTheNextUnlessItEndsAQuarter() {
    assertThat(compared("2026-02-28", "2026-03-31")).containsExactly("2026-03-31");
    assertThat(compared("2026-03-31", "2026-04-30")).containsExactly("2026-03-31", "2026-04-30");
  }

  @Test
  void withoutAPeriodNothingIsCompared() {
    assertThat(compared()).isEmpty();
  }

  private static Set<String> compared(String... periods) {
    Available available = new Available(Map.of(GoldTables.MEASURE_ORG_PERIOD, List.of(periods)));
    return ComparedPeriods.plan(
            available, period -> List.of(new Part(GoldTables.MEASURE_ORG_PERIOD, period)))
        .keySet();
  }
}
