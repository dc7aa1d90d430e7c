package org.medsip.common.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 over texts, each ended by a byte that no text contains, as 64 hexadecimal digits. */
public final class Fingerprint {

  private static final byte END = (byte) 0xFF;

  public static String of(String... parts) {
    return of(Arrays.asList(parts));
  }

  public static String of(Iterable<String> parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update(END);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A SHA-256 of nothing yet, for what is hashed in another form than texts. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private Fingerprint() {}
}
