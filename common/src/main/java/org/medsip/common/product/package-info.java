/**
 * What an opioid presentation is: ingredient, route, release, strength, the opioid in one unit of
 * its QUANTITY, and from that its DDDs, its oral morphine equivalent and its high-dose class.
 *
 * <p>Everything follows from a BNF code, a presentation name and the reference tables in {@code
 * schemas/reference}, never from other rows of the input: a result does not depend on which months
 * were loaded or in what order. Every reference row names its source.
 */
@NullMarked
package org.medsip.common.product;

import org.jspecify.annotations.NullMarked;
