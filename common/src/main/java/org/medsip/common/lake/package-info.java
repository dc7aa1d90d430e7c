/** Where files and tables lie; no other package knows a path of the lake. */
@NullMarked
package org.medsip.common.lake;

import org.jspecify.annotations.NullMarked;
