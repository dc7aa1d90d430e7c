/**
 * Published files of prescribing as a source of Spark: {@code
 * spark.read().format("medsip").load(...)} gives the rows of their bronze table, read from the file
 * itself and as strictly.
 */
@NullMarked
package org.medsip.jobs.rawfile;

import org.jspecify.annotations.NullMarked;
