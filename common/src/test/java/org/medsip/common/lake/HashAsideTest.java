package org.medsip.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashAsideTest {

  @Test
  void whateverPiecesBytesComeInTheirHashIsThatOfAllAtOnce() throws Exception {
    Random random = new Random(20261126);
    for (int world = 0; world < 500; world++) {
      byte[] bytes = new byte[random.nextInt(2_000)];
      random.nextBytes(bytes);
      HashAside hash = new HashAside(1 + random.nextInt(300));
      for (int at = 0; at < bytes.length; ) {
        int some = Math.min(bytes.length - at, random.nextInt(700));
        byte[] reused = new byte[some + 3];
        System.arraycopy(bytes, at, reused, 3, some);
        hash.add(reused, 3, some);
        Arrays.fill(reused, (byte) 0);
        at += some;
      }

      assertThat(hash.sha256()).isEqualTo(sha256(bytes));
    }
  }

  @Test
  void ofNothingItIsTheHashOfNothing() throws Exception {
    assertThat(new HashAside().sha256()).isEqualTo(sha256(new byte[0]));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
