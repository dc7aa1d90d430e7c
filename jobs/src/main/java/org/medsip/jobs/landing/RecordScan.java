package org.medsip.jobs.landing;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medsip.common.run.ReadInPieces;

/**
 * Watches the bytes of a delimited text go by, counts its records and notes where it can be cut
 * into stretches that are read apart.
 */
final class RecordScan extends ReadInPieces {

  /** A record of a file that is cut is never near the length at which records are refused. */
  private static final int LONGEST_RECORD = 1 << 19;

  private final RecordEnds ends;
  private final long stretch;
  private final List<Long> starts = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();
  private long position;
  private long recordStart;
  private long line = 1;
  private long records;
  private boolean finished;
  private boolean vouched = true;

  /**
   * @param position the bytes of the file before those that go by
   * @param stretch the bytes that a stretch has at the least
   */
  RecordScan(InputStream text, char delimiter, long position, long stretch) {
    super(text);
    this.ends = new RecordEnds(delimiter);
    this.position = position;
    this.recordStart = position;
    this.stretch = stretch;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count > 0) {
      look(buffer, offset, offset + count);
      position += count;
    } else if (count < 0 && !finished) {
      finished = true;
      if (vouched && ends.finish()) {
        endRecord(position);
      }
      vouched &= !ends.isDamaged();
    }
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /**
   * The records of the whole text, its header among them.
   *
   * @return empty where a record is damaged or unusually long, so that it must be read to be judged
   */
  Optional<Long> records() {
    return finished && vouched ? Optional.of(records) : Optional.empty();
  }

  /** The stretches behind the header; empty where {@link #records()} are. */
  List<Stretch> stretches() {
    List<Stretch> stretches = new ArrayList<>();
    if (records().isPresent()) {
      for (int i = 0; i < starts.size(); i++) {
        long end = i + 1 < starts.size() ? starts.get(i + 1) : position;
        stretches.add(new Stretch(starts.get(i), end, lines.get(i)));
      }
    }
    return stretches;
  }

  private void look(byte[] buffer, int from, int to) {
    int at = from;
    ends.forgetPlace();
    while (vouched && at < to) {
      int end = ends.advance(buffer, at, to);
      if (end == RecordEnds.MORE || ends.isDamaged()) {
        vouched = !ends.isDamaged() && position + to - from - recordStart <= LONGEST_RECORD;
        return;
      }
      endRecord(position + end - from);
      at = end;
    }
  }

  private void endRecord(long end) {
    long start = recordStart + ends.skipped();
    boolean isFirstRow = records == 1 && starts.isEmpty();
    boolean isFar = !starts.isEmpty() && start - starts.get(starts.size() - 1) >= stretch;
    if (isFirstRow || isFar) {
      starts.add(start);
      lines.add(line);
    }
    vouched &= end - start <= LONGEST_RECORD;
    records += ends.isEmpty() ? 0 : 1;
    line += ends.lines();
    recordStart = end;
  }
}
