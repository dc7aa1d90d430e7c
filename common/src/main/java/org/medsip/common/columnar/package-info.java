/** Rows and columns as Spark has them in memory, and from columns to the pages of Parquet files. */
@NullMarked
package org.medsip.common.columnar;

import org.jspecify.annotations.NullMarked;
