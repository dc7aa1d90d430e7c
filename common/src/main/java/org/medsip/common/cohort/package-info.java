/**
 * Who belongs to a cohort, from what was dispensed to a person month by month. Plain Java over the
 * months of one person; the definitions are {@code schemas/cohorts}.
 */
@NullMarked
package org.medsip.common.cohort;

import org.jspecify.annotations.NullMarked;
