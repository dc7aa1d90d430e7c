package org.medsip.jobs.landing;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.common.run.InputRefused;

/**
 * A recognised file, ready to be read wherever this is sent.
 *
 * @param file its bytes
 * @param layout the id of its layout
 * @param charset the character set of its text
 * @param month the first day of its month or edition
 * @param stretches where it can be cut, if that is known
 */
public record Source(
    ArchivedFile file, String layout, String charset, LocalDate month, List<Stretch> stretches)
    implements Serializable {

  public Source(ArchivedFile file, String layout, String charset, LocalDate month) {
    this(file, layout, charset, month, List.of());
  }

  /** Whether it was not read but glanced at, so that it has no hash and its charset is a guess. */
  public boolean isGlancedAt() {
    return file.sha256().isEmpty();
  }

  /** The bronze table it fills. */
  public Table table() {
    return Layouts.of(layout).table();
  }

  /** What it holds, unpacked. */
  Content content() throws IOException {
    return Content.of(file.open(), Limits.PUBLISHED);
  }

  /** Opens its records behind the header. */
  public TypedRecords open() throws IOException {
    Layout known = Layouts.of(layout);
    Records records = Opening.records(file.open(), Charset.forName(charset), known);
    boolean named = known.heading() == Layout.Heading.NAMED;
    if (named && !records.advance()) {
      records.close();
      throw new InputRefused("The file " + file.location() + " has become empty; restore it");
    }
    Binding binding = Binding.again(known, records.record());
    return new TypedRecords(records, new RowTyping(binding, file.sha256(), Optional.of(month)));
  }
}
