/** What every run shares: how it ends and what it tells its user. */
@NullMarked
package org.medsip.common.run;

import org.jspecify.annotations.NullMarked;
