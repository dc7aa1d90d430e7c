package org.medsip.common.run;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that somebody watches or counts as they go by: a single one is read as a piece of one, so
 * that all of them pass the reading of pieces.
 */
public abstract class ReadInPieces extends FilterInputStream {

  protected ReadInPieces(InputStream bytes) {
    super(bytes);
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }
}
