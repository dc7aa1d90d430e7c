package org.medsip.jobs.rawfile;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.ColumnBlock;
import org.medsip.jobs.landing.ColumnReader;
import org.medsip.jobs.landing.Glance;
import org.medsip.jobs.landing.OtherCharset;
import org.medsip.jobs.landing.Source;
import org.medsip.jobs.landing.Stretch;
import org.medsip.jobs.landing.Wanted;

/**
 * The rows of a stretch, block by block. What was guessed of its file is given up where a record
 * speaks against it: all of the file is read then, and the query goes on with what is found, or
 * ends with the reason why it cannot.
 */
final class StretchReader implements PartitionReader<ColumnarBatch> {

  private static final int ROWS = 1 << 13;

  private final Stretch stretch;
  private final Wanted wanted;
  private final ColumnBlock block;
  private final ColumnVector[] vectors;
  private final ColumnarBatch batch;
  private Source source;
  private ColumnReader reader;
  private long blocks;

  StretchReader(RawFileScan.Part part, StructType columns, Wanted wanted) throws IOException {
    this.source = part.source();
    this.stretch = part.stretch();
    this.wanted = wanted;
    this.block = new ColumnBlock(source.table(), wanted, ROWS);
    this.vectors = new ColumnVector[columns.size()];
    for (int i = 0; i < vectors.length; i++) {
      int place = source.table().columnNames().indexOf(columns.apply(i).name());
      vectors[i] = BlockVector.of(block, place, columns.apply(i).dataType());
    }
    this.batch = new ColumnarBatch(vectors);
    this.reader = open();
  }

  /** A record speaks against what was guessed of the file, or the file is bad. */
  private static final class Doubt extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public boolean next() throws IOException {
    boolean more = readOn();
    batch.setNumRows(more ? block.rows() : 0);
    return more;
  }

  @Override
  public ColumnarBatch get() {
    return batch;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    batch.close();
  }

  private boolean readOn() throws IOException {
    try {
      boolean more = reader.read(block);
      blocks++;
      return more;
    } catch (Doubt | OtherCharset guessed) {
      return readOnWithoutGuessing(guessed);
    }
  }

  private boolean readOnWithoutGuessing(RuntimeException guessed) throws IOException {
    Source read = WholeFile.of(source);
    if (read.charset().equals(source.charset())) {
      Optional<String> refusal = WholeFile.refusal(read);
      throw new InputRefused(
          refusal.orElse(
              Glance.nameOf(source)
                  + " cannot be queried: a text in it runs over lines that look like records; take"
                  + " it into a lake with 'medsip run' and query that"),
          guessed);
    }
    source = new Source(source.file(), source.layout(), read.charset(), source.month());
    reader.close();
    reader = open();
    for (long again = 0; again < blocks; again++) {
      reader.read(block);
    }
    return readOn();
  }

  private ColumnReader open() throws IOException {
    ColumnReader.Rejections doubt =
        (line, rejection, record) -> {
          throw new Doubt();
        };
    return ColumnReader.open(
        source, stretch, source.isGlancedAt() ? doubt : Refused.of(source), wanted);
  }
}
