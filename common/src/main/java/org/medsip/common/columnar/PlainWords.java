package org.medsip.common.columnar;

import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The values of a dictionary one behind the other, as its page has them. */
record PlainWords(ColumnDescriptor column, Binary[] words) {

  private static final int SLAB = 1 << 12;
  private static final int MOST_BYTES = 1 << 26;

  BytesInput bytes() throws IOException {
    ValuesWriter writer = writer();
    for (Binary word : words) {
      writer.writeBytes(word);
    }
    BytesInput bytes = BytesInput.copy(writer.getBytes());
    writer.close();
    return bytes;
  }

  private ValuesWriter writer() {
    PrimitiveType type = column.getPrimitiveType();
    HeapByteBufferAllocator allocator = new HeapByteBufferAllocator();
    return type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
        ? new FixedLenByteArrayPlainValuesWriter(type.getTypeLength(), SLAB, MOST_BYTES, allocator)
        : new PlainValuesWriter(SLAB, MOST_BYTES, allocator);
  }
}
