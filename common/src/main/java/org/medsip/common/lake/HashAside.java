package org.medsip.common.lake;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.medsip.common.run.Fingerprint;

/**
 * The SHA-256 of bytes that go by. What fills a piece is hashed by another thread, so that who
 * reads a large file does not wait for it; of a small one nothing is handed over.
 */
final class HashAside {

  private static final int PIECE = 1 << 20;

  private final MessageDigest digest = Fingerprint.sha256();
  private byte[] filling;
  private byte[] spare;
  private int filled;
  private CompletableFuture<Void> hashing = CompletableFuture.completedFuture(null);

  HashAside() {
    this(PIECE);
  }

  /**
   * @param piece the bytes that are handed over at once
   */
  HashAside(int piece) {
    this.filling = new byte[piece];
    this.spare = new byte[piece];
  }

  void add(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int some = Math.min(end - at, filling.length - filled);
      System.arraycopy(bytes, at, filling, filled, some);
      filled += some;
      at += some;
      if (filled == filling.length) {
        handOver();
      }
    }
  }

  /** The hash of everything added, in hexadecimal; nothing is added afterwards. */
  String sha256() {
    hashing.join();
    digest.update(filling, 0, filled);
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * One piece at a time is hashed, the other one filled meanwhile. The pool is named since with two
   * processors every piece would else be given a new thread.
   */
  private void handOver() {
    hashing.join();
    byte[] full = filling;
    filling = spare;
    spare = full;
    filled = 0;
    hashing =
        CompletableFuture.runAsync(
            () -> digest.update(full, 0, full.length), ForkJoinPool.commonPool());
  }
}
