package org.medsip.common.columnar;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Texts, each different one once. */
final class WaitingTexts implements WaitingColumn {

  private static final int NONE = -1;

  private final int place;
  private final Numbered<UTF8String> texts = new Numbered<>(UTF8String::copy);
  private int[] ids = new int[1 << 10];
  private int rows;

  WaitingTexts(int place) {
    this.place = place;
  }

  @Override
  public void add(InternalRow row) {
    if (rows == ids.length) {
      ids = Arrays.copyOf(ids, 2 * rows);
    }
    ids[rows++] = row.isNullAt(place) ? NONE : texts.numberOf(row.getUTF8String(place));
  }

  @Override
  public void writeTo(ColumnChunk chunk) throws IOException {
    chunk.writeTexts(
        Arrays.copyOf(ids, rows),
        texts.inOrder().stream()
            .map(text -> Binary.fromConstantByteArray(text.getBytes()))
            .toArray(Binary[]::new));
  }
}
