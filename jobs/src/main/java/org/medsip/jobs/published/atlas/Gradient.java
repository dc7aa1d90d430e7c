package org.medsip.jobs.published.atlas;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measure by fifths of deprivation in an area.
 *
 * @param fifths rates with their limits, the most deprived first
 * @param rii relative index of inequality with its limits
 */
record Gradient(List<Figure> fifths, Figure sii, Figure rii, @Nullable String missingReason) {}
