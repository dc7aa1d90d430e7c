package org.medsip.jobs.silver;

import java.io.Serializable;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortCatalogue.Pair;

/** Adds members of cohorts up to the parts that figures are sums of. */
final class CohortParts implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String NOT_SAID = "UNKNOWN";

  private final List<Pair> pairs;

  private record Key(
      Date month, String kind, String cohort, String category, String area, String other) {}

  CohortParts(CohortCatalogue catalogue) {
    pairs = catalogue.comparable().stream().filter(pair -> !pair.isNested()).toList();
  }

  /** Sums over some members, to be added up with those over others. */
  Iterator<Row> of(Iterator<Row> members) {
    Map<Key, Long> sums = new HashMap<>();
    members.forEachRemaining(member -> add(member, sums));
    List<Row> rows = new ArrayList<>();
    sums.forEach(
        (key, people) ->
            rows.add(
                RowFactory.create(
                    key.month, key.kind, key.cohort, key.category, key.area, key.other, people)));
    return rows.iterator();
  }

  private void add(Row member, Map<Key, Long> sums) {
    Date month = member.getAs("month");
    Set<String> now = cohorts(member, "cohorts");
    Set<String> before = cohorts(member, "cohorts_before");
    String area = member.getAs("area");
    String areaBefore = member.getAs("area_before");
    for (String cohort : now) {
      String practice = member.getAs("practice_code");
      count(sums, new Key(month, "member", cohort, "", practice, ""));
      count(sums, new Key(month, "sex", cohort, said(member, "sex"), area, ""));
      count(sums, new Key(month, "age_band", cohort, said(member, "age_band"), area, ""));
      if (!before.contains(cohort)) {
        count(sums, new Key(month, "starter", cohort, "", area, ""));
      } else if (!area.equals(areaBefore)) {
        count(sums, new Key(month, "move", cohort, "", area, areaBefore));
      }
    }
    for (String cohort : before) {
      if (!now.contains(cohort)) {
        count(sums, new Key(month, "stopper", cohort, "", areaBefore, ""));
      }
    }
    for (String cohort : cohorts(member, "cohorts_left")) {
      count(sums, new Key(month, "stopped", cohort, "", member.getAs("area_left"), ""));
    }
    for (Pair pair : pairs) {
      if (now.contains(pair.cohort()) && now.contains(pair.other())) {
        count(sums, new Key(month, "both", pair.cohort(), pair.other(), area, ""));
      }
    }
  }

  private static void count(Map<Key, Long> sums, Key key) {
    sums.merge(key, 1L, Long::sum);
  }

  private static Set<String> cohorts(Row member, String column) {
    String text = member.getAs(column);
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  private static String said(Row member, String column) {
    @Nullable String value = member.getAs(column);
    return Objects.requireNonNullElse(value, NOT_SAID);
  }
}
