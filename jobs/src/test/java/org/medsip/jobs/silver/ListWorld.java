package org.medsip.jobs.silver;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.medsip.common.Rows;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.PopulationTables;

/**
 * Two hundred years of list files that come and go with some practices: each practice between two
 * extracts is a small world of its own. What follows from them is worked out with loops over months
 * and practices, from the words of docs/method.md.
 */
final class ListWorld {

  static final LocalDate FIRST = LocalDate.of(2000, 1, 1);

  private static final int MONTHS = 2400;
  private static final int PRACTICES = 6;
  private static final int[] GAPS = {1, 1, 1, 2, 3, 3, 4, 6, 7, 11, 12, 13, 20};
  private static final List<String> BANDS = List.of("0_4", "65_69", "95+");

  /** What the files of an extract hold. */
  private enum Files {
    /** Totals and bands of both sexes. */
    ALL,
    /** Totals alone. */
    NO_AGES,
    /** Men alone: nothing can be said of any list. */
    MEN
  }

  /** The people of a practice in an extract: men by band, then women. */
  private record People(Files files, long[] cells) {
    long all() {
      long sum = 0;
      for (long cell : cells) {
        sum += cell;
      }
      return sum;
    }
  }

  private final NavigableMap<LocalDate, Map<String, People>> extracts = new TreeMap<>();
  private final SortedSet<LocalDate> prescribing = new TreeSet<>();
  private final Map<String, NavigableMap<LocalDate, BigDecimal[]>> weights = new TreeMap<>();

  ListWorld(long seed) {
    Random random = new Random(seed);
    for (int month = 12; month < MONTHS; month += GAPS[random.nextInt(GAPS.length)]) {
      extracts.put(FIRST.plusMonths(month), extract(random));
    }
    for (int month = 0; month < MONTHS; month++) {
      if (random.nextInt(5) > 0) {
        prescribing.add(FIRST.plusMonths(month));
      }
    }
    addWeights("early_and_late", FIRST.plusYears(20), random);
    addWeights("early_and_late", FIRST.plusYears(90), random);
    addWeights("once", FIRST.plusYears(50), random);
  }

  private static Map<String, People> extract(Random random) {
    int kind = random.nextInt(20);
    Files files = kind == 0 ? Files.MEN : kind < 4 ? Files.NO_AGES : Files.ALL;
    Map<String, People> lists = new HashMap<>();
    for (int practice = 0; practice < PRACTICES; practice++) {
      if (random.nextInt(6) > 0) {
        int size = random.nextInt(3) == 0 ? 3 : 4000;
        long[] cells = new long[2 * BANDS.size()];
        for (int cell = 0; cell < cells.length; cell++) {
          cells[cell] = random.nextInt(size);
        }
        lists.put("P" + practice, new People(files, cells));
      }
    }
    lists.put("STAYS", new People(files, new long[] {1, 2, 3, 4, 5, random.nextInt(9)}));
    return lists;
  }

  private void addWeights(String set, LocalDate edition, Random random) {
    BigDecimal[] each = new BigDecimal[2 * BANDS.size()];
    for (int cell = 0; cell < each.length; cell++) {
      each[cell] = new BigDecimal(new BigInteger(50, random), 14);
    }
    weights.computeIfAbsent(set, none -> new TreeMap<>()).put(edition, each);
  }

  /** The list files, their rows in any order. */
  Rows registeredPatients(Random order) {
    List<Object[]> rows = new ArrayList<>();
    extracts.forEach(
        (month, lists) -> lists.forEach((code, people) -> addRows(rows, month, code, people)));
    Collections.shuffle(rows, order);
    Rows patients = Rows.of(BronzeTables.REGISTERED_PATIENTS).each("org_type", "GP");
    for (Object[] row : rows) {
      patients.row(
          "month",
          row[0],
          "age_kind",
          row[1],
          "org_code",
          row[2],
          "sex",
          row[3],
          "age_group",
          row[4],
          "patients",
          row[5]);
    }
    return patients;
  }

  private static void addRows(List<Object[]> rows, LocalDate month, String code, People people) {
    if (people.files() != Files.MEN) {
      rows.add(new Object[] {month, "ALL", code, "ALL", "ALL", people.all()});
    }
    for (int cell = 0; cell < people.cells().length && people.files() != Files.NO_AGES; cell++) {
      boolean man = cell < BANDS.size();
      if (man || people.files() == Files.ALL) {
        rows.add(
            new Object[] {
              month,
              "QUIN_AGE",
              code,
              man ? "MALE" : "FEMALE",
              BANDS.get(cell % BANDS.size()),
              people.cells()[cell]
            });
      }
    }
  }

  Rows epd() {
    Rows epd = Rows.of(BronzeTables.EPD);
    prescribing.forEach(month -> epd.row("month", month));
    return epd;
  }

  Rows ageSexWeights() {
    Rows rows = Rows.of(PopulationTables.AGE_SEX_WEIGHT);
    weights.forEach(
        (set, editions) ->
            editions.forEach(
                (edition, each) -> {
                  for (int cell = 0; cell < each.length; cell++) {
                    rows.row(
                        "weight_set",
                        set,
                        "edition",
                        edition,
                        "sex",
                        cell < BANDS.size() ? "MALE" : "FEMALE",
                        "age_band",
                        BANDS.get(cell % BANDS.size()),
                        "weight",
                        each[cell]);
                  }
                }));
    return rows;
  }

  /** What the lists of a practice and month are taken from, and how. */
  private record From(String basis, LocalDate extract, @Nullable LocalDate next) {}

  /** Lines of {@code registrants}: the practice and month to what is said of it. */
  SortedMap<String, String> registrants() {
    SortedMap<String, String> lines = new TreeMap<>();
    sources()
        .forEach(
            (key, from) -> {
              String code = key.substring(0, key.indexOf(' '));
              long people = people(code, LocalDate.parse(key.substring(code.length() + 1)), from);
              lines.put(
                  key, "%d %s %s %s".formatted(people, from.basis(), from.extract(), from.next()));
            });
    return lines;
  }

  /** Lines of {@code weighted_registrants}: practice, month and set to what is said of it. */
  SortedMap<String, String> weighted() {
    SortedMap<String, String> lines = new TreeMap<>();
    sources()
        .forEach(
            (key, from) -> {
              String code = key.substring(0, key.indexOf(' '));
              LocalDate month = LocalDate.parse(key.substring(code.length() + 1));
              weights.forEach(
                  (set, editions) -> {
                    LocalDate edition = editions.floorKey(month);
                    edition = edition == null ? editions.firstKey() : edition;
                    BigDecimal weighted = weighted(code, month, from, editions.get(edition));
                    if (weighted != null) {
                      lines.put(
                          key + " " + set,
                          weighted.toPlainString() + " " + edition + " " + from.basis());
                    }
                  });
            });
    return lines;
  }

  private SortedMap<String, From> sources() {
    SortedSet<LocalDate> wanted = new TreeSet<>(prescribing);
    wanted.addAll(extracts.keySet());
    SortedMap<String, From> sources = new TreeMap<>();
    for (LocalDate month : wanted) {
      List<String> codes = new ArrayList<>(List.of("STAYS"));
      for (int practice = 0; practice < PRACTICES; practice++) {
        codes.add("P" + practice);
      }
      for (String code : codes) {
        From from = from(code, month);
        if (from != null) {
          sources.put(code + " " + month, from);
        }
      }
    }
    return sources;
  }

  private @Nullable From from(String code, LocalDate month) {
    if (extracts.containsKey(month)) {
      return isIn(code, month) ? new From("published", month, null) : null;
    }
    LocalDate before = extracts.lowerKey(month);
    LocalDate after = extracts.higherKey(month);
    if (before == null || !isIn(code, before)) {
      return null;
    }
    if (after != null && !isIn(code, after)) {
      return null;
    }
    if (after != null && !before.plusMonths(12).isBefore(after)) {
      return new From("interpolated", before, after);
    }
    return before.plusMonths(6).isBefore(month) ? null : new From("carried_forward", before, null);
  }

  private boolean isIn(String code, LocalDate month) {
    People people = at(code, month);
    return people != null && people.files() != Files.MEN;
  }

  private @Nullable People at(String code, LocalDate month) {
    return extracts.getOrDefault(month, Map.of()).get(code);
  }

  private long people(String code, LocalDate month, From from) {
    long earlier = listSize(code, from.extract());
    LocalDate next = from.next();
    if (next == null) {
      return earlier;
    }
    long apart = monthsFrom(from.extract(), next);
    long after = monthsFrom(from.extract(), month);
    long sum = earlier * (apart - after) + listSize(code, next) * after;
    long whole = sum / apart;
    long twiceTheRest = 2 * (sum % apart);
    boolean up = twiceTheRest > apart || (twiceTheRest == apart && whole % 2 == 1);
    return up ? whole + 1 : whole;
  }

  private long listSize(String code, LocalDate month) {
    People people = at(code, month);
    return people == null ? 0 : people.all();
  }

  /** Every person is brought to the month first and weighed there. */
  private @Nullable BigDecimal weighted(
      String code, LocalDate month, From from, BigDecimal @Nullable [] each) {
    LocalDate next = from.next();
    People first = at(code, from.extract());
    People last = next == null ? first : at(code, next);
    if (each == null || first == null || last == null) {
      return null;
    }
    if (first.files() != Files.ALL || last.files() != Files.ALL) {
      return null;
    }
    long apart = next == null ? 1 : monthsFrom(from.extract(), next);
    long after = next == null ? 0 : monthsFrom(from.extract(), month);
    BigDecimal sum = BigDecimal.ZERO;
    for (int cell = 0; cell < each.length; cell++) {
      long timesApart = first.cells()[cell] * (apart - after) + last.cells()[cell] * after;
      sum = sum.add(each[cell].multiply(BigDecimal.valueOf(timesApart)));
    }
    return sum.divide(BigDecimal.valueOf(apart), 14, RoundingMode.HALF_EVEN);
  }

  private static long monthsFrom(LocalDate from, LocalDate to) {
    return 12L * (to.getYear() - from.getYear()) + to.getMonthValue() - from.getMonthValue();
  }
}
