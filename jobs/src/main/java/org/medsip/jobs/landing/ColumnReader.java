package org.medsip.jobs.landing;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.sql.Date;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StringType;
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

  /** So little that what is read stays near the processor. */
  private static final int USUAL_BUFFER = 1 << 18;

  /** The bytes asked for at once; more are copied once more on their way through the system. */
  private static final int PIECE = 1 << 16;

  private static final int LARGEST_BUFFER = 32 << 20;
  private static final long MOST_REMEMBERED = 64L << 20;

  private static final int MORE = -1;
  private static final int UNUSUAL = -2;
  private static final int UNKNOWN = -1;

  private static final String LINE = "source_line";

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
  private final @Nullable ColumnField[] fields;
  private final boolean charsetIsGuessed;
  private final List<ColumnField> everyField = new ArrayList<>();
  private final List<ColumnField> shown = new ArrayList<>();
  private final List<ColumnField.OfWords> tested = new ArrayList<>();
  private final ColumnField.OfNumbers[] summed;
  private final int lineColumn;

  /** Where the fields of the record that was vouched for last end, counted from its beginning. */
  private final int[] behindFields;

  private int recordBefore = UNKNOWN;
  private int alike;

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
      Head head, Source source, Stretch stretch, Rejections rejections, Wanted wanted, int buffer)
      throws IOException {
    Binding binding = head.binding();
    Table table = source.table();
    this.sha256 = source.file().sha256();
    this.charset = Charset.forName(source.charset());
    this.charsetIsGuessed = source.isGlancedAt();
    this.delimiter = (byte) head.delimiter();
    this.rejections = rejections;
    this.typing = new RowTyping(binding, sha256, Optional.of(source.month()));
    this.tally = new Tally(typing);
    this.ends = new RecordEnds(head.delimiter());
    this.lineColumn = wanted.isWanted(LINE) ? table.columnNames().indexOf(LINE) : -1;
    this.fields = new @Nullable ColumnField[binding.headerWidth()];
    this.behindFields = new int[fields.length];
    this.summed = new ColumnField.OfNumbers[tally.names().size()];
    for (int place = 0; place < table.columns().size(); place++) {
      Column column = table.columns().get(place);
      int at = binding.positions().getOrDefault(column.name(), -1);
      ColumnField field = field(column, place, binding.layout().absent(), source, wanted);
      everyField.add(field);
      if (at >= 0) {
        fields[at] = field;
      } else if (field instanceof ColumnField.OfWords words) {
        words.set(typing.fixed(place));
      }
      if (wanted.isWanted(column.name())) {
        shown.add(field);
      }
      if (field instanceof ColumnField.OfWords words && wanted.words().containsKey(column.name())) {
        tested.add(words);
      }
      if (field instanceof ColumnField.OfNumbers numbers && tally.names().contains(column.name())) {
        summed[tally.names().indexOf(column.name())] = numbers;
      }
    }
    this.buffer = new byte[buffer];
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

  /** Opens a stretch of which everything is wanted. */
  public static ColumnReader open(Source source, Stretch stretch, Rejections rejections)
      throws IOException {
    return open(source, stretch, rejections, Wanted.all(source.table()));
  }

  public static ColumnReader open(
      Source source, Stretch stretch, Rejections rejections, Wanted wanted) throws IOException {
    return open(source, stretch, rejections, wanted, USUAL_BUFFER);
  }

  /**
   * @param buffer the bytes that are held at once; a longer record makes it grow
   */
  static ColumnReader open(
      Source source, Stretch stretch, Rejections rejections, Wanted wanted, int buffer)
      throws IOException {
    return new ColumnReader(Head.of(source), source, stretch, rejections, wanted, buffer);
  }

  /**
   * Fills a block with the next rows, as many as there are and it holds.
   *
   * @return false behind the last one
   */
  public boolean read(ColumnBlock block) throws IOException {
    block.clear();
    forgetWhatIsTooMuch();
    for (ColumnField field : shown) {
      if (field instanceof ColumnField.OfWords words) {
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
      behindReturn = buffer[end - 1] == Bytes.RETURN;
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
      if (b == Bytes.LINE_FEED && behindReturn) {
        behindReturn = false;
      } else if (b == Bytes.LINE_FEED || b == Bytes.RETURN) {
        behindReturn = b == Bytes.RETURN;
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
    int last = fields.length - 1;
    int i = fieldsAlike(in, from, last);
    int at = i == 0 ? from : from + behindFields[i - 1];
    recordBefore = UNKNOWN;
    for (; i <= last; i++) {
      ColumnField field = fields[i];
      int again = field == null || i == last ? 0 : field.repeated(in, at, limit);
      if (again == 0) {
        int next = behind(field, in, at, i < last);
        if (next < 0) {
          return next;
        }
        if (field != null) {
          field.lies(at, next);
        }
        at = next;
      }
      at += again;
      behindFields[i] = at - from;
    }
    recordBefore = from;
    return at;
  }

  /**
   * The fields with which a record begins as the one before did, byte for byte: nothing need be
   * looked at again, for equal bytes end their fields at the same places.
   */
  private int fieldsAlike(byte[] in, int from, int last) {
    if (recordBefore == UNKNOWN || last == 0) {
      return 0;
    }
    int length = Math.min(behindFields[last - 1], limit - from);
    int other = Arrays.mismatch(in, recordBefore, recordBefore + length, in, from, from + length);
    int same = other < 0 ? length : other;
    while (alike < last && behindFields[alike] <= same) {
      alike++;
    }
    while (alike > 0 && behindFields[alike - 1] > same) {
      alike--;
    }
    return alike;
  }

  /** Reads a field and goes behind what ends it, which is a delimiter unless it is the last. */
  private int behind(@Nullable ColumnField field, byte[] in, int at, boolean isFollowed) {
    if (at == limit) {
      return MORE;
    }
    boolean quoted = in[at] == Bytes.QUOTE;
    byte ending = quoted ? Bytes.QUOTE : delimiter;
    int start = quoted ? at + 1 : at;
    int end =
        field == null
            ? Bytes.endOfText(in, start, limit, ending)
            : field.read(in, start, limit, ending);
    if (end < 0) {
      return UNUSUAL;
    }
    int next = quoted ? end + 1 : end;
    if (next >= limit) {
      return MORE;
    }
    byte b = in[next];
    boolean isRight = isFollowed ? b == delimiter : b == Bytes.LINE_FEED || b == Bytes.RETURN;
    return isRight && !(quoted && in[end] != Bytes.QUOTE) ? next + 1 : UNUSUAL;
  }

  private void accept(ColumnBlock block) {
    for (int i = 0; i < summed.length; i++) {
      tally.add(i, summed[i].unscaled());
    }
    tally.countAccepted();
    for (ColumnField.OfWords words : tested) {
      if (!words.passes()) {
        return;
      }
    }
    for (ColumnField field : shown) {
      field.putInto(block);
    }
    endRow(block);
  }

  private void endRow(ColumnBlock block) {
    if (lineColumn >= 0) {
      block.setNumber(lineColumn, line);
    }
    block.endRow();
  }

  /** Reads a record as every other file is read. */
  private boolean carefully(ColumnBlock block) throws IOException {
    int end = endOfRecord();
    requireCharset(buffer, position, end);
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
    behindReturn = buffer[end - 1] == Bytes.RETURN;
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
    for (ColumnField.OfWords words : tested) {
      if (!words.passes(values[words.place()])) {
        return;
      }
    }
    for (ColumnField field : shown) {
      field.putInto(block, values[field.place()]);
    }
    endRow(block);
  }

  private void skipHeader() throws IOException {
    if (skipLineEnds()) {
      int end = endOfRecord();
      behindReturn = buffer[end - 1] == Bytes.RETURN;
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
    forgetPlaces();
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
    int read = readPieces(asked);
    left -= read;
    if (read < asked || left == 0) {
      atEnd = true;
      inventLineEnd();
    }
    return true;
  }

  /** Reads so many bytes, if there are as many, into the buffer. */
  private int readPieces(int asked) throws IOException {
    int read = 0;
    while (read < asked) {
      int piece = bytes.read(buffer, limit, Math.min(PIECE, asked - read));
      if (piece < 0) {
        return read;
      }
      limit += piece;
      read += piece;
    }
    return read;
  }

  private void forgetPlaces() {
    recordBefore = UNKNOWN;
    for (ColumnField field : fields) {
      if (field != null) {
        field.forgetPlace();
      }
    }
  }

  /** What was forgotten has to be read again, be it the same as in the record before. */
  private void forgetWhatIsTooMuch() {
    recordBefore = UNKNOWN;
    for (ColumnField field : everyField) {
      if (field instanceof ColumnField.OfWords words) {
        words.forgetIfMoreThan(MOST_REMEMBERED);
      } else if (field instanceof ColumnField.OfAnyText texts) {
        texts.forgetIfMoreThan(MOST_REMEMBERED);
      }
    }
  }

  private void inventLineEnd() {
    if (limit > 0 && buffer[limit - 1] != Bytes.LINE_FEED && buffer[limit - 1] != Bytes.RETURN) {
      buffer[limit++] = Bytes.LINE_FEED;
      invented = 1;
    }
  }

  private ColumnField field(Column column, int place, String absent, Source source, Wanted wanted) {
    boolean isUsed = wanted.isWanted(column.name()) || wanted.words().containsKey(column.name());
    boolean isFree = absent.isEmpty() && column.constraints().isEmpty();
    boolean isNumber = column.type() instanceof DecimalType || column.type() instanceof LongType;
    if (ColumnBlock.isOfNumbers(column) || (!isUsed && isFree && isNumber)) {
      return new ColumnField.OfNumbers(place, column);
    }
    Object only = column.type() instanceof DateType ? Date.valueOf(source.month()) : null;
    Cell cell = Cell.of(column);
    if (isUsed) {
      Dictionary dictionary = new Dictionary(cell, this::text, absent, only);
      return new ColumnField.OfWords(place, dictionary, wanted.words().get(column.name()));
    }
    Dictionary verdicts = new Dictionary.OfVerdicts(cell, this::text, absent, only);
    boolean isText = column.type() instanceof StringType && column.nullable();
    return isFree && isText
        ? new ColumnField.OfAnyText(place, verdicts)
        : new ColumnField.OfWords(place, verdicts, null);
  }

  private String text(byte[] in, int start, int end) {
    requireCharset(in, start, end);
    return new String(in, start, end - start, charset);
  }

  private void requireCharset(byte[] in, int start, int end) {
    if (charsetIsGuessed) {
      OtherCharset.requireNone(in, start, end, charset);
    }
  }

  /**
   * What the header says.
   *
   * @param before the bytes of the mark before it
   */
  record Head(Binding binding, char delimiter, int before) {

    static Head of(Source source) throws IOException {
      Opening.Text text = Opening.text(source.content().bytes());
      Charset charset = Charset.forName(source.charset());
      try (CsvRecords records =
          new CsvRecords(new InputStreamReader(text.bytes(), charset), text.delimiter())) {
        if (!records.advance()) {
          throw new InputRefused("The file " + source.file().location() + " has become empty");
        }
        return new Head(
            Binding.again(Layouts.of(source.layout()), records.record()),
            text.delimiter(),
            text.before());
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
