/**
 * The atlas: a static site that opens from disk and prints. A page is data (sections, tables and
 * figures drawn from the tables); one template writes it.
 */
@NullMarked
package org.medsip.jobs.published.atlas;

import org.jspecify.annotations.NullMarked;
