/**
 * The arithmetic of what reaches gold: plain Java over numbers, each formula with its unit, its
 * source and a worked example that is a test.
 */
@NullMarked
package org.medsip.common.metric;

import org.jspecify.annotations.NullMarked;
