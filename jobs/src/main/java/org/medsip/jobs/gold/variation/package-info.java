/**
 * Variation, inequality, change and priority areas: Spark brings the organisations of one measure
 * and period together, and {@code common.stats} computes in plain Java.
 */
@NullMarked
package org.medsip.jobs.gold.variation;

import org.jspecify.annotations.NullMarked;
