/** From columns to the pages of Parquet files. */
@NullMarked
package org.medsip.common.columnar;

import org.jspecify.annotations.NullMarked;
