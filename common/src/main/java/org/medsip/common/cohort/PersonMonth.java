package org.medsip.common.cohort;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medsip.common.cohort.Cohort.Beside;
import org.medsip.common.product.OmeSet;

/**
 * What was dispensed to somebody in a month.
 *
 * @param month the month, counted from year 0 as {@link Months#number} does
 * @param opioidItems items of oral and transdermal opioids
 * @param omeMg oral morphine equivalent of these in mg, by factor set; absent where none has a
 *     factor
 * @param daysSupplied the days they last; empty where that is not known of any
 * @param beside which of the medicines that matter beside opioids there were
 */
public record PersonMonth(
    int month,
    long opioidItems,
    Map<OmeSet, BigDecimal> omeMg,
    Optional<BigDecimal> daysSupplied,
    Set<Beside> beside) {

  public PersonMonth {
    omeMg = Map.copyOf(omeMg);
    beside = Set.copyOf(beside);
  }
}
