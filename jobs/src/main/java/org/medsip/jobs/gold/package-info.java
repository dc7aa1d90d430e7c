/** What is asked: pure steps from silver rows to the curated tables. */
@NullMarked
package org.medsip.jobs.gold;

import org.jspecify.annotations.NullMarked;
