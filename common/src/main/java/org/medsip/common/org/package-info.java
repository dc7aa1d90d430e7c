/**
 * Organisations over time: which area a site lies in, and whose it is by the boundaries of a date.
 */
@NullMarked
package org.medsip.common.org;

import org.jspecify.annotations.NullMarked;
