package org.medsip.common.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.columnar.ColumnsInPlace;
import scala.Tuple2;

/**
 * Whether rows can be told apart by the hashes of their keys: where no two hashes are alike no two
 * keys are. The hashes are brought together in blocks by their first bits and sorted: a table of
 * all of them, with the number of rows of each, takes far more room than eight bytes a row.
 */
final class KeyHashes {

  private static final int FIRST_BITS = 6;
  private static final int BLOCKS = 1 << FIRST_BITS;
  private static final int MOST_HASHES = 1 << 13;

  private static final Encoder<Tuple2<Integer, byte[]>> OF_BLOCK =
      Encoders.tuple(Encoders.INT(), Encoders.BINARY());

  private KeyHashes() {}

  /**
   * Whether no two hashes are alike.
   *
   * @param key the columns of the key
   */
  static boolean areAllDifferent(Dataset<Row> rows, List<String> key) {
    Dataset<Row> keys = keys(rows, key);
    StructType types = keys.schema();
    JavaRDD<Tuple2<Integer, byte[]>> blocks =
        ColumnsInPlace.of(keys)
            .mapPartitions(batches -> new Blocks(new HashedKeys(batches, types)));
    return rows.sparkSession()
        .createDataset(blocks.rdd(), OF_BLOCK)
        .groupByKey((MapFunction<Tuple2<Integer, byte[]>, Integer>) Tuple2::_1, Encoders.INT())
        .mapGroups(
            (MapGroupsFunction<Integer, Tuple2<Integer, byte[]>, Boolean>)
                (first, ofFirst) -> isAnyTwice(ofFirst),
            Encoders.BOOLEAN())
        .filter((FilterFunction<Boolean>) isAnyTwice -> isAnyTwice)
        .isEmpty();
  }

  /** The columns of the key; of one whose values are of a rare kind what Spark makes of them. */
  private static Dataset<Row> keys(Dataset<Row> rows, List<String> key) {
    Column[] columns = new Column[key.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = key.get(i);
      boolean isHashed = HashedKeys.canBeOf(rows.schema().apply(name).dataType());
      columns[i] = isHashed ? col(name) : xxhash64(col(name)).as(name);
    }
    return rows.select(columns);
  }

  private static boolean isAnyTwice(Iterator<Tuple2<Integer, byte[]>> blocks) {
    List<LongBuffer> parts = new ArrayList<>();
    blocks.forEachRemaining(block -> parts.add(ByteBuffer.wrap(block._2()).asLongBuffer()));
    LongBuffer all = LongBuffer.allocate(parts.stream().mapToInt(LongBuffer::remaining).sum());
    parts.forEach(all::put);
    long[] hashes = all.array();
    Arrays.sort(hashes);
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i] == hashes[i - 1]) {
        return true;
      }
    }
    return false;
  }

  /**
   * Hashes in blocks by their first bits, each given when it is full, and the others at the end.
   */
  private static final class Blocks implements Iterator<Tuple2<Integer, byte[]>> {

    private final PrimitiveIterator.OfLong hashes;
    private final ByteBuffer[] open = new ByteBuffer[BLOCKS];
    private int given;

    Blocks(PrimitiveIterator.OfLong hashes) {
      this.hashes = hashes;
      for (int i = 0; i < BLOCKS; i++) {
        open[i] = ByteBuffer.allocate(MOST_HASHES * Long.BYTES);
      }
    }

    @Override
    public boolean hasNext() {
      return hashes.hasNext() || given < BLOCKS;
    }

    @Override
    public Tuple2<Integer, byte[]> next() {
      while (hashes.hasNext()) {
        long hash = hashes.nextLong();
        int first = (int) (hash >>> (Long.SIZE - FIRST_BITS));
        open[first].putLong(hash);
        if (!open[first].hasRemaining()) {
          return taken(first);
        }
      }
      return taken(given++);
    }

    private Tuple2<Integer, byte[]> taken(int first) {
      ByteBuffer block = open[first];
      byte[] bytes = Arrays.copyOf(block.array(), block.position());
      block.clear();
      return new Tuple2<>(first, bytes);
    }
  }
}
