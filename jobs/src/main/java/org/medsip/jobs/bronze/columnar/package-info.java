/** From columns as they are read to the pages of Parquet files, without a row in between. */
@NullMarked
package org.medsip.jobs.bronze.columnar;

import org.jspecify.annotations.NullMarked;
