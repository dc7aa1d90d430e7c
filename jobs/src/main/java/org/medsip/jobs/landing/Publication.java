package org.medsip.jobs.landing;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One published file of one month, as a lake remembers it.
 *
 * @param sha256 its bytes
 * @param name its path inside the input folder it came in
 * @param dataset what it is a publication of
 * @param layout the id of its layout
 * @param part which of the files of one month it is; empty where a month has one
 * @param month the first day of its month or edition
 * @param revision the number of the revision; 0 is the first publication
 * @param status whether its rows are those of the month
 * @param fetchedAt when it was fetched, where a record says so
 */
public record Publication(
    String sha256,
    String name,
    Dataset dataset,
    String layout,
    String part,
    LocalDate month,
    int revision,
    Status status,
    @Nullable Instant fetchedAt)
    implements Serializable {

  /** Whether the rows of a file are those of its month. */
  public enum Status {
    CURRENT,
    SUPERSEDED
  }

  /** A file of this run, not yet decided upon. */
  public static Publication of(Inspection.Understood file) {
    return new Publication(
        file.file().sha256(),
        file.name(),
        file.dataset(),
        file.layout(),
        file.part(),
        file.month(),
        file.revision(),
        Status.CURRENT,
        file.fetched().map(Fetched::fetchedAt).orElse(null));
  }

  Publication as(Status newStatus) {
    return new Publication(
        sha256, name, dataset, layout, part, month, revision, newStatus, fetchedAt);
  }

  /** The files of which only one is current. */
  Slot slot() {
    return new Slot(dataset.family(), part, month);
  }

  record Slot(String family, String part, LocalDate month) {}
}
