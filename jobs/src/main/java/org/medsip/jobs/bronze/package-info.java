/** From archived bytes to typed rows, and to rejected rows with a reason. */
@NullMarked
package org.medsip.jobs.bronze;

import org.jspecify.annotations.NullMarked;
