package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class LineDigestsTest {

  @Test
  void eachPartitionOfEachTableHasTheDigestOfItsLinesWithoutTheirHead() {
    assertThat(
            digests(
                "a\u001fALL\u001fx\u001f\n",
                "a\u001fALL\u001fx\u001f\n",
                "a\u001fALL\u001fx, and much longer than the one before\u001f\n",
                "ab\u001f2017-09-01\u001fx\u001f\n",
                "ab\u001f2017-10-01\u001fé\u001f\n"))
        .containsExactly(
            hash("a", "ALL", 3, "x\u001f\nx\u001f\nx, and much longer than the one before\u001f\n"),
            hash("ab", "2017-09-01", 1, "x\u001f\n"),
            hash("ab", "2017-10-01", 1, "é\u001f\n"));
  }

  @Test
  void noLinesHaveNoDigest() {
    assertThat(digests()).isEmpty();
  }

  private static List<LineDigests.OfTable> digests(String... lines) {
    List<LineDigests.OfTable> digests = new ArrayList<>();
    LineDigests.of(Stream.of(lines).map(LineDigestsTest::row).iterator())
        .forEachRemaining(digests::add);
    return digests;
  }

  private static InternalRow row(String line) {
    return new GenericInternalRow(new Object[] {UTF8String.fromString(line)});
  }

  private static LineDigests.OfTable hash(
      String table, String partition, long rows, String content) {
    MessageDigest digest = Fingerprint.sha256();
    String sha256 =
        HexFormat.of().formatHex(digest.digest(content.getBytes(StandardCharsets.UTF_8)));
    return new LineDigests.OfTable(table, new ContentHash(partition, rows, sha256));
  }
}
