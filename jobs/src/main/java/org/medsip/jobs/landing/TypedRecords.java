package org.medsip.jobs.landing;

import java.io.Closeable;
import java.io.IOException;

/** The records of a file together with what types them. */
public final class TypedRecords implements Closeable {

  private final Records records;
  private final RowTyping typing;

  TypedRecords(Records records, RowTyping typing) {
    this.records = records;
    this.typing = typing;
  }

  /**
   * Moves to the next record.
   *
   * @return false behind the last one
   * @throws Damaged where the end of a record cannot be found
   */
  public boolean advance() {
    return records.advance();
  }

  public Fields record() {
    return records.record();
  }

  public RowTyping typing() {
    return typing;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
