package org.medsip.common.metric;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site of a month's prescribing and everybody it counts for.
 *
 * @param site ODS code of the site
 * @param month first day of the month
 * @param isGp whether it was a GP practice in the month
 * @param registrants its list size; null where none is known
 * @param weighted its registrants weighted by age and sex, by the set of weights; a set that is not
 *     there says nothing of it
 * @param own the organisation it counts for at level practice
 * @param above the organisations it counts for at every other level and vintage
 */
public record SiteMonth(
    String site,
    LocalDate month,
    boolean isGp,
    @Nullable Long registrants,
    Map<String, BigDecimal> weighted,
    Organisation own,
    List<Organisation> above) {

  /** The list size that may be divided by: that of a GP practice. */
  @Nullable Long divisor() {
    return isGp ? registrants : null;
  }

  /** The weighted list size that may be divided by. */
  @Nullable BigDecimal divisor(@Nullable String weights) {
    return weights == null || divisor() == null ? null : weighted.get(weights);
  }
}
