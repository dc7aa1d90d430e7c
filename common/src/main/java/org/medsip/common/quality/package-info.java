/**
 * Whether rows may pass to the next layer: the rules of a table's declaration and of its months'
 * history. The only room that knows Deequ and Scala's collections.
 */
@NullMarked
package org.medsip.common.quality;

import org.jspecify.annotations.NullMarked;
