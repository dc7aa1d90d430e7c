package org.medsip.jobs.bronze;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.util.AccumulatorV2;
import org.medsip.jobs.landing.FileTotals;

/**
 * The totals of each file that a Spark job has read to its end. A file read twice, as by a repeated
 * task, is there once.
 */
final class TotalsOfFiles extends AccumulatorV2<FileTotals, Map<String, FileTotals>> {

  private static final long serialVersionUID = 1L;

  private final ConcurrentHashMap<String, FileTotals> files = new ConcurrentHashMap<>();

  @Override
  public boolean isZero() {
    return files.isEmpty();
  }

  @Override
  public TotalsOfFiles copy() {
    TotalsOfFiles copy = new TotalsOfFiles();
    copy.files.putAll(files);
    return copy;
  }

  @Override
  public void reset() {
    files.clear();
  }

  @Override
  public void add(FileTotals totals) {
    files.put(totals.source(), totals);
  }

  @Override
  public void merge(AccumulatorV2<FileTotals, Map<String, FileTotals>> other) {
    files.putAll(other.value());
  }

  @Override
  public Map<String, FileTotals> value() {
    return Map.copyOf(files);
  }
}
