package org.medsip.common.run;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What {@link CanonicalLines} in their order hash to, by the table and partition they belong to.
 */
final class LineDigests {

  /** The hash of a partition of one table among several. */
  record OfTable(String table, ContentHash hash) implements Serializable {}

  private static final String FIELD_END = Character.toString(LineBytes.FIELD_END);

  private final List<OfTable> finished = new ArrayList<>();
  private final MessageDigest digest = Fingerprint.sha256();
  private byte[] line = {};
  private byte[] head = {};
  private long rows;

  private LineDigests() {}

  /**
   * One hash for each run of lines with the same head.
   *
   * @param sorted rows of one line each, those of a partition of a table one after the other
   */
  static Iterator<OfTable> of(Iterator<InternalRow> sorted) {
    LineDigests digests = new LineDigests();
    while (sorted.hasNext()) {
      digests.add(sorted.next().getUTF8String(0));
    }
    digests.finish();
    return digests.finished.iterator();
  }

  private void add(UTF8String next) {
    int length = next.numBytes();
    if (line.length < length) {
      line = new byte[2 * length];
    }
    next.writeToMemory(line, Platform.BYTE_ARRAY_OFFSET);
    if (rows == 0 || !hasHead(length)) {
      finish();
      head = Arrays.copyOf(line, headLength(line));
    }
    digest.update(line, head.length, length - head.length);
    rows++;
  }

  private boolean hasHead(int length) {
    return length >= head.length && Arrays.equals(line, 0, head.length, head, 0, head.length);
  }

  private void finish() {
    if (rows > 0) {
      String[] names = new String(head, StandardCharsets.UTF_8).split(FIELD_END, -1);
      String sha256 = HexFormat.of().formatHex(digest.digest());
      finished.add(new OfTable(names[0], new ContentHash(names[1], rows, sha256)));
    }
    rows = 0;
  }

  private static int headLength(byte[] line) {
    int ends = 0;
    int length = 0;
    while (ends < CanonicalLines.HEAD) {
      ends += line[length++] == LineBytes.FIELD_END ? 1 : 0;
    }
    return length;
  }
}
