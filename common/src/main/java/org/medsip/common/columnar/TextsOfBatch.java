package org.medsip.common.columnar;

import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** The texts of one column of a batch, of which none is absent. */
public final class TextsOfBatch {

  private final ColumnVector texts;

  /** The places of the texts in the dictionary of their file, where it has one. */
  private final @Nullable WritableColumnVector places;

  private final Numbered<UTF8String> numbered = new Numbered<>(UTF8String::copy);
  private @Nullable UTF8String last;
  private int placeOfLast;

  /** The texts of a column as Spark has read it. */
  public TextsOfBatch(ColumnVector texts) {
    this.texts = texts;
    places =
        texts instanceof WritableColumnVector read && read.hasDictionary()
            ? read.getDictionaryIds()
            : null;
  }

  /** A number that two rows of the batch have in common if they have the same text. */
  public int numberOf(int row) {
    return places == null ? numbered.numberOf(texts.getUTF8String(row)) : places.getDictId(row);
  }

  /** The text of a row, which may lie in memory that is used again. */
  public UTF8String of(int row) {
    if (places == null) {
      return texts.getUTF8String(row);
    }
    int place = places.getDictId(row);
    UTF8String text = last;
    if (text == null || place != placeOfLast) {
      text = texts.getUTF8String(row);
      last = text;
      placeOfLast = place;
    }
    return text;
  }
}
