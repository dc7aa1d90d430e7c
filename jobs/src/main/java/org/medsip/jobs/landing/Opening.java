package org.medsip.jobs.landing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.medsip.common.run.InputRefused;

/** From the bytes of a file to its records. */
final class Opening {

  private static final int LONGEST_HEADER = 1 << 16;
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Opening() {}

  /** The records of a file whose character set and layout are known. */
  static Records records(InputStream file, Charset charset, Layout layout) throws IOException {
    return records(Content.of(file, Limits.PUBLISHED), charset, List.of(layout));
  }

  /** The records of a file that may have any of some layouts. */
  static Records records(Content content, Charset charset, List<Layout> layouts)
      throws IOException {
    return switch (content.form()) {
      case XML -> new DmdRecords(content.bytes());
      case WORKBOOK -> workbook(new Workbook(content.bytes()), layouts);
      case JSON -> throw new InputRefused("it is JSON, which no published file is");
      case TEXT -> text(content.bytes(), charset);
    };
  }

  /**
   * The records of a text whose structure is looked at byte by byte, so that most may be skipped.
   */
  static ScannedRecords scanned(Content content, Charset charset) throws IOException {
    Text text = text(content.bytes());
    RecordScan scan =
        new RecordScan(text.bytes(), text.delimiter(), text.before(), ScannedRecords.STRETCH);
    return new ScannedRecords(
        new CsvRecords(new InputStreamReader(scan, charset), text.delimiter()), scan);
  }

  private static Records workbook(Workbook workbook, List<Layout> layouts) throws IOException {
    return ChangeSummary.isOne(workbook)
        ? new ChangeSummaryRecords(new ChangeSummary(workbook).changes())
        : SheetRecords.of(workbook, layouts);
  }

  private static Records text(InputStream bytes, Charset charset) throws IOException {
    Text text = text(bytes);
    return new CsvRecords(new InputStreamReader(text.bytes(), charset), text.delimiter());
  }

  /**
   * A delimited text.
   *
   * @param bytes its bytes behind the mark that may stand before them
   * @param delimiter what stands between its fields
   * @param before the bytes of the mark
   */
  record Text(InputStream bytes, char delimiter, int before) {}

  /**
   * Looks at the beginning of a text.
   *
   * @throws InputRefused where its bytes cannot be told apart
   */
  static Text text(InputStream bytes) throws IOException {
    BufferedInputStream marked = new BufferedInputStream(bytes, LONGEST_HEADER);
    marked.mark(LONGEST_HEADER);
    byte[] head = marked.readNBytes(LONGEST_HEADER);
    marked.reset();
    if (head.length > 1 && (head[0] & 0xFF) + (head[1] & 0xFF) == 0xFE + 0xFF) {
      throw new InputRefused("it is UTF-16; save it as UTF-8");
    }
    int before = Arrays.equals(Arrays.copyOf(head, 3), UTF_8_MARK) ? 3 : 0;
    marked.skipNBytes(before);
    return new Text(marked, delimiterOf(head), before);
  }

  /** Of comma, semicolon and tab the one the first line has most of. */
  private static char delimiterOf(byte[] head) {
    int commas = 0;
    int semicolons = 0;
    int tabs = 0;
    boolean quoted = false;
    for (byte b : head) {
      if (b == '\n' || b == '\r') {
        break;
      }
      quoted ^= b == '"';
      commas += b == ',' && !quoted ? 1 : 0;
      semicolons += b == ';' && !quoted ? 1 : 0;
      tabs += b == '\t' && !quoted ? 1 : 0;
    }
    if (semicolons > commas && semicolons >= tabs) {
      return ';';
    }
    return tabs > commas ? '\t' : ',';
  }
}
