/** Every table of the lake, declared once. */
@NullMarked
package org.medsip.common.table;

import org.jspecify.annotations.NullMarked;
