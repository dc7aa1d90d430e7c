/** The command line: the only room that reads configuration, the clock and the user's words. */
@NullMarked
package org.medsip.jobs.cli;

import org.jspecify.annotations.NullMarked;
