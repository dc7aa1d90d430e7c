package org.medsip.jobs.published.atlas;

import org.jspecify.annotations.Nullable;

/** How deprived the places are where the people of an organisation live. */
record Place(
    @Nullable Double score,
    @Nullable Double core20,
    @Nullable Long fifth,
    @Nullable Long registrants,
    @Nullable Double coverage) {}
