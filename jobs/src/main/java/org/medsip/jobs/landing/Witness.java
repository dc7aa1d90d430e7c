package org.medsip.jobs.landing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.ReadInPieces;

/**
 * Watches the bytes of a text go by and says in the end which character set they are in. UTF-8 is
 * checked strictly; a text that is not UTF-8 is ISO-8859-1, or windows-1252 where it uses the bytes
 * that only windows-1252 gives a character to.
 */
final class Witness extends ReadInPieces {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOWEST = 0x0101010101010101L;
  private static final long HIGHEST = 0x8080808080808080L;

  private int awaited;
  private int lowest = 0x80;
  private int highest = 0xBF;
  private long position;
  private long sequences;
  private long firstFault = -1;
  private boolean onlyInWindows;
  private boolean onlyInLatin;

  Witness(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    for (int i = offset; i < offset + read; i++) {
      if (awaited == 0) {
        i = behindPlain(buffer, i, offset + read);
        if (i == offset + read) {
          break;
        }
      }
      int b = buffer[i];
      if (b > 0 && awaited == 0) {
        continue;
      }
      look(b & 0xFF, position + i - offset);
    }
    position += Math.max(0, read);
    return read;
  }

  /** Goes on, eight bytes at a time, as long as all of them are ASCII and none is zero. */
  private static int behindPlain(byte[] buffer, int from, int to) {
    int at = from;
    while (at + Long.BYTES <= to) {
      long word = (long) WORDS.get(buffer, at);
      if (((word | (word - LOWEST)) & HIGHEST) != 0) {
        break;
      }
      at += Long.BYTES;
    }
    return at;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /**
   * The character set, once everything was read.
   *
   * @throws InputRefused where parts are UTF-8 and parts are not
   */
  Charset charset() {
    if (awaited > 0 && firstFault < 0) {
      firstFault = position;
    }
    if (firstFault < 0) {
      return StandardCharsets.UTF_8;
    }
    if (sequences > 0) {
      throw new InputRefused(
          "it mixes UTF-8 with another character set (byte "
              + firstFault
              + " is not UTF-8); ask its publisher for a whole copy");
    }
    return onlyInWindows && !onlyInLatin ? WINDOWS : StandardCharsets.ISO_8859_1;
  }

  private void look(int b, long at) {
    if (b == 0) {
      throw new InputRefused(
          "byte " + at + " is zero, so it is UTF-16 or no text; save it as UTF-8");
    }
    if (b >= 0x80 && b <= 0x9F) {
      boolean undefined = b == 0x81 || b == 0x8D || b == 0x8F || b == 0x90 || b == 0x9D;
      onlyInLatin |= undefined;
      onlyInWindows |= !undefined;
    }
    if (awaited > 0) {
      expectContinuation(b, at);
    } else if (b >= 0x80) {
      expectLead(b, at);
    }
  }

  private void expectContinuation(int b, long at) {
    if (b < lowest || b > highest) {
      awaited = 0;
      fault(at);
      if (b >= 0x80) {
        expectLead(b, at);
      }
      return;
    }
    awaited--;
    lowest = 0x80;
    highest = 0xBF;
    if (awaited == 0) {
      sequences++;
    }
  }

  private void expectLead(int b, long at) {
    lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
      awaited = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      awaited = 2;
    } else if (b >= 0xF0 && b <= 0xF4) {
      awaited = 3;
    } else {
      fault(at);
    }
  }

  private void fault(long at) {
    firstFault = firstFault < 0 ? at : firstFault;
  }
}
