package org.medsip.jobs.landing;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.sql.Date;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Table;
import org.medsip.common.run.InputRefused;

/**
 * Reads a stretch of a delimited file straight into columns. It vouches for a record whose fields
 * are as many as the header's, plainly quoted or not at all, and read before or plain numbers; any
 * other record is taken out and read by {@link CsvRecords} and {@link RowTyping}, so that what
 * becomes of it is what becomes of it there.
 */
public final class ColumnReader implements Closeable {

  private static final int USUAL_BUFFER = 4 << 20;
  private static final int LARGEST_BUFFER = 32 << 20;
  private static final long MOST_REMEMBERED = 64L << 20;

  private static final int MORE = -1;
  private static final int UNUSUAL = -2;

  private static final byte QUOTE = '"';
  private static final byte LINE_FEED = '\n';
  private static final byte RETURN = '\r';

  /** Is told of the records that are rejected. */
  public interface Rejections {

    /**
     * @param line the line the record begins on
     * @param record the record as the file has it, cut at 10,000 characters
     */
    void add(long line, Rejection rejection, String record);
  }

  private final String sha256;
  private final Charset charset;
  private final byte delimiter;
  private final InputStream bytes;
  private final Rejections rejections;
  private final RowTyping typing;
  private final Tally tally;
  private final RecordEnds ends;
  private final ColumnField[] columns;
  private final @Nullable ColumnField[] fields;
  private final int lineColumn;

  private byte[] buffer;
  private int position;
  private int limit;
  private long left;
  private boolean atEnd;
  private int invented;
  private boolean behindReturn;
  private boolean finished;
  private long line;

  private ColumnReader(
      Head head, Source source, Stretch stretch, Rejections rejections, int bufferSize)
      throws IOException {
    Binding binding = head.binding();
    Table table = source.table();
    this.sha256 = source.file().sha256();
    this.charset = Charset.forName(source.charset());
    this.delimiter = (byte) head.delimiter();
    this.rejections = rejections;
    this.typing = new RowTyping(binding, sha256, Optional.of(source.month()));
    this.tally = new Tally(typing);
    this.ends = new RecordEnds(head.delimiter());
    this.lineColumn = table.columnNames().indexOf("source_line");
    this.columns = new ColumnField[table.columns().size()];
    this.fields = new @Nullable ColumnField[binding.headerWidth()];
    for (int place = 0; place < columns.length; place++) {
      Column column = table.columns().get(place);
      int at = binding.positions().getOrDefault(column.name(), -1);
      columns[place] = field(column, place, binding.layout().absent(), source);
      if (at >= 0) {
        fields[at] = columns[place];
      } else if (columns[place] instanceof ColumnField.OfWords words) {
        words.set(typing.fixed(place));
      }
    }
    this.buffer = new byte[bufferSize];
    this.line = stretch.line();
    if (stretch.isWhole()) {
      this.bytes = Opening.text(source.content().bytes()).bytes();
      this.left = Long.MAX_VALUE;
      skipHeader();
    } else {
      this.bytes = source.file().open(stretch.start());
      this.left = stretch.end() - stretch.start();
    }
  }

  /** Whether files of this layout are read so. */
  public static boolean reads(Source source) {
    Layout layout = Layouts.of(source.layout());
    return (layout.dataset() == Dataset.EPD
            || layout.dataset() == Dataset.EPD_SNOMED
            || layout.dataset() == Dataset.PDPI)
        && layout.heading() == Layout.Heading.NAMED;
  }

  public static ColumnReader open(Source source, Stretch stretch, Rejections rejections)
      throws IOException {
    return open(source, stretch, rejections, USUAL_BUFFER);
  }

  /**
   * @param buffer the bytes that are read at once; a longer record makes it grow
   */
  static ColumnReader open(Source source, Stretch stretch, Rejections rejections, int buffer)
      throws IOException {
    return new ColumnReader(Head.of(source), source, stretch, rejections, buffer);
  }

  /**
   * Fills a block with the next rows, as many as there are and it holds.
   *
   * @return false behind the last one
   */
  public boolean read(ColumnBlock block) throws IOException {
    block.clear();
    for (ColumnField column : columns) {
      if (column instanceof ColumnField.OfWords words) {
        words.forgetIfMoreThan(MOST_REMEMBERED);
        block.share(words.place(), words.values());
      }
    }
    while (!block.isFull() && nextRecord(block)) {}
    return block.rows() > 0;
  }

  /** What was counted so far; of the whole stretch once nothing more is read. */
  public FileTotals totals() {
    return tally.of(sha256);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  private boolean nextRecord(ColumnBlock block) throws IOException {
    if (!skipLineEnds()) {
      return false;
    }
    int end = quickly(position);
    while (end == MORE && fill()) {
      end = quickly(position);
    }
    if (end >= 0) {
      accept(block);
      behindReturn = buffer[end - 1] == RETURN;
      position = end;
      line++;
      return true;
    }
    return carefully(block);
  }

  /** Goes behind empty lines, which are no records. */
  private boolean skipLineEnds() throws IOException {
    while (!finished) {
      while (position == limit) {
        if (!fill()) {
          return false;
        }
      }
      byte b = buffer[position];
      if (b == LINE_FEED && behindReturn) {
        behindReturn = false;
      } else if (b == LINE_FEED || b == RETURN) {
        behindReturn = b == RETURN;
        line++;
      } else {
        behindReturn = false;
        return true;
      }
      position++;
    }
    return false;
  }

  /**
   * Reads a record it can vouch for.
   *
   * @return where the next begins, MORE where the buffer ends before, or UNUSUAL
   */
  private int quickly(int from) {
    byte[] in = buffer;
    int at = from;
    int last = fields.length - 1;
    for (int i = 0; i <= last; i++) {
      ColumnField field = fields[i];
      if (field != null && i < last) {
        int again = field.repeated(in, at, limit);
        if (again > 0) {
          at += again;
          continue;
        }
      }
      if (at == limit) {
        return MORE;
      }
      boolean quoted = in[at] == QUOTE;
      int start = quoted ? at + 1 : at;
      int end = quoted ? endOfQuoted(in, start) : endOfPlain(in, start);
      int next = quoted ? end + 1 : end;
      if (end == limit || next == limit) {
        return MORE;
      }
      byte behind = in[next];
      boolean isRight = i < last ? behind == delimiter : behind == LINE_FEED || behind == RETURN;
      if (!isRight || (quoted && in[end] != QUOTE)) {
        return UNUSUAL;
      }
      if (field != null && !field.take(in, start, end, at, next + 1)) {
        return UNUSUAL;
      }
      at = next + 1;
    }
    return at;
  }

  private int endOfQuoted(byte[] in, int start) {
    int at = start;
    while (at < limit && in[at] != QUOTE && in[at] != LINE_FEED && in[at] != RETURN) {
      at++;
    }
    return at;
  }

  private int endOfPlain(byte[] in, int start) {
    int at = start;
    while (at < limit && in[at] != delimiter && in[at] != LINE_FEED && in[at] != RETURN) {
      at++;
    }
    return at;
  }

  private void accept(ColumnBlock block) {
    for (ColumnField column : columns) {
      column.putInto(block, tally);
    }
    block.setNumber(lineColumn, line);
    block.endRow();
    tally.countAccepted();
  }

  /** Reads a record as every other file is read. */
  private boolean carefully(ColumnBlock block) throws IOException {
    int end = endOfRecord();
    try (CsvRecords one = slice(position, end)) {
      if (one.advance()) {
        Rejection rejection = typing.type(one.record());
        tally.count(rejection, line);
        if (rejection == null) {
          acceptTyped(block);
        } else {
          rejections.add(line, rejection, one.record().shown());
        }
      }
    } catch (Damaged damaged) {
      tally.count(damaged);
      rejections.add(damaged.line(), damaged.rejection(), shownOf(position, end));
      finished = true;
      return false;
    }
    behindReturn = buffer[end - 1] == RETURN;
    line += ends.lines();
    position = end;
    return true;
  }

  private CsvRecords slice(int from, int end) {
    int to = Math.min(end, limit - invented);
    return new CsvRecords(
        new InputStreamReader(new ByteArrayInputStream(buffer, from, to - from), charset),
        (char) delimiter,
        line);
  }

  private String shownOf(int from, int end) throws IOException {
    try (CsvRecords again = slice(from, end)) {
      try {
        again.advance();
      } catch (Damaged damaged) {
        return again.record().shown();
      }
      return "";
    }
  }

  private int endOfRecord() throws IOException {
    ends.restart();
    int seen = 0;
    while (true) {
      int end = ends.advance(buffer, position + seen, limit);
      seen = limit - position;
      if (end != RecordEnds.MORE || !fill()) {
        return end == RecordEnds.MORE || ends.isDamaged() ? limit : end;
      }
    }
  }

  private void acceptTyped(ColumnBlock block) {
    @Nullable Object[] values = typing.values();
    for (int place = 0; place < columns.length; place++) {
      columns[place].putInto(block, values[place]);
    }
    block.setNumber(lineColumn, line);
    block.endRow();
  }

  private void skipHeader() throws IOException {
    if (skipLineEnds()) {
      int end = endOfRecord();
      behindReturn = buffer[end - 1] == RETURN;
      line += ends.lines();
      position = end;
    }
  }

  /**
   * Reads on behind what the buffer holds of the record at the position, which moves to its front.
   * Behind the last byte a line end is invented where there is none.
   *
   * @return false where there is nothing more
   */
  private boolean fill() throws IOException {
    if (atEnd) {
      return false;
    }
    for (ColumnField column : columns) {
      column.forgetPlace();
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    if (limit == LARGEST_BUFFER) {
      return false;
    }
    if (limit + 1 >= buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, LARGEST_BUFFER + 1));
    }
    int asked = (int) Math.min(left, buffer.length - 1L - limit);
    int read = bytes.readNBytes(buffer, limit, asked);
    limit += read;
    left -= read;
    if (read < asked || left == 0) {
      atEnd = true;
      inventLineEnd();
    }
    return true;
  }

  private void inventLineEnd() {
    if (limit > 0 && buffer[limit - 1] != LINE_FEED && buffer[limit - 1] != RETURN) {
      buffer[limit++] = LINE_FEED;
      invented = 1;
    }
  }

  private ColumnField field(Column column, int place, String absent, Source source) {
    int summed = tally.names().indexOf(column.name());
    if (ColumnBlock.isOfNumbers(column)) {
      return column.type() instanceof DecimalType decimal
          ? new ColumnField.OfNumbers(place, decimal.precision(), decimal.scale(), summed)
          : new ColumnField.OfNumbers(place, 18, 0, summed);
    }
    Object only = column.type() instanceof DateType ? Date.valueOf(source.month()) : null;
    return new ColumnField.OfWords(place, new Dictionary(Cell.of(column), charset, absent, only));
  }

  /** What the header says. */
  private record Head(Binding binding, char delimiter) {

    static Head of(Source source) throws IOException {
      Opening.Text text = Opening.text(source.content().bytes());
      Charset charset = Charset.forName(source.charset());
      try (CsvRecords records =
          new CsvRecords(new InputStreamReader(text.bytes(), charset), text.delimiter())) {
        if (!records.advance()) {
          throw new InputRefused("The file " + source.file().location() + " has become empty");
        }
        return new Head(
            Binding.again(Layouts.of(source.layout()), records.record()), text.delimiter());
      }
    }
  }

  /** The unscaled number of a value of a column of numbers. */
  static long unscaled(Object value) {
    return value instanceof BigDecimal decimal
        ? decimal.unscaledValue().longValueExact()
        : (Long) value;
  }

  /** The stretches that a file can be cut into; all of it where it is packed or unclear. */
  public static List<Stretch> stretches(Source source) throws IOException {
    return source.stretches().isEmpty()
        ? stretches(source, ScannedRecords.STRETCH)
        : source.stretches();
  }

  /**
   * @param atLeast the bytes of a stretch, at the least
   */
  static List<Stretch> stretches(Source source, long atLeast) throws IOException {
    Content content = source.content();
    try (InputStream all = content.bytes()) {
      if (content.packed()) {
        return List.of(Stretch.WHOLE);
      }
      Opening.Text text = Opening.text(all);
      RecordScan scan = new RecordScan(text.bytes(), text.delimiter(), text.before(), atLeast);
      byte[] piece = new byte[1 << 18];
      while (scan.read(piece, 0, piece.length) >= 0) {}
      return scan.records().isPresent() && !scan.stretches().isEmpty()
          ? scan.stretches()
          : List.of(Stretch.WHOLE);
    }
  }
}
