package org.medsip.jobs.fetch;

import java.net.URI;
import java.util.List;

/**
 * A file that only the user can get.
 *
 * @param put the name to store it under
 * @param how what to do, in words that follow "to have it,"
 */
record ByHand(
    String id,
    String title,
    String publisher,
    String licence,
    URI page,
    List<String> datasets,
    String put,
    String how) {

  ByHand {
    datasets = List.copyOf(datasets);
  }

  String sentence(Object folder) {
    return "not fetched: %s; to have it, %s (%s), and put it into %s as %s"
        .formatted(title, how, page, folder, put);
  }
}
