package org.medsip.common.cohort;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsip.common.cohort.Cohort.Beside;
import org.medsip.common.product.OmeSet;

/** The months of one person in which anything was dispensed. */
public final class PersonMonths {

  private final int first;
  private final List<@Nullable PersonMonth> months;

  /**
   * @param months in any order, each month once
   */
  public PersonMonths(List<PersonMonth> months) {
    first = months.stream().mapToInt(PersonMonth::month).min().orElse(0);
    int last = months.stream().mapToInt(PersonMonth::month).max().orElse(-1);
    this.months = new ArrayList<>(Collections.nCopies(last - first + 1, null));
    months.forEach(month -> this.months.set(month.month() - first, month));
  }

  private @Nullable PersonMonth at(int month) {
    boolean known = month >= first && month < first + months.size();
    return known ? months.get(month - first) : null;
  }

  /** Whether an oral or transdermal opioid was dispensed. */
  boolean hasOpioid(int month) {
    PersonMonth found = at(month);
    return found != null && found.opioidItems() > 0;
  }

  /** The months with an opioid, of so many up to one. */
  int withOpioid(int months, int last) {
    int found = 0;
    for (int month = last - months + 1; month <= last; month++) {
      found += hasOpioid(month) ? 1 : 0;
    }
    return found;
  }

  boolean has(Beside medicine, int month) {
    PersonMonth found = at(month);
    return found != null && found.beside().contains(medicine);
  }

  /** Oral morphine equivalent in mg of so many months up to one. */
  BigDecimal omeMg(OmeSet set, int months, int last) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int month = last - months + 1; month <= last; month++) {
      PersonMonth found = at(month);
      sum = found == null ? sum : sum.add(found.omeMg().getOrDefault(set, BigDecimal.ZERO));
    }
    return sum;
  }

  /** The days' supply dispensed in so many months up to one; what is not known adds nothing. */
  BigDecimal daysSupplied(int months, int last) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int month = last - months + 1; month <= last; month++) {
      PersonMonth found = at(month);
      sum = found == null ? sum : sum.add(found.daysSupplied().orElse(BigDecimal.ZERO));
    }
    return sum;
  }
}
