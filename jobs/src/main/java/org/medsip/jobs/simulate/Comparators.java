package org.medsip.jobs.simulate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.YearMonth;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.medsip.jobs.simulate.Draw.Topic;
import org.medsip.jobs.simulate.Sicbl.Board;

/**
 * An extract as of the ePACT2 opioid comparators: people counted by network and everything above,
 * each month from January 2021, falling as planted. Counts of 1 to 4 are left out.
 */
final class Comparators {

  /** The first month of the extract, whatever else is simulated. */
  static final YearMonth FIRST = YearMonth.of(2021, 1);

  /** The end of the last ambition: the extract reaches it at least. */
  static final YearMonth LAST_AMBITION = YearMonth.of(2025, 3);

  private static final int FEWEST_SHOWN = 5;
  private static final double SPREAD = 0.2;
  private static final int BYTES_OF_A_ROW = 260;

  private final World world;
  private final OutputFolder folder;
  private final List<NamedCsvRecord> definitions = ReferenceRows.of("simulated_comparators.csv");

  /** An organisation in the extract, in the order of its rows. */
  private record Organisation(String level, String code, String name)
      implements Comparable<Organisation> {
    private static final List<String> LEVELS = List.of("pcn", "sicbl", "icb", "region", "england");

    @Override
    public int compareTo(Organisation other) {
      int byLevel = Integer.compare(LEVELS.indexOf(level), LEVELS.indexOf(other.level));
      return byLevel == 0 ? code.compareTo(other.code) : byLevel;
    }
  }

  private static final class Count {
    private long patients;
    private long registered;
  }

  Comparators(World world, OutputFolder folder) {
    this.world = world;
    this.folder = folder;
  }

  YearMonth last() {
    YearMonth simulated = world.request.last();
    return simulated.isAfter(LAST_AMBITION) ? simulated : LAST_AMBITION;
  }

  void write() {
    int months = World.month(last()) - World.month(FIRST) + 1;
    folder.write(
        "opioid_comparators_" + last() + ".csv",
        months + 1,
        part -> part == 0 ? header() : month(FIRST.plusMonths(part - 1)),
        (part, line) -> {});
  }

  private static RowText header() {
    return new RowText(BYTES_OF_A_ROW)
        .row(
            "COMPARATOR_ID",
            "COMPARATOR_VERSION",
            "DEFINITION",
            "MONTH",
            "ORG_LEVEL",
            "ORG_CODE",
            "ORG_NAME",
            "PATIENTS",
            "REGISTERED_PATIENTS",
            "SUPPRESSED",
            "EXTRACT_DATE");
  }

  private RowText month(YearMonth month) {
    RowText text = new RowText(BYTES_OF_A_ROW * 2 * world.pcns.size());
    for (int i = 0; i < definitions.size(); i++) {
      NamedCsvRecord definition = definitions.get(i);
      counts(i, month).forEach((of, count) -> row(text, definition, month, of, count));
    }
    return text;
  }

  private void row(
      RowText text, NamedCsvRecord definition, YearMonth month, Organisation of, Count count) {
    boolean suppressed = count.patients > 0 && count.patients < FEWEST_SHOWN;
    text.row(
        definition.getField("comparator_id"),
        definition.getField("version"),
        definition.getField("definition"),
        month.toString().replace("-", ""),
        of.level(),
        of.code(),
        of.name(),
        suppressed ? "" : count.patients,
        count.registered,
        suppressed ? "Y" : "N",
        last() + "-01");
  }

  private SortedMap<Organisation, Count> counts(int definition, YearMonth month) {
    int number = World.month(month);
    double level = perThousand(definitions.get(definition).getField("per_1000_by_month"), month);
    long[] registered = new long[world.pcns.size()];
    for (Practice practice : world.practices) {
      registered[world.pcnOf(practice.index(), number)] +=
          world.registered(practice.index(), number);
    }
    SortedMap<Organisation, Count> counts = new TreeMap<>();
    for (Pcn pcn : world.pcns) {
      long people = registered[pcn.index()];
      long patients = patients(pcn, definition, people * level / 1000);
      for (Organisation of : organisationsOf(pcn, number)) {
        Count count = counts.computeIfAbsent(of, none -> new Count());
        count.patients += patients;
        count.registered += people;
      }
    }
    return counts;
  }

  /** A network keeps its deviation and the side it is rounded to, so that falls stay as planted. */
  private long patients(Pcn pcn, int definition, double expected) {
    Draw draw = Draw.of(world.request.seed(), Topic.COMPARATOR, pcn.index(), definition, 0);
    double own = StrictMath.exp(SPREAD * draw.normal() - SPREAD * SPREAD / 2);
    return (long) StrictMath.floor(expected * own + draw.uniform());
  }

  private List<Organisation> organisationsOf(Pcn pcn, int number) {
    Sicbl sicbl = world.sicblOfPcn(pcn.index(), number);
    Board board = World.boardOf(sicbl, number);
    return List.of(
        new Organisation("pcn", pcn.code(), pcn.name()),
        new Organisation(
            "sicbl", sicbl.code(), "NHS " + board.name() + " ICB - " + sicbl.code() + Names.MARK),
        new Organisation(
            "icb", board.code(), "NHS " + board.name() + " Integrated Care Board" + Names.MARK),
        new Organisation("region", sicbl.region().code(), sicbl.region().name() + Names.MARK),
        new Organisation("england", "ENG", "England" + Names.MARK));
  }

  /** Between two months that are declared the rate goes in a straight line. */
  static double perThousand(String byMonth, YearMonth month) {
    int wanted = World.month(month);
    int before = 0;
    double rate = 0;
    for (String knot : byMonth.split(" ")) {
      int at = World.month(YearMonth.parse(knot.substring(0, knot.indexOf(':'))));
      double value = Double.parseDouble(knot.substring(knot.indexOf(':') + 1));
      if (at >= wanted) {
        return before == 0 ? value : rate + (value - rate) * (wanted - before) / (at - before);
      }
      before = at;
      rate = value;
    }
    return rate;
  }
}
