package org.medsip.jobs.landing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.medsip.common.lake.Archive;
import org.medsip.common.lake.ArchivedFile;

/** What one file of an input folder is found to be. */
public sealed interface Inspection {

  /** The path of the file inside the input folder. */
  String name();

  /** Inspects every file of a folder and archives nothing. */
  static InspectionReport of(String folder) {
    return new Recogniser(Archive.none(), Limits.PUBLISHED).inspect(folder);
  }

  /**
   * Inspects one file that is not in an input folder yet, and archives nothing.
   *
   * @param location where it lies
   * @param name the name it is to have in the folder
   */
  static Inspection ofFile(String location, String name) {
    return new Recogniser(Archive.none(), Limits.PUBLISHED).inspect(location, name);
  }

  /**
   * A file that is read as data.
   *
   * @param name its path inside the input folder
   * @param dataset what it is a publication of
   * @param layout the way it is written
   * @param part which of the files of one month it is; empty where a month has one
   * @param month the first day of its month or edition
   * @param datedBy how the month was determined
   * @param charset the character set of its text
   * @param rows its records, without the header
   * @param drift what it has that the layout does not know, and which sheet of a workbook is read
   * @param revision the number of the revision; 0 is the first publication
   * @param file its bytes
   * @param stretches where it can be cut to be read in parts; none where it is read whole
   * @param fetched where and when it was fetched, where a record of fetches says so
   */
  record Understood(
      String name,
      Dataset dataset,
      String layout,
      String part,
      LocalDate month,
      String datedBy,
      String charset,
      long rows,
      List<String> drift,
      int revision,
      ArchivedFile file,
      List<Stretch> stretches,
      Optional<Fetched> fetched)
      implements Inspection {

    public Understood {
      drift = List.copyOf(drift);
      stretches = List.copyOf(stretches);
    }

    /** The same file, with what a record of fetches says of it. */
    Understood with(Optional<Fetched> record) {
      return new Understood(
          name, dataset, layout, part, month, datedBy, charset, rows, drift, revision, file,
          stretches, record);
    }

    /** What is needed to read its rows, anywhere. */
    public Source source() {
      return new Source(file, layout, charset, month, stretches);
    }
  }

  /** The record of what a simulation planted: recognised, and never read as data. */
  record Truth(String name, ArchivedFile file) implements Inspection {}

  /** The record of what {@code fetch} fetched: recognised, and never read as data. */
  record FetchList(String name, ArchivedFile file, FetchRecord record) implements Inspection {}

  /**
   * A file that is not understood.
   *
   * @param reason why, as the end of a sentence that begins with the name
   */
  record Refused(String name, String reason) implements Inspection {}
}
