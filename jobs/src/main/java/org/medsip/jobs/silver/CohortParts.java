package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortCatalogue.Pair;

/** Adds members of cohorts up to the parts that figures are sums of. */
final class CohortParts implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String NOT_SAID = "UNKNOWN";

  private static final int MONTH = 0;
  private static final int NOW = 1;
  private static final int BEFORE = 2;
  private static final int LEFT = 3;
  private static final int PRACTICE = 4;
  private static final int SEX = 5;
  private static final int AGE_BAND = 6;
  private static final int AREA = 7;
  private static final int AREA_BEFORE = 8;
  private static final int AREA_LEFT = 9;

  private final CohortCatalogue catalogue;
  private final List<Pair> pairs;

  /** Parts of all cohorts at once. */
  private record Key(Date month, String kind, String category, String area, String other) {}

  CohortParts(CohortCatalogue catalogue) {
    this.catalogue = catalogue;
    pairs = catalogue.comparable().stream().filter(pair -> !pair.isNested()).toList();
  }

  /** What is read of a member, in the order in which it is found in a row. */
  static Column[] columns() {
    return Stream.of(
            "month",
            "cohorts",
            "cohorts_before",
            "cohorts_left",
            "practice_code",
            "sex",
            "age_band",
            "area",
            "area_before",
            "area_left")
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  /** Sums over some members, to be added up with those over others. */
  Iterator<Row> of(Iterator<Row> members) {
    Sums sums = new Sums();
    members.forEachRemaining(sums::add);
    return sums.rows().iterator();
  }

  private final class Sums {
    private final List<String> ids = catalogue.ids();
    private final Map<String, Long> cohorts = new HashMap<>();
    private final Map<Key, long[]> people = new HashMap<>();

    void add(Row member) {
      Date month = member.getDate(MONTH);
      long now = cohorts(member.getString(NOW));
      long before = cohorts(member.getString(BEFORE));
      long left = cohorts(member.getString(LEFT));
      String area = member.getString(AREA);
      String areaBefore = member.getString(AREA_BEFORE);
      if (now != 0) {
        count(now, new Key(month, "member", "", member.getString(PRACTICE), ""));
        count(now, new Key(month, "sex", said(member, SEX), area, ""));
        count(now, new Key(month, "age_band", said(member, AGE_BAND), area, ""));
        countPairs(now, month, area);
      }
      count(now & ~before, new Key(month, "starter", "", area, ""));
      count(before & ~now, new Key(month, "stopper", "", areaBefore, ""));
      if (!area.equals(areaBefore)) {
        count(now & before, new Key(month, "move", "", area, areaBefore));
      }
      count(left, new Key(month, "stopped", "", member.getString(AREA_LEFT), ""));
    }

    /** Adds one person to each of these cohorts. */
    private void count(long cohorts, Key key) {
      if (cohorts != 0) {
        long[] sums = people.computeIfAbsent(key, none -> new long[ids.size()]);
        for (long rest = cohorts; rest != 0; rest &= rest - 1) {
          sums[Long.numberOfTrailingZeros(rest)]++;
        }
      }
    }

    private void countPairs(long now, Date month, String area) {
      for (Pair pair : pairs) {
        if ((now & cohorts(pair.cohort())) != 0 && (now & cohorts(pair.other())) != 0) {
          count(cohorts(pair.cohort()), new Key(month, "both", pair.other(), area, ""));
        }
      }
    }

    private long cohorts(String text) {
      return cohorts.computeIfAbsent(
          text,
          of ->
              Stream.of(of.split(" "))
                  .filter(id -> !id.isEmpty())
                  .mapToLong(id -> 1L << catalogue.indexOf(id))
                  .sum());
    }

    List<Row> rows() {
      List<Row> rows = new ArrayList<>();
      people.forEach(
          (key, sums) -> {
            for (int i = 0; i < sums.length; i++) {
              if (sums[i] > 0) {
                rows.add(row(key, ids.get(i), sums[i]));
              }
            }
          });
      return rows;
    }
  }

  private static Row row(Key key, String cohort, long people) {
    return RowFactory.create(
        key.month, key.kind, cohort, key.category, key.area, key.other, people);
  }

  private static String said(Row member, int column) {
    @Nullable String value = member.getString(column);
    return value == null ? NOT_SAID : value;
  }
}
