/** What the files mean: pure steps from bronze rows to silver rows. */
@NullMarked
package org.medsip.jobs.silver;

import org.jspecify.annotations.NullMarked;
