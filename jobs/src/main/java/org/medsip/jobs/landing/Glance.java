package org.medsip.jobs.landing;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.common.run.InputRefused;

/**
 * What is said of prescribing files without reading them: layout and month from their first
 * records, character set and places to cut from a look here and there. Whoever reads such a file
 * finds out whether the look was right: bytes of another character set are an {@link OtherCharset},
 * and a cut inside quotes leaves the stretch before it with a quote that is never closed.
 */
public final class Glance {

  private static final int BEGINNING = 4 << 20;
  private static final int LOOKED_AT = 1 << 20;
  private static final int RECORDS_LOOKED_AT = 8;
  private static final int MOST_LINE_ENDS_TRIED = 100;
  private static final int UNKNOWN_LINE = 0;

  private final Source source;
  private final List<Stretch> stretches;

  private Glance(Source source, List<Stretch> stretches) {
    this.source = source;
    this.stretches = List.copyOf(stretches);
  }

  /**
   * Glances at the prescribing files of some places, each a file or a folder of nothing else.
   *
   * @param parts into how many stretches a file is cut at the most
   * @param atLeast the bytes of a stretch, at the least
   * @throws InputRefused where a file is not understood, or is not the only one of its month
   */
  public static List<Glance> at(List<String> places, int parts, long atLeast) {
    List<Glance> glances = new ArrayList<>();
    Map<LocalDate, Source> months = new TreeMap<>();
    for (String place : places) {
      for (FileStatus file : filesAt(place)) {
        Glance glance = at(file, parts, atLeast);
        Source other = months.putIfAbsent(glance.source.month(), glance.source);
        if (other != null) {
          throw new InputRefused(
              "%s and %s are both of %s; name the one that is to be read"
                  .formatted(nameOf(other), nameOf(glance.source), glance.source.month()));
        }
        glances.add(glance);
      }
    }
    return glances;
  }

  /** The file, which has no hash; its character set is a guess. */
  public Source source() {
    return source;
  }

  /** Where it can be cut, unless that guess is wrong; on which line is not known. */
  public List<Stretch> stretches() {
    return stretches;
  }

  /** The name of a file. */
  public static String nameOf(Source source) {
    return new Path(source.file().location()).getName();
  }

  private static List<FileStatus> filesAt(String place) {
    Path path = new Path(place);
    try {
      FileSystem files = path.getFileSystem(new Configuration());
      FileStatus found = files.getFileStatus(path);
      if (!found.isDirectory()) {
        return List.of(found);
      }
      return Arrays.stream(files.listStatus(path))
          .filter(file -> file.isFile() && !file.getPath().getName().startsWith("."))
          .sorted()
          .toList();
    } catch (FileNotFoundException e) {
      throw new InputRefused("There is no file or folder " + place + "; name one that is", e);
    } catch (IOException e) {
      throw new UncheckedIOException("While reading " + place, e);
    }
  }

  private static Glance at(FileStatus file, int parts, long atLeast) {
    String name = file.getPath().getName();
    ArchivedFile bytes = new ArchivedFile("", file.getPath().toString(), file.getLen());
    try {
      Beginning beginning = Beginning.of(bytes);
      Source source =
          Recogniser.glance(name, bytes, beginning.content(), beginning.charset()).source();
      if (!ColumnReader.reads(source)) {
        throw new InputRefused("it is " + source.layout() + " and not a file of prescribing");
      }
      if (beginning.packed()) {
        return new Glance(source, List.of(Stretch.WHOLE));
      }
      return cut(source, Math.max(atLeast, file.getLen() / parts));
    } catch (InputRefused | Damaged e) {
      throw new InputRefused("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("While reading " + name, e);
    }
  }

  /** Cuts a file where several records in a row are as wide as its header. */
  private static Glance cut(Source source, long atLeast) throws IOException {
    ColumnReader.Head head = ColumnReader.Head.of(source);
    long start = firstRow(source.file(), head);
    if (start < 0) {
      return new Glance(source, List.of(Stretch.WHOLE));
    }
    List<Stretch> stretches = new ArrayList<>();
    Charset charset = Charset.forName(source.charset());
    for (long near = start + atLeast; near < source.file().bytes(); near += atLeast) {
      byte[] bytes = bytesFrom(source.file(), near);
      if (charset.equals(StandardCharsets.UTF_8)) {
        charset = charsetOf(lines(bytes));
      }
      int at = beginningOfRecords(bytes, head);
      if (at > 0) {
        stretches.add(new Stretch(start, near + at, UNKNOWN_LINE));
        start = near + at;
      }
    }
    stretches.add(new Stretch(start, source.file().bytes(), UNKNOWN_LINE));
    return new Glance(
        new Source(source.file(), source.layout(), charset.name(), source.month()), stretches);
  }

  /** Where the header ends; -1 where that cannot be said. */
  private static long firstRow(ArchivedFile file, ColumnReader.Head head) throws IOException {
    byte[] bytes = bytesFrom(file, 0);
    RecordEnds ends = new RecordEnds(head.delimiter());
    int at = head.before();
    do {
      at = ends.advance(bytes, at, bytes.length);
    } while (at >= 0 && ends.isEmpty());
    return ends.isDamaged() ? -1 : at;
  }

  private static byte[] bytesFrom(ArchivedFile file, long from) throws IOException {
    try (InputStream bytes = file.open(from)) {
      return bytes.readNBytes(LOOKED_AT);
    }
  }

  /** The place of the first byte behind a feed from which on there are records; 0 if none is. */
  private static int beginningOfRecords(byte[] bytes, ColumnReader.Head head) throws IOException {
    int at = 0;
    for (int tried = 0; tried < MOST_LINE_ENDS_TRIED; tried++) {
      while (at < bytes.length && bytes[at] != Bytes.LINE_FEED) {
        at++;
      }
      at++;
      if (at >= bytes.length) {
        return 0;
      }
      if (areRecords(bytes, at, head)) {
        return at;
      }
    }
    return 0;
  }

  private static boolean areRecords(byte[] bytes, int from, ColumnReader.Head head)
      throws IOException {
    InputStream rest = new ByteArrayInputStream(bytes, from, bytes.length - from);
    try (CsvRecords records =
        new CsvRecords(
            new InputStreamReader(rest, StandardCharsets.ISO_8859_1), head.delimiter())) {
      for (int i = 0; i < RECORDS_LOOKED_AT; i++) {
        if (!records.advance() || records.record().size() != head.binding().headerWidth()) {
          return false;
        }
      }
      return true;
    } catch (Damaged e) {
      return false;
    }
  }

  /** The bytes between the first feed and the last. */
  private static byte[] lines(byte[] bytes) {
    int from = 0;
    while (from < bytes.length && bytes[from] != Bytes.LINE_FEED) {
      from++;
    }
    int to = bytes.length;
    while (to > from && bytes[to - 1] != Bytes.LINE_FEED) {
      to--;
    }
    return Arrays.copyOfRange(bytes, from, to);
  }

  /** What a part of a text says of the character set of the whole; UTF-8 if it says nothing. */
  static Charset charsetOf(byte[] text) throws IOException {
    try (Witness witness = new Witness(new ByteArrayInputStream(text))) {
      witness.transferTo(OutputStream.nullOutputStream());
      return witness.charset();
    }
  }

  /** The first whole lines of a text, unpacked. */
  private record Beginning(boolean packed, byte[] text) {

    static Beginning of(ArchivedFile file) throws IOException {
      Content content = Content.of(file.open(), Limits.PUBLISHED);
      try (InputStream bytes = content.bytes()) {
        if (content.form() != Content.Form.TEXT) {
          throw new InputRefused("it is not a text");
        }
        byte[] text = bytes.readNBytes(BEGINNING);
        int end = text.length;
        while (text.length == BEGINNING && end > 0 && text[end - 1] != Bytes.LINE_FEED) {
          end--;
        }
        return new Beginning(content.packed(), Arrays.copyOf(text, end));
      }
    }

    Content content() {
      return new Content(Content.Form.TEXT, packed, new ByteArrayInputStream(text));
    }

    Charset charset() throws IOException {
      return charsetOf(text);
    }
  }
}
