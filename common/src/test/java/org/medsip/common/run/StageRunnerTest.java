package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;

class StageRunnerTest {

  private static final RunContext RUN = new RunContext("run", Instant.EPOCH, "0");
  private static final Gate OPEN = (stage, written, partitions) -> {};
  private static final Gate SHUT_FOR_OCTOBER =
      (stage, written, partitions) -> {
        if (partitions.contains("2017-10-01")) {
          throw new QualityGateFailed("October is wrong");
        }
      };
  private static final Gate BROKEN =
      (stage, written, partitions) -> {
        throw new IllegalStateException("no memory left to judge");
      };

  private final Lake lake;
  private final List<SortedSet<String>> applied = new ArrayList<>();

  StageRunnerTest(@TempDir Path folder) {
    lake = new Lake(SparkTest.spark(), folder.toString());
  }

  @Test
  void smallMonthsAreBuiltTogetherAndThenThereIsNothingToDo() {
    source("2017-08-01=1", "2017-09-01=2", "2017-10-01=3");

    assertThat(run("1", OPEN)).isTrue();
    assertThat(applied).containsExactly(months("2017-08-01", "2017-09-01", "2017-10-01"));
    assertThat(copy())
        .containsExactly("2017-08-01 | 1 | run", "2017-09-01 | 2 | run", "2017-10-01 | 3 | run");

    applied.clear();
    assertThat(run("1", OPEN)).isFalse();
    assertThat(applied).isEmpty();
  }

  @Test
  void monthsThatAreAShareOfWorkEachAreBuiltOneByOne() {
    source("2017-08-01=1", "2017-09-01=2");

    new StageRunner(lake, RUN, OPEN, Progress.SILENT, 1).run(new MonthlyCopy("1", applied));

    assertThat(applied).containsExactly(months("2017-08-01"), months("2017-09-01"));
    assertThat(copy()).containsExactly("2017-08-01 | 1 | run", "2017-09-01 | 2 | run");
  }

  @Test
  void aTableThatIsAskedOnlyForItsMonthsTakesNoShareOfWork() {
    source("2017-08-01=1", "2017-09-01=2");
    lake.replace(
        MonthlyCopy.CALENDAR,
        Rows.of(MonthlyCopy.CALENDAR).row("items", 1).dataset(),
        new BuiltFrom(Map.of("2017-09-01", "1")),
        List.of());
    long shareOfBothMonths = lake.bytes(MonthlyCopy.SOURCE);
    List<Table> reads = List.of(MonthlyCopy.SOURCE, MonthlyCopy.CALENDAR);

    new StageRunner(lake, RUN, OPEN, Progress.SILENT, shareOfBothMonths)
        .run(new MonthlyCopy("1", applied, reads, false));

    assertThat(applied).containsExactly(months("2017-08-01", "2017-09-01"));
  }

  @Test
  void onlyTheMonthWhoseInputChangedIsBuiltAgainAndOneThatIsGoneIsDropped() {
    source("2017-08-01=1", "2017-09-01=2", "2017-10-01=3");
    run("1", OPEN);
    applied.clear();

    source("2017-09-01=7");
    lake.replace(
        MonthlyCopy.SOURCE,
        Rows.of(MonthlyCopy.SOURCE).dataset(),
        BuiltFrom.nothing(),
        List.of("2017-10-01"));

    assertThat(run("1", OPEN)).isTrue();
    assertThat(applied).containsExactly(months("2017-09-01"));
    assertThat(copy()).containsExactly("2017-08-01 | 1 | run", "2017-09-01 | 7 | run");
    assertThat(run("1", OPEN)).isFalse();
  }

  @Test
  void anotherDefinitionBuildsEveryMonthAgain() {
    source("2017-08-01=1", "2017-09-01=2");
    run("1", OPEN);
    applied.clear();

    assertThat(run("2", OPEN)).isTrue();
    assertThat(applied).containsExactly(months("2017-08-01", "2017-09-01"));
  }

  @Test
  void whatTheGateRefusesIsNeverInTheTableAndTheNextRunTriesAgain() {
    source("2017-08-01=1");
    run("1", OPEN);
    BuiltFrom before = lake.builtFrom(MonthlyCopy.COPY);
    source("2017-08-01=5", "2017-09-01=2", "2017-10-01=3");

    assertThatThrownBy(() -> run("1", SHUT_FOR_OCTOBER)).hasMessage("October is wrong");
    assertThat(copy()).containsExactly("2017-08-01 | 1 | run");
    assertThat(lake.builtFrom(MonthlyCopy.COPY)).isEqualTo(before);

    assertThat(run("1", OPEN)).isTrue();
    assertThat(copy()).hasSize(3);
  }

  @Test
  void whatTheGateCouldNotJudgeWasNotBuilt() {
    source("2017-08-01=1");

    assertThatThrownBy(() -> run("1", BROKEN)).isInstanceOf(IllegalStateException.class);
    assertThat(run("1", OPEN)).as("the next run builds and judges it").isTrue();
    assertThat(copy()).containsExactly("2017-08-01 | 1 | run");
  }

  @Test
  void aRunThatWasKilledBeforeTheGateHadJudgedIsStaleWhereItStopped() {
    source("2017-08-01=1");
    Gate killed =
        (stage, written, partitions) -> {
          throw new Killed();
        };

    assertThatThrownBy(() -> run("1", killed)).isInstanceOf(Killed.class);
    assertThatThrownBy(
            () ->
                run(
                    "1",
                    (stage, written, partitions) -> {
                      throw new QualityGateFailed("August is wrong");
                    }))
        .hasMessage("August is wrong");
  }

  @Test
  void whatIsKnownByItsContentIsAnotherThingOnlyWhenItsRowsAre() {
    String august = "2017-08-01";
    Stage known = new MonthlyCopy("1", applied, List.of(MonthlyCopy.SOURCE), true);
    StageRunner runner = new StageRunner(lake, RUN, OPEN, Progress.SILENT);
    source("2017-08-01=1");
    runner.run(known);
    BuiltFrom first = lake.builtFrom(MonthlyCopy.COPY);

    Rows same = Rows.of(MonthlyCopy.SOURCE).row("month", august, "items", 1);
    BuiltFrom otherFile = new BuiltFrom(Map.of(august, "another file"));
    lake.replace(MonthlyCopy.SOURCE, same.dataset(), otherFile, List.of());
    assertThat(runner.run(known)).as("it is built again").isTrue();
    BuiltFrom second = lake.builtFrom(MonthlyCopy.COPY);

    assertThat(second.fingerprint(august)).isEqualTo(first.fingerprint(august));
    assertThat(second.changedSince(first).partitions()).isEmpty();
    assertThat(runner.run(known)).as("and then there is nothing to do").isFalse();

    source("2017-08-01=2");
    runner.run(known);
    assertThat(lake.builtFrom(MonthlyCopy.COPY).changedSince(second).partitions())
        .containsExactly(august);
  }

  /** Passes every handler, as the end of a process does. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private boolean run(String definition, Gate gate) {
    return new StageRunner(lake, RUN, gate, Progress.SILENT)
        .run(new MonthlyCopy(definition, applied));
  }

  /** Months of the source, each with one row: {@code 2017-09-01=items}. */
  private void source(String... months) {
    Rows rows = Rows.of(MonthlyCopy.SOURCE);
    Map<String, String> builtFrom = new TreeMap<>();
    for (String month : months) {
      String[] both = month.split("=", 2);
      rows.row("month", both[0], "items", both[1]);
      builtFrom.put(both[0], both[1]);
    }
    lake.replace(MonthlyCopy.SOURCE, rows.dataset(), new BuiltFrom(builtFrom), List.of());
  }

  private List<String> copy() {
    return Rows.said(lake.read(MonthlyCopy.COPY), "month", "items", "source_run_id");
  }

  private static SortedSet<String> months(String... months) {
    return new TreeSet<>(List.of(months));
  }
}
