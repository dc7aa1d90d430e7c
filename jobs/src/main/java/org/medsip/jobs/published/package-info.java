/**
 * What people open: the tables of gold in open formats, documents and the atlas, written as one
 * publication. It reads files of the lake and runs no Spark.
 */
@NullMarked
package org.medsip.jobs.published;

import org.jspecify.annotations.NullMarked;
