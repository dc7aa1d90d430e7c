/**
 * The statistics of variation, inequality, change and priority: plain Java over small tables, one
 * class a method, each with its formula, unit, source and a worked example that is a test.
 *
 * <p>Logarithms are those of {@link StrictMath} and distributions those of Hipparchus, both made of
 * operations that Java rounds alike everywhere; sums run in the order the data is given in. So the
 * same rows give the same bits on any machine. Nothing is drawn from a clock: where a method draws,
 * the draws belong to a seed and a code.
 */
@NullMarked
package org.medsip.common.stats;

import org.jspecify.annotations.NullMarked;
