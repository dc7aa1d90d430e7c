package org.medsip.jobs.landing;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.Reader;

/** The records of a delimited text; empty lines are none. */
final class CsvRecords implements Records {

  private static final int LONGEST_FIELD = 1 << 20;

  private final Collector collector;
  private final CloseableIterator<Fields> records;

  CsvRecords(Reader text, char delimiter) {
    this(text, delimiter, 1);
  }

  /**
   * @param line the line that the text begins on
   */
  CsvRecords(Reader text, char delimiter, long line) {
    this.collector = new Collector(line - 1);
    this.records =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .maxBufferSize(LONGEST_FIELD)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowUnclosedQuote(false)
            .allowExtraCharsAfterClosingQuote(false)
            .build(collector, text)
            .iterator();
  }

  @Override
  public boolean advance() {
    try {
      if (!records.hasNext()) {
        return false;
      }
      records.next();
      return true;
    } catch (CsvParseException e) {
      throw damaged(e);
    }
  }

  @Override
  public Fields record() {
    return collector.fields;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private Damaged damaged(CsvParseException e) {
    if (e.getCause() instanceof Damaged damaged) {
      return damaged;
    }
    boolean tooLong = String.valueOf(e.getMessage()).contains("buffer");
    return tooLong
        ? new Damaged(
            Reason.RECORD_TOO_LONG,
            collector.fields.line(),
            "a field of more than 1 MiB, perhaps behind a quote that is never closed")
        : new Damaged(
            Reason.BAD_QUOTE,
            collector.fields.line(),
            "a field whose quotes are not closed or not doubled");
  }

  private static final class Collector extends AbstractBaseCsvCallbackHandler<Fields> {

    private final Fields fields = new Fields();
    private final long linesBefore;

    Collector(long linesBefore) {
      this.linesBefore = linesBefore;
    }

    @Override
    protected void handleBegin(long line) {
      fields.begin(linesBefore + line);
    }

    @Override
    protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
      fields.add(text, offset, length);
    }

    @Override
    protected Fields buildRecord() {
      return fields;
    }
  }
}
