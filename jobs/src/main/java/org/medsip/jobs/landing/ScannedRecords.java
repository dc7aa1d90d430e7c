package org.medsip.jobs.landing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The records of a text, of which all behind the first may be skipped: what is skipped is counted
 * byte by byte and never made into fields.
 */
final class ScannedRecords implements Records {

  /** The bytes of a stretch, at the least. */
  static final long STRETCH = 128L << 20;

  private static final int PIECE = 1 << 18;

  private final CsvRecords records;
  private final RecordScan scan;
  private long seen;

  ScannedRecords(CsvRecords records, RecordScan scan) {
    this.records = records;
    this.scan = scan;
  }

  @Override
  public boolean advance() {
    boolean moved = records.advance();
    seen += moved ? 1 : 0;
    return moved;
  }

  @Override
  public Fields record() {
    return records.record();
  }

  /**
   * Moves behind the last record.
   *
   * @throws Unclear where one is damaged or so long that it may be
   */
  @Override
  public long skip() throws IOException {
    byte[] piece = new byte[PIECE];
    while (scan.read(piece, 0, PIECE) >= 0) {}
    Optional<Long> all = scan.records();
    if (all.isEmpty()) {
      throw new Unclear();
    }
    return all.get() - seen;
  }

  /** Where the text can be cut; known once everything was read. */
  List<Stretch> stretches() {
    return scan.stretches();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  /** A record must be read as such to be judged, and with it all before it. */
  static final class Unclear extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
