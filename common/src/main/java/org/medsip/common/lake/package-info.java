/** The only room that knows where things lie and how Delta keeps them. */
@NullMarked
package org.medsip.common.lake;

import org.jspecify.annotations.NullMarked;
