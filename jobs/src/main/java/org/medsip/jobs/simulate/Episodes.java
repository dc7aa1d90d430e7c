package org.medsip.jobs.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.medsip.jobs.simulate.Draw.Topic;
import org.medsip.jobs.simulate.Episode.Ending;
import org.medsip.jobs.simulate.Medicine.Kind;

/** The people on opioids: any of them can be made again on its own from where and when it began. */
final class Episodes {

  /** Takes the items of people, each an item of a line. */
  interface Items {
    void item(Episode episode, int line);
  }

  private final World world;
  private final long seed;
  private final double opioidItems;
  private final double itemsOfAnEpisode;
  private final Map<Kind, Choice> choices = new EnumMap<>(Kind.class);

  /** The lines of a kind, and how often each is taken. */
  private record Choice(int[] lines, double[] upTo) {
    int pick(Draw draw) {
      return lines[draw.pick(upTo)];
    }
  }

  Episodes(World world, Formulary formulary) {
    this.world = world;
    this.seed = world.request.seed();
    this.opioidItems = formulary.itemsOf(Kind.OPIOID);
    this.itemsOfAnEpisode = itemsOfAnEpisode();
    for (Kind kind : Kind.values()) {
      int[] lines = formulary.linesOf(kind);
      choices.put(kind, new Choice(lines, formulary.upTo(lines)));
    }
  }

  private static double itemsOfAnEpisode() {
    double kept = 1 - Figure.MISSED_MONTH.value();
    double brief = Figure.BRIEF_SHARE.value();
    double middling = Figure.MIDDLING_SHARE.value();
    double goesOn = 1 - 1 / Figure.LONG_MONTHS.value();
    double months =
        (1 - StrictMath.pow(goesOn, Figure.LONGEST_MONTHS.value())) * Figure.LONG_MONTHS.value();
    double each = 1 - Figure.TWO_MONTH_SCRIPTS.value() / 2 + Figure.BREAKTHROUGH.value();
    double later = Figure.MIDDLING_MONTHS.value() - 1;
    return brief + middling * (1 + later * kept) + (1 - brief - middling) * months * kept * each;
  }

  /** How many begin among the people of a practice in a month. */
  int starting(int people, int month) {
    double items = world.people(people, month) * opioidItems * world.opioidUse(people, month);
    double mean = Figure.PATIENT_SHARE.value() * items / itemsOfAnEpisode;
    return Draw.of(seed, Topic.STARTS, people, month, 0).poisson(mean);
  }

  /** Every item of a month that a practice prescribes to people of the episodes. */
  void itemsAt(int practice, int month, Items items) {
    int longest = Figure.LONGEST_MONTHS.count();
    for (int people : world.peopleWhoMayBelongTo(practice)) {
      for (int start = month - longest + 1; start <= month; start++) {
        int count = starting(people, start);
        for (int number = 0; number < count; number++) {
          itemsOf(people, start, number, practice, month, items);
        }
      }
    }
  }

  private void itemsOf(int people, int start, int number, int practice, int month, Items items) {
    Draw draw = Draw.of(seed, Topic.EPISODE, people, start, number);
    int length = length(draw);
    if (start + length <= month) {
      return;
    }
    Episode episode = episode(people, start, number, length, draw);
    if (practiceOf(episode, month) == practice && hasItem(episode, month)) {
      if ((month - start) % episode.every() == 0) {
        items.item(episode, episode.line());
      }
      for (int line : episode.second()) {
        items.item(episode, line);
      }
    }
  }

  Episode episode(int people, int start, int number) {
    Draw draw = Draw.of(seed, Topic.EPISODE, people, start, number);
    return episode(people, start, number, length(draw), draw);
  }

  private static int length(Draw draw) {
    double u = draw.uniform();
    if (u < Figure.BRIEF_SHARE.value()) {
      return 1;
    }
    if (u < Figure.BRIEF_SHARE.value() + Figure.MIDDLING_SHARE.value()) {
      return Math.min(draw.months(Figure.MIDDLING_MONTHS.value()), Figure.LONGEST_MONTHS.count());
    }
    return Math.min(1 + draw.months(Figure.LONG_MONTHS.value()), Figure.LONGEST_MONTHS.count());
  }

  private Episode episode(int people, int start, int number, int length, Draw draw) {
    double chance = draw.uniform();
    int line = pick(Kind.OPIOID, draw);
    int last = start + length - 1;
    Ending ending = length > 2 ? ending(draw) : Ending.STOPPED;
    if (deprescribed(people, start, last, draw)) {
      last = world.programmeFrom() - 1;
      ending = Ending.PROGRAMME;
    }
    boolean lasting = length > 2 * Figure.MIDDLING_MONTHS.value();
    boolean moves = lasting && draw.withChance(Figure.MOVER_SHARE.value());
    int movesIn = moves ? start + 1 + draw.below(length - 1) : Integer.MAX_VALUE;
    int every = lasting && draw.withChance(Figure.TWO_MONTH_SCRIPTS.value()) ? 2 : 1;
    return new Episode(
        people,
        start,
        number,
        last,
        ending,
        movesIn,
        line,
        every,
        lasting ? beside(draw) : List.of(),
        chance);
  }

  private static Ending ending(Draw draw) {
    double u = draw.uniform();
    if (u < Figure.DEATH_SHARE.value()) {
      return Ending.DIED;
    }
    return u < Figure.DEATH_SHARE.value() + Figure.LEFT_SHARE.value()
        ? Ending.LEFT
        : Ending.STOPPED;
  }

  private boolean deprescribed(int people, int start, int last, Draw draw) {
    int from = world.programmeFrom();
    boolean chosen = draw.withChance(-Figure.PROGRAMME_EFFECT.value());
    return chosen && world.hasProgramme(people) && start < from && from <= last;
  }

  private List<Integer> beside(Draw draw) {
    List<Integer> lines = new ArrayList<>();
    addWithChance(lines, Figure.BREAKTHROUGH, Kind.OPIOID, draw);
    addWithChance(lines, Figure.GABAPENTINOID, Kind.GABAPENTINOID, draw);
    addWithChance(lines, Figure.BENZODIAZEPINE, Kind.BENZODIAZEPINE, draw);
    addWithChance(lines, Figure.Z_DRUG, Kind.Z_DRUG, draw);
    return List.copyOf(lines);
  }

  private void addWithChance(List<Integer> lines, Figure chance, Kind kind, Draw draw) {
    if (draw.withChance(chance.value())) {
      lines.add(pick(kind, draw));
    }
  }

  private int pick(Kind kind, Draw draw) {
    Choice choice = choices.get(kind);
    if (choice == null) {
      throw new IllegalStateException("There is nothing of kind " + kind);
    }
    return choice.pick(draw);
  }

  int practiceOf(Episode episode, int month) {
    int of = month >= episode.movesIn() ? world.neighbourOf(episode.people()) : episode.people();
    return world.practiceOf(of, episode.chance(), month);
  }

  /** Whether anything is prescribed in a month; now and then one is missed. */
  boolean hasItem(Episode episode, int month) {
    if (month < episode.start() || month > episode.last()) {
      return false;
    }
    return month == episode.start()
        || !Draw.of(
                seed,
                Topic.MISSED,
                (long) episode.people() << 32 | episode.number(),
                episode.start(),
                month)
            .withChance(Figure.MISSED_MONTH.value());
  }
}
