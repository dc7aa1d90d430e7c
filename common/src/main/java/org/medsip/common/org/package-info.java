/**
 * What is known of NHS organisations beside the published files: the areas of the Patient Safety
 * Collaboratives and codes that a published list left open. Read from {@code schemas/reference},
 * where every row names its source.
 */
@NullMarked
package org.medsip.common.org;

import org.jspecify.annotations.NullMarked;
