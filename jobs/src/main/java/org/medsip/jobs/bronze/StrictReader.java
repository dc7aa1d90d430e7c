package org.medsip.jobs.bronze;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.landing.Damaged;
import org.medsip.jobs.landing.FileTotals;
import org.medsip.jobs.landing.Rejection;
import org.medsip.jobs.landing.Source;
import org.medsip.jobs.landing.Tally;
import org.medsip.jobs.landing.TypedRecords;

/**
 * Reads a recognised file record by record, strictly: a value is what its column declares or the
 * record is rejected with a reason, and nothing is guessed. It holds one record at a time. Where
 * the end of a record cannot be found, that record is rejected and is the last.
 */
public final class StrictReader implements Iterator<StrictReader.Outcome>, Closeable {

  /** What became of a record. */
  public sealed interface Outcome permits Accepted, Rejected {}

  private final Source source;
  private final StructType schema;
  private final TypedRecords records;
  private final Tally tally;
  private boolean ended;
  private @Nullable Outcome next;

  private StrictReader(Source source, TypedRecords records) {
    this.source = source;
    this.schema = source.table().schema();
    this.records = records;
    this.tally = new Tally(records.typing());
  }

  public static StrictReader open(Source source) throws IOException {
    return new StrictReader(source, source.open());
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = read();
      ended |= next == null;
    }
    return next != null;
  }

  @Override
  public Outcome next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    Outcome outcome = next;
    next = null;
    return outcome;
  }

  /** What was counted so far; of the whole file once there is no next record. */
  public FileTotals totals() {
    return tally.of(source.file().sha256());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private @Nullable Outcome read() {
    try {
      if (!records.advance()) {
        return null;
      }
    } catch (Damaged damaged) {
      ended = true;
      tally.count(damaged);
      return new Rejected(
          damaged.line(),
          damaged.rejection().reason(),
          damaged.rejection().detail(),
          records.record().shown());
    }
    Rejection rejection = records.typing().type(records.record());
    tally.count(rejection, records.record().line());
    if (rejection != null) {
      return new Rejected(
          records.record().line(),
          rejection.reason(),
          rejection.detail(),
          records.record().shown());
    }
    return new Accepted(new GenericRowWithSchema(records.typing().values().clone(), schema));
  }
}
