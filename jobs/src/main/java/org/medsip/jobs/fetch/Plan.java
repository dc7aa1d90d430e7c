package org.medsip.jobs.fetch;

import java.util.List;

/**
 * What is to be had of one offer.
 *
 * @param files the files that are announced
 * @param missing what is wanted and not announced, each in words that begin a sentence
 */
record Plan(List<Planned> files, List<String> missing) {

  Plan {
    files = List.copyOf(files);
    missing = List.copyOf(missing);
  }
}
