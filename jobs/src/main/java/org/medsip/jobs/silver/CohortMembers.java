package org.medsip.jobs.silver;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.year;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.medsip.common.cohort.Cohort.Beside;
import org.medsip.common.cohort.CohortCatalogue;
import org.medsip.common.cohort.CohortRules;
import org.medsip.common.cohort.Months;
import org.medsip.common.cohort.PersonMonth;
import org.medsip.common.cohort.PersonMonths;
import org.medsip.common.product.OmeSet;

/** Rows of {@code cohort_member} from those of {@code patient_month}, person by person. */
final class CohortMembers implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final List<Beside> BESIDE =
      List.of(Beside.GABAPENTINOID, Beside.BENZODIAZEPINE, Beside.Z_DRUG);

  private static final int PSEUDO_ID = 0;
  private static final int MONTH = 1;
  private static final int PRACTICE = 2;
  private static final int SEX = 3;
  private static final int AGE_BAND = 4;
  private static final int OPIOID_ITEMS = 5;
  private static final int DAYS_SUPPLIED = 6;
  private static final int FIRST_BESIDE = 7;
  private static final int FIRST_OME = FIRST_BESIDE + BESIDE.size();

  private final CohortRules rules;
  private final List<String> ids;
  private final List<OmeSet> omeSets;
  private final SortedMap<Integer, Date> months = new TreeMap<>();
  private final int window;

  /**
   * @param partitions the months wanted
   * @param window how many months back any of them may look
   */
  CohortMembers(CohortCatalogue catalogue, Collection<String> partitions, int window) {
    this.rules = new CohortRules(catalogue);
    this.ids = catalogue.ids();
    this.omeSets = catalogue.omeSets();
    this.window = window;
    partitions.stream()
        .map(LocalDate::parse)
        .forEach(month -> months.put(Months.number(month), Date.valueOf(month)));
  }

  /** What is read of {@code patient_month}, in the order in which it is found in a row. */
  Column[] columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(col("pseudo_id"));
    columns.add(year(col("month")).multiply(12).plus(month(col("month"))).minus(1).as("month"));
    for (String name :
        List.of("practice_code", "sex", "age_band", "opioid_items", "days_supplied")) {
      columns.add(col(name));
    }
    BESIDE.forEach(
        medicine -> columns.add(col(medicine.name().toLowerCase(Locale.ROOT) + "_items").gt(0)));
    omeSets.forEach(set -> columns.add(col("ome_" + set.id())));
    return columns.toArray(Column[]::new);
  }

  /** The members among people whose rows come one after another, in order of month. */
  Iterator<Row> ofSorted(Iterator<Row> rows) {
    return new Members(rows);
  }

  private final class Members implements Iterator<Row> {
    private final Iterator<Row> rows;
    private @Nullable Row next;
    private Iterator<Row> ready = List.<Row>of().iterator();
    private final Map<Long, String> texts = new HashMap<>();

    Members(Iterator<Row> rows) {
      this.rows = rows;
      this.next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!ready.hasNext() && next != null) {
        ready = new Person(nextPerson(next)).members().iterator();
      }
      return ready.hasNext();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.next();
    }

    private List<Row> nextPerson(Row first) {
      List<Row> person = new ArrayList<>(List.of(first));
      String id = first.getString(PSEUDO_ID);
      next = null;
      while (next == null && rows.hasNext()) {
        Row row = rows.next();
        if (row.getString(PSEUDO_ID).equals(id)) {
          person.add(row);
        } else {
          next = row;
        }
      }
      return person;
    }

    /** Somebody, with the rows of their months with an opioid, oldest first. */
    private final class Person {
      private final List<Row> rows;
      private final PersonMonths dispensed;
      private final Map<Integer, Long> cohorts = new HashMap<>();

      Person(List<Row> rows) {
        this.rows = rows;
        this.dispensed = new PersonMonths(rows.stream().map(row -> personMonth(row)).toList());
      }

      List<Row> members() {
        int first = rows.get(0).getInt(MONTH);
        int last = rows.get(rows.size() - 1).getInt(MONTH);
        List<Row> found = new ArrayList<>();
        months
            .subMap(first, last + window + 1)
            .forEach((month, day) -> addIfAny(month, day, found));
        return found;
      }

      private void addIfAny(int month, Date day, List<Row> found) {
        int then = month - CohortRules.MONTHS_OF_A_STOP;
        long now = cohorts(month);
        long before = cohorts(month - 1);
        long left = rules.hasStopped(dispensed, month) ? cohorts(then) : 0;
        if ((now | before | left) != 0) {
          @Nullable Row last = now == 0 ? null : lastUpTo(month);
          found.add(
              RowFactory.create(
                  day,
                  rows.get(0).getString(PSEUDO_ID),
                  text(now),
                  last == null ? null : last.getString(PRACTICE),
                  last == null ? null : last.getString(SEX),
                  last == null ? null : last.getString(AGE_BAND),
                  text(before),
                  before == 0 ? null : lastUpTo(month - 1).getString(PRACTICE),
                  text(left),
                  left == 0 ? null : lastUpTo(then).getString(PRACTICE)));
        }
      }

      /** The cohorts of a month, which is also the month before another. */
      private long cohorts(int month) {
        return cohorts.computeIfAbsent(month, of -> rules.cohortsOf(dispensed, of));
      }

      /** The newest row that is not later than a month, within the window. */
      private Row lastUpTo(int month) {
        for (int i = rows.size() - 1; i >= 0; i--) {
          int of = rows.get(i).getInt(MONTH);
          if (of <= month && of > month - window) {
            return rows.get(i);
          }
        }
        throw new IllegalStateException("A member of a cohort has had an opioid");
      }
    }

    private String text(long cohorts) {
      return texts.computeIfAbsent(
          cohorts,
          bits -> {
            List<String> found = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
              if ((bits >> i & 1) == 1) {
                found.add(ids.get(i));
              }
            }
            return String.join(" ", found);
          });
    }
  }

  private PersonMonth personMonth(Row row) {
    Map<OmeSet, BigDecimal> ome = new EnumMap<>(OmeSet.class);
    for (int i = 0; i < omeSets.size(); i++) {
      if (!row.isNullAt(FIRST_OME + i)) {
        ome.put(omeSets.get(i), row.getDecimal(FIRST_OME + i));
      }
    }
    Set<Beside> beside = EnumSet.noneOf(Beside.class);
    for (int i = 0; i < BESIDE.size(); i++) {
      if (row.getBoolean(FIRST_BESIDE + i)) {
        beside.add(BESIDE.get(i));
      }
    }
    return new PersonMonth(
        row.getInt(MONTH),
        row.getLong(OPIOID_ITEMS),
        ome,
        Optional.ofNullable(row.getDecimal(DAYS_SUPPLIED)),
        beside);
  }
}
