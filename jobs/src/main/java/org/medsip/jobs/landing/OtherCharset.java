package org.medsip.jobs.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.medsip.common.run.InputRefused;

/** Bytes of a file that its character set, which was guessed, cannot be right about. */
public final class OtherCharset extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private OtherCharset(Charset guessed) {
    super("The file is not in " + guessed);
  }

  /**
   * Looks at a piece of a text that no character crosses.
   *
   * @throws OtherCharset where the piece shows that the guess is wrong: bytes that are not UTF-8,
   *     or in a text that is not UTF-8 bytes that are
   */
  static void requireNone(byte[] bytes, int from, int to, Charset guessed) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        if (isUtf8(Arrays.copyOfRange(bytes, i, to)) != guessed.equals(StandardCharsets.UTF_8)) {
          throw new OtherCharset(guessed);
        }
        return;
      }
    }
  }

  /** Whether a text that is more than ASCII has characters in UTF-8; some are enough. */
  private static boolean isUtf8(byte[] text) {
    try {
      return Glance.charsetOf(text).equals(StandardCharsets.UTF_8);
    } catch (InputRefused mixed) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
