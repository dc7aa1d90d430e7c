/** How a run goes: what is stale, in which order it is built, checked, recorded and reported. */
@NullMarked
package org.medsip.common.run;

import org.jspecify.annotations.NullMarked;
