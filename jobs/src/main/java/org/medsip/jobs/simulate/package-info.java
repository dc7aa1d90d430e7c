/**
 * A synthetic England with a known truth: raw files in the published layouts, and what was planted.
 */
@NullMarked
package org.medsip.jobs.simulate;

import org.jspecify.annotations.NullMarked;
