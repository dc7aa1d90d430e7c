package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.Rows;
import org.medsip.common.SparkTest;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.DisclosureClass;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;
import org.medsip.common.disclosure.DisclosurePolicy;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;

class DisclosureContractTest {

  private static final Column PRACTICE = Column.code("practice_code", "The practice.");
  private static final Column PEOPLE = Column.count("people", "people", "How many.").optional();
  private static final Column STATED_PRACTICE = PRACTICE.disclosed(DisclosureClass.OPEN);
  private static final Column COUNT = PEOPLE.disclosed(DisclosureClass.COUNT_OF_PERSONS);

  private static final Table PERSONS =
      Table.of(
          "members",
          Layer.SILVER,
          "Members.",
          PRACTICE,
          Column.code("person", "The person.").disclosed(DisclosureClass.PERSON));

  private static final Table GOOD = gold("good", STATED_PRACTICE, COUNT);

  @Test
  void aTableOfPeopleIsReadByADisclosingStage() {
    assertThat(DisclosureContract.broken(new Plain(PERSONS, GOOD)))
        .containsExactly(
            "Table good is computed from the people of members without disclosure control");
    assertThat(DisclosureContract.broken(new Disclosing(PERSONS, GOOD))).isEmpty();
  }

  @Test
  void aTableFromCountsOfPeopleStatesTheClassOfEveryColumn() {
    Table silent = gold("silent", PRACTICE, COUNT, Column.real("share", "", "A share."));

    assertThat(DisclosureContract.broken(new Plain(GOOD, silent)))
        .containsExactly(
            "Table silent is computed from counts of people in good, and no disclosure class is"
                + " stated of practice_code, share");
  }

  @Test
  void aTableFromPeopleSaysThatItCountsThem() {
    Table open = gold("open", STATED_PRACTICE, PEOPLE.disclosed(DisclosureClass.OPEN));

    assertThat(DisclosureContract.broken(new Disclosing(PERSONS, open)))
        .containsExactly(
            "Table open is computed from the people of members and has no column of a class of"
                + " counts");
  }

  @Test
  void goldHasNoPersons() {
    Table persons = gold("persons", STATED_PRACTICE, PEOPLE.disclosed(DisclosureClass.PERSON));

    assertThat(DisclosureContract.broken(new Disclosing(PERSONS, persons)))
        .containsExactly("Table persons is of gold and has columns of class PERSON");
  }

  @Test
  void aStageThatBreaksTheContractIsNotRun(@TempDir Path folder) {
    StageRunner runner =
        new StageRunner(
            new Lake(SparkTest.spark(), folder.toString()),
            new RunContext("run", Instant.EPOCH, "0"),
            (stage, rows, partitions) -> {},
            Progress.SILENT);

    assertThatThrownBy(() -> runner.run(new Plain(PERSONS, GOOD)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without disclosure control");
  }

  @Test
  void aCountThatThePolicyNeverShowsIsNotWritten(@TempDir Path folder) {
    Lake lake = new Lake(SparkTest.spark(), folder.toString());
    Rows small = Rows.of(PERSONS).row("practice_code", "A");
    lake.replace(PERSONS, small.dataset(), new BuiltFrom(java.util.Map.of("ALL", "x")), List.of());
    StageRunner runner =
        new StageRunner(
            lake,
            new RunContext("run", Instant.EPOCH, "0"),
            new DeclaredGate(lake, Progress.SILENT),
            Progress.SILENT);

    assertThatThrownBy(() -> runner.run(new Disclosing(PERSONS, GOOD)))
        .isInstanceOf(QualityGateFailed.class)
        .hasMessageContaining("people: suppressed and rounded by policy nhsbsa");
    assertThat(lake.has(GOOD)).isFalse();
  }

  private static Table gold(String name, Column... columns) {
    return Table.of(name, Layer.GOLD, "Counts.", columns);
  }

  /** Writes 3 people for a practice, whatever it reads. */
  private record Plain(Table from, Table writes) implements Stage {
    @Override
    public List<Table> reads() {
      return List.of(from);
    }

    @Override
    public SortedMap<String, List<Part>> plan(Available available) {
      return available.asWhole(reads());
    }

    @Override
    public String definition() {
      return "1";
    }

    @Override
    public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
      return Rows.of(writes).row("people", 3).dataset();
    }
  }

  private static final class Disclosing implements DisclosingStage {
    private final Plain plain;

    Disclosing(Table from, Table writes) {
      this.plain = new Plain(from, writes);
    }

    @Override
    public DisclosurePolicy policy() {
      return DisclosurePolicy.of(DisclosurePolicy.USUAL);
    }

    @Override
    public Table writes() {
      return plain.writes();
    }

    @Override
    public List<Table> reads() {
      return plain.reads();
    }

    @Override
    public SortedMap<String, List<Part>> plan(Available available) {
      return new TreeMap<>(plain.plan(available));
    }

    @Override
    public String definition() {
      return plain.definition();
    }

    @Override
    public Dataset<Row> apply(Inputs inputs, SortedSet<String> partitions) {
      return plain.apply(inputs, partitions);
    }
  }
}
