package org.medsip.jobs.published.atlas;

/** Help that exists: a row of {@code resource_link}. */
record Resource(
    String areaCode,
    String title,
    String publisher,
    String audience,
    String purpose,
    String url,
    String summary,
    String checked) {}
