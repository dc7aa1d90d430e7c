package org.medsip.jobs.landing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.ReadInPieces;

/**
 * What a file holds once it is unpacked.
 *
 * @param form how its records are written
 * @param packed whether the file is packed
 * @param bytes its bytes, to be closed
 */
record Content(Form form, boolean packed, InputStream bytes) {

  /** How records are written. */
  enum Form {
    TEXT,
    XML,
    JSON,
    WORKBOOK
  }

  private static final int PEEKED = 512;

  /**
   * Unpacks a plain, .gz or .zip file, told by its bytes and not by its name.
   *
   * @throws InputRefused where it is packed in a way that is not read
   */
  static Content of(InputStream file, Limits limits) throws IOException {
    Counted packed = new Counted(file);
    Peeked outer = Peeked.of(packed);
    if (outer.isWorkbook()) {
      return new Content(Form.WORKBOOK, false, outer.bytes());
    }
    if (!outer.isZip() && !outer.isGzip()) {
      return outer.asContent(false);
    }
    InputStream unpacked =
        outer.isZip() ? new ZipMember(outer.bytes(), limits) : new GZIPInputStream(outer.bytes());
    Peeked inner = Peeked.of(new Bounded(unpacked, packed, limits));
    if (inner.isZip() || inner.isGzip()) {
      throw new InputRefused(
          "it is a packed file inside a packed file"
              + (unpacked instanceof ZipMember zip ? " (" + zip.name() + ")" : "")
              + "; unpack the outer one");
    }
    return inner.asContent(true);
  }

  private record Peeked(byte[] head, InputStream bytes) {

    static Peeked of(InputStream bytes) throws IOException {
      BufferedInputStream buffered = new BufferedInputStream(bytes, 1 << 16);
      buffered.mark(PEEKED);
      byte[] head = buffered.readNBytes(PEEKED);
      buffered.reset();
      return new Peeked(head, buffered);
    }

    Content asContent(boolean packed) {
      String start = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
      if (start.startsWith("<") || start.startsWith("\u00EF\u00BB\u00BF<")) {
        return new Content(Form.XML, packed, bytes);
      }
      return new Content(start.startsWith("{") ? Form.JSON : Form.TEXT, packed, bytes);
    }

    boolean isZip() {
      return head.length > 3 && head[0] == 'P' && head[1] == 'K' && head[2] < 9;
    }

    boolean isGzip() {
      return head.length > 1 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
    }

    boolean isWorkbook() {
      String start = new String(head, StandardCharsets.ISO_8859_1);
      return isZip()
          && start.length() > 30
          && start.substring(30).matches("(?s)(\\[Content_Types]\\.xml|_rels/|docProps/|xl/).*");
    }
  }

  /** Counts the packed bytes, for the ratio. */
  private static final class Counted extends ReadInPieces {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }

  /** Stops what unpacks to far more than it was. */
  private static final class Bounded extends ReadInPieces {
    private static final long FREE = 16L << 20;

    private final Counted packed;
    private final Limits limits;
    private long count;

    Bounded(InputStream unpacked, Counted packed, Limits limits) {
      super(unpacked);
      this.packed = packed;
      this.limits = limits;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      if (count > limits.bytes()) {
        throw new InputRefused("it unpacks to more than " + limits.bytes() + " bytes");
      }
      if (count > FREE && count / limits.ratio() > packed.count) {
        throw new InputRefused("it unpacks to more than " + limits.ratio() + " times its size");
      }
      return read;
    }
  }
}
