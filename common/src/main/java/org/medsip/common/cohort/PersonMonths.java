package org.medsip.common.cohort;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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

  private Optional<PersonMonth> at(int month) {
    boolean known = month >= first && month < first + months.size();
    return known ? Optional.ofNullable(months.get(month - first)) : Optional.empty();
  }

  /** Whether an oral or transdermal opioid was dispensed. */
  boolean hasOpioid(int month) {
    return at(month).filter(found -> found.opioidItems() > 0).isPresent();
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
    return at(month).filter(found -> found.beside().contains(medicine)).isPresent();
  }

  /** Oral morphine equivalent in mg of so many months up to one. */
  BigDecimal omeMg(OmeSet set, int months, int last) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int month = last - months + 1; month <= last; month++) {
      sum = sum.add(at(month).map(m -> m.omeMg().get(set)).orElse(BigDecimal.ZERO));
    }
    return sum;
  }

  /** The days' supply dispensed in a month; 0 where none is known. */
  BigDecimal daysSupplied(int month) {
    return at(month).flatMap(PersonMonth::daysSupplied).orElse(BigDecimal.ZERO);
  }
}
