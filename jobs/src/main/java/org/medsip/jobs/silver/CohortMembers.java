package org.medsip.jobs.silver;

import java.io.Serializable;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
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

  private final CohortRules rules;
  private final List<String> ids;
  private final List<Integer> months;
  private final int window;

  /**
   * @param partitions the months wanted
   * @param window how many months back any of them may look
   */
  CohortMembers(CohortCatalogue catalogue, List<String> partitions, int window) {
    this.rules = new CohortRules(catalogue);
    this.ids = catalogue.ids();
    this.months =
        List.copyOf(
            partitions.stream().map(LocalDate::parse).map(Months::number).sorted().toList());
    this.window = window;
  }

  /** The members among people whose rows come one after another, in order of month. */
  Iterator<Row> ofSorted(Iterator<Row> rows) {
    return new Members(rows);
  }

  private final class Members implements Iterator<Row> {
    private final Iterator<Row> rows;
    private @Nullable Row next;
    private Iterator<Row> ready = List.<Row>of().iterator();

    Members(Iterator<Row> rows) {
      this.rows = rows;
      this.next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!ready.hasNext() && next != null) {
        ready = of(nextPerson(next)).iterator();
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
      String id = first.getAs("pseudo_id");
      next = null;
      while (next == null && rows.hasNext()) {
        Row row = rows.next();
        if (row.<String>getAs("pseudo_id").equals(id)) {
          person.add(row);
        } else {
          next = row;
        }
      }
      return person;
    }
  }

  private List<Row> of(List<Row> person) {
    PersonMonths dispensed =
        new PersonMonths(person.stream().map(CohortMembers::personMonth).toList());
    List<Row> found = new ArrayList<>();
    int first = number(person.get(0));
    int last = number(person.get(person.size() - 1));
    for (int month : months) {
      if (month < first || month > last + window) {
        continue;
      }
      long now = rules.cohortsOf(dispensed, month);
      long before = rules.cohortsOf(dispensed, month - 1);
      int then = month - CohortRules.MONTHS_OF_A_STOP;
      long left = rules.hasStopped(dispensed, month) ? rules.cohortsOf(dispensed, then) : 0;
      if ((now | before | left) != 0) {
        found.add(member(person, month, now, before, left));
      }
    }
    return found;
  }

  private Row member(List<Row> person, int month, long now, long before, long left) {
    @Nullable Row last = now == 0 ? null : lastUpTo(month, person);
    int then = month - CohortRules.MONTHS_OF_A_STOP;
    return RowFactory.create(
        Date.valueOf(Months.firstDay(month)),
        person.get(0).getAs("pseudo_id"),
        text(now),
        last == null ? null : last.getAs("practice_code"),
        last == null ? null : last.getAs("sex"),
        last == null ? null : last.getAs("age_band"),
        text(before),
        before == 0 ? null : practiceUpTo(month - 1, person),
        text(left),
        left == 0 ? null : practiceUpTo(then, person));
  }

  private String text(long cohorts) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if ((cohorts >> i & 1) == 1) {
        found.add(ids.get(i));
      }
    }
    return String.join(" ", found);
  }

  private String practiceUpTo(int month, List<Row> person) {
    return lastUpTo(month, person).getAs("practice_code");
  }

  /** The newest row with an opioid that is not later than a month, within the window. */
  private Row lastUpTo(int month, List<Row> person) {
    for (int i = person.size() - 1; i >= 0; i--) {
      int of = number(person.get(i));
      boolean inWindow = of <= month && of > month - window;
      if (inWindow && person.get(i).<Long>getAs("opioid_items") > 0) {
        return person.get(i);
      }
    }
    throw new IllegalStateException("A member of a cohort has had an opioid");
  }

  private static int number(Row row) {
    return Months.number(row.<Date>getAs("month").toLocalDate());
  }

  private static PersonMonth personMonth(Row row) {
    Map<OmeSet, BigDecimal> ome = new EnumMap<>(OmeSet.class);
    for (OmeSet set : OmeSet.values()) {
      @Nullable BigDecimal mg = row.getAs("ome_" + set.id());
      if (mg != null) {
        ome.put(set, mg);
      }
    }
    Set<Beside> beside = EnumSet.noneOf(Beside.class);
    addIfAny(row, "gabapentinoid_items", Beside.GABAPENTINOID, beside);
    addIfAny(row, "benzodiazepine_items", Beside.BENZODIAZEPINE, beside);
    addIfAny(row, "z_drug_items", Beside.Z_DRUG, beside);
    return new PersonMonth(
        number(row),
        row.getAs("opioid_items"),
        ome,
        Optional.ofNullable(row.getAs("days_supplied")),
        beside);
  }

  private static void addIfAny(Row row, String column, Beside medicine, Set<Beside> beside) {
    if (row.<Long>getAs(column) > 0) {
      beside.add(medicine);
    }
  }
}
