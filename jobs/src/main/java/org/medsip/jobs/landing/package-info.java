/** From a file as downloaded to archived bytes of a known layout, month and character set. */
@NullMarked
package org.medsip.jobs.landing;

import org.jspecify.annotations.NullMarked;
