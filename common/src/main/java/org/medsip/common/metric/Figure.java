package org.medsip.common.metric;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One measure of one organisation over one period: a row of {@code measure_org_period}.
 *
 * @param organisation whose it is
 * @param standardised as if its people had the ages and sexes of England; null where that is not known
 * @param months months of the period with something to divide by
 * @param coverage share of the items whose presentation has a value in the variant
 * @param percentile share of the organisations of its level with a lower value, 0 to 100
 * @param practices its practices with a value of their own
 * @param quartiles of their values; null where it has none, and for a practice
 * @param missingReason why there is no value; null where there is one
 */
public record Figure(
    Organisation organisation,
    int windowMonths,
    BigDecimal numerator,
    BigDecimal squares,
    long items,
    @Nullable BigDecimal denominator,
    Rates.@Nullable Rate rate,
    IndirectStandardisation.@Nullable Standardised standardised,
    int months,
    @Nullable Double coverage,
    @Nullable Double percentile,
    long practices,
    @Nullable Quartiles quartiles,
    @Nullable String missingReason) {}
