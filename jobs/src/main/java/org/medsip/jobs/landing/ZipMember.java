package org.medsip.jobs.landing;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.medsip.common.run.InputRefused;

/**
 * The bytes of the one data file in a zip. Names are read and never used as paths; folders and
 * hidden members are passed over.
 */
final class ZipMember extends InputStream {

  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul", "com1", "lpt1");

  private final Tail packed;
  private final ZipInputStream zip;
  private final Limits limits;
  private String name = "";
  private int entries;
  private boolean finished;

  ZipMember(InputStream file, Limits limits) throws IOException {
    this.packed = new Tail(file);
    this.zip = new ZipInputStream(packed, StandardCharsets.UTF_8);
    this.limits = limits;
    if (!moveToData()) {
      throw new InputRefused("it is a zip without a data file in it");
    }
  }

  /** The name of the member. */
  String name() {
    return name;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (finished) {
      return -1;
    }
    try {
      int read = zip.read(buffer, offset, length);
      if (read < 0) {
        finish();
      }
      return read;
    } catch (ZipException | java.io.EOFException e) {
      throw new InputRefused(
          "its member " + name + " is damaged (" + e.getMessage() + "); download it again", e);
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private void finish() throws IOException {
    finished = true;
    String first = name;
    if (moveToData()) {
      throw new InputRefused(
          "it is a zip of several files (" + first + ", " + name + "); unpack it");
    }
    packed.transferTo(OutputStream.nullOutputStream());
    if (!packed.holdsEndOfDirectory()) {
      throw new InputRefused("it is a zip cut off before its end; download it again");
    }
  }

  private boolean moveToData() throws IOException {
    try {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > limits.entries()) {
          throw new InputRefused("it is a zip of more than " + limits.entries() + " members");
        }
        name = shown(entry.getName());
        if (isUnsafe(entry.getName())) {
          throw new InputRefused("its member '" + name + "' has a name that leaves its folder");
        }
        if (!entry.isDirectory() && !isHidden(entry.getName())) {
          return true;
        }
      }
      return false;
    } catch (ZipException | IllegalArgumentException e) {
      throw new InputRefused(
          "it is a zip that cannot be read (" + e.getMessage() + ") after member '" + name + "'",
          e);
    }
  }

  private static boolean isHidden(String path) {
    return path.startsWith("__MACOSX/")
        || path.substring(path.lastIndexOf('/') + 1).startsWith(".");
  }

  private static boolean isUnsafe(String path) {
    if (path.startsWith("/") || path.contains("\\") || path.contains(":") || path.length() > 1000) {
      return true;
    }
    for (String step : path.split("/")) {
      String stem = step.toLowerCase(Locale.ROOT).split("\\.", 2)[0];
      if (step.equals("..") || DEVICES.contains(stem)) {
        return true;
      }
    }
    return path.chars().anyMatch(Character::isISOControl);
  }

  private static String shown(String path) {
    String printable = path.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > 200 ? printable.substring(0, 200) : printable;
  }

  /** Remembers the end of what was read, where a whole zip has its directory. */
  private static final class Tail extends FilterInputStream {
    private static final int LONGEST = 66_000;
    private static final int LENGTH_OF_END = 22;

    private final ByteArrayOutputStream end = new ByteArrayOutputStream();

    Tail(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        if (end.size() > 16 * LONGEST) {
          byte[] kept = end.toByteArray();
          end.reset();
          end.write(kept, kept.length - LONGEST, LONGEST);
        }
        end.write(buffer, offset, read);
      }
      return read;
    }

    boolean holdsEndOfDirectory() {
      byte[] read = end.toByteArray();
      int at = new String(read, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0005\u0006");
      if (at < 0 || read.length < at + LENGTH_OF_END) {
        return false;
      }
      int comment = (read[at + 20] & 0xFF) | (read[at + 21] & 0xFF) << 8;
      return read.length >= at + LENGTH_OF_END + comment;
    }
  }
}
