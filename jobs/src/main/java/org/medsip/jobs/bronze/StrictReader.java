package org.medsip.jobs.bronze;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.landing.Damaged;
import org.medsip.jobs.landing.Rejection;
import org.medsip.jobs.landing.RowTyping;
import org.medsip.jobs.landing.Source;
import org.medsip.jobs.landing.TypedRecords;

/**
 * Reads a recognised file record by record, strictly: a value is what its column declares or the
 * record is rejected with a reason, and nothing is guessed. It holds one record at a time. Where
 * the end of a record cannot be found, that record is rejected and is the last.
 */
public final class StrictReader implements Iterator<StrictReader.Outcome>, Closeable {

  /** What became of a record. */
  public sealed interface Outcome permits Accepted, Rejected {}

  private static final List<String> SUMMED =
      List.of("items", "total_quantity", "nic", "actual_cost");

  private final Source source;
  private final StructType schema;
  private final TypedRecords records;
  private final String[] measureNames;
  private final RowTyping.Measure[] measures;
  private final ExactSum[] sums;
  private final ExactSum[] rejectedSums;
  private long accepted;
  private long rejected;
  private boolean ended;
  private @Nullable Outcome next;

  private StrictReader(Source source, TypedRecords records) {
    this.source = source;
    this.schema = source.table().schema();
    this.records = records;
    this.measureNames =
        SUMMED.stream()
            .filter(column -> records.typing().measure(column).isPresent())
            .toArray(String[]::new);
    this.measures = new RowTyping.Measure[measureNames.length];
    this.sums = new ExactSum[measureNames.length];
    this.rejectedSums = new ExactSum[measureNames.length];
    for (int i = 0; i < measureNames.length; i++) {
      measures[i] = records.typing().measure(measureNames[i]).orElseThrow();
      sums[i] = new ExactSum(measures[i].scale());
      rejectedSums[i] = new ExactSum(measures[i].scale());
    }
  }

  public static StrictReader open(Source source) throws IOException {
    return new StrictReader(source, source.open());
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      next = read();
      ended = next == null;
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
    return new FileTotals(
        source.file().sha256(),
        accepted + rejected,
        accepted,
        rejected,
        totals(sums),
        totals(rejectedSums));
  }

  private Map<String, BigDecimal> totals(ExactSum[] of) {
    Map<String, BigDecimal> totals = new TreeMap<>();
    for (int i = 0; i < of.length; i++) {
      totals.put(measureNames[i], of[i].total());
    }
    return totals;
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
      rejected++;
      return new Rejected(
          damaged.line(),
          damaged.reason(),
          damaged.getMessage() + "; nothing behind it was read",
          records.record().shown());
    }
    Rejection rejection = records.typing().type(records.record());
    addUpInto(sums);
    if (rejection != null) {
      addUpInto(rejectedSums);
      rejected++;
      return new Rejected(
          records.record().line(),
          rejection.reason(),
          rejection.detail(),
          records.record().shown());
    }
    accepted++;
    return new Accepted(new GenericRowWithSchema(records.typing().values().clone(), schema));
  }

  private void addUpInto(ExactSum[] into) {
    for (int i = 0; i < measures.length; i++) {
      if (measures[i].isNumber()) {
        into[i].add(measures[i].unscaled());
      }
    }
  }
}
