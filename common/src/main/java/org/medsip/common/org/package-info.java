/**
 * NHS organisations over time: who belongs to whom by the boundaries of a date, the areas of the
 * Patient Safety Collaboratives, and codes that a published list left open. What is read from {@code
 * schemas/reference} names its source in every row.
 */
@NullMarked
package org.medsip.common.org;

import org.jspecify.annotations.NullMarked;
