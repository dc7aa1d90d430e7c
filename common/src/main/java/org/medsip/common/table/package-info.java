/** The tables of the lake, each declared once. */
@NullMarked
package org.medsip.common.table;

import org.jspecify.annotations.NullMarked;
