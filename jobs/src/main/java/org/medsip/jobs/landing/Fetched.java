package org.medsip.jobs.landing;

import java.time.Instant;

/**
 * Where one file of an input folder came from.
 *
 * @param file its name in the folder
 * @param sha256 its bytes; a file that differs from them is not the one that was fetched
 * @param bytes how many there are
 * @param source which source of the configuration it is
 * @param month the month it was fetched for as {@code 2026-07}; empty where it is of none
 * @param url the lasting address it came from; of a link that expires, where one asks for a new one
 * @param fetchedAt when it was fetched
 * @param published when its publisher says it was published, in the publisher's words; may be empty
 * @param etag by which its server tells its versions apart; may be empty
 * @param lastModified when its server says it changed, in the server's words; may be empty
 */
public record Fetched(
    String file,
    String sha256,
    long bytes,
    String source,
    String month,
    String url,
    Instant fetchedAt,
    String published,
    String etag,
    String lastModified) {

  /** The same bytes, which their publisher published again. */
  public Fetched publishedAgain(String when) {
    return new Fetched(
        file, sha256, bytes, source, month, url, fetchedAt, when, etag, lastModified);
  }
}
