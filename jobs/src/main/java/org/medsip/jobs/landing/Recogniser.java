package org.medsip.jobs.landing;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.medsip.common.lake.Archive;
import org.medsip.common.lake.ArchivedFile;
import org.medsip.common.run.InputRefused;

/**
 * Finds out what files are from what they hold, in one pass over each: the same reading hashes it,
 * archives it, checks its character set, counts its records and finds its layout and month.
 */
public final class Recogniser {

  private static final int SAMPLE = 1000;
  private static final int MOST_BYTES_OF_A_RECORD = 16 << 20;

  /** What tells the files of one month apart, where each holds one of several. */
  private static final Map<String, String> DIVIDED_BY =
      Map.of("single_age", "sex", "lsoa", "sex", "reference", "reference_id");

  private static final Map<String, String> DAYS_OF_AN_EDITION =
      Map.of(
          "open_date", "open or close",
          "close_date", "open or close",
          "member_from", "start or end",
          "member_to", "start or end");

  private final Archive archive;
  private final Limits limits;

  public Recogniser(Archive archive, Limits limits) {
    this.archive = archive;
    this.limits = limits;
  }

  /**
   * Inspects every file of a folder and of the folders in it, hidden ones excepted.
   *
   * @throws InputRefused where there is no such folder
   */
  public InspectionReport inspect(String folderName) {
    Path folder = new Path(folderName);
    try {
      FileSystem files = folder.getFileSystem(new Configuration());
      Path root = files.getFileStatus(folder).getPath();
      List<Inspection> found = new ArrayList<>();
      for (FileStatus file : filesIn(files, root)) {
        String name = root.toUri().relativize(file.getPath().toUri()).getPath();
        found.add(recognise(file.getPath(), name));
      }
      return new InspectionReport(withFetches(found));
    } catch (FileNotFoundException e) {
      throw new InputRefused("There is no folder " + folder + "; name the folder of files", e);
    } catch (IOException e) {
      throw new UncheckedIOException("While reading " + folder, e);
    }
  }

  /** Inspects one file of any folder under the name it is to have. */
  Inspection inspect(String location, String name) {
    try {
      return recognise(new Path(location), name);
    } catch (IOException e) {
      throw new UncheckedIOException("While reading " + location, e);
    }
  }

  /** The files with what the records of fetches among them say of each. */
  private static List<Inspection> withFetches(List<Inspection> found) {
    Map<String, Fetched> bySha256 = new HashMap<>();
    for (Inspection file : found) {
      if (file instanceof Inspection.FetchList list) {
        list.record().files().forEach(fetched -> bySha256.put(fetched.sha256(), fetched));
      }
    }
    return found.stream()
        .map(
            file ->
                file instanceof Inspection.Understood known
                    ? known.with(Optional.ofNullable(bySha256.get(known.file().sha256())))
                    : file)
        .toList();
  }

  /** Inspects one file, and archives it if it is understood. */
  Inspection recognise(Path path, String name) throws IOException {
    try {
      return recognise(path, name, Recogniser::scanned);
    } catch (ScannedRecords.Unclear unclear) {
      return recognise(path, name, Recogniser::allRead);
    }
  }

  /**
   * Says what a file is from its beginning, of which its rows are counted.
   *
   * @param beginning its first whole lines
   * @throws InputRefused where they are not understood
   */
  static Inspection.Understood glance(
      String name, ArchivedFile file, Content beginning, Charset charset) throws IOException {
    try (Records records = allRead(beginning)) {
      Reading reading = new Reading(records, new FileName(name));
      reading.toWhatIsEnough();
      return reading.found(charset, file, List.of());
    }
  }

  /** How the records of a content are opened to be counted. */
  private interface Counting {
    Records open(Content content) throws IOException;
  }

  private static Records allRead(Content content) throws IOException {
    return Opening.records(content, StandardCharsets.ISO_8859_1, Layouts.all());
  }

  private static Records scanned(Content content) throws IOException {
    return content.form() == Content.Form.TEXT
        ? Opening.scanned(content, StandardCharsets.ISO_8859_1)
        : allRead(content);
  }

  private Inspection recognise(Path path, String name, Counting counting) throws IOException {
    try (Archive.Incoming incoming = archive.receive(path)) {
      try {
        return read(incoming, new FileName(name), counting);
      } catch (InputRefused | Damaged e) {
        return new Inspection.Refused(name, String.valueOf(e.getMessage()));
      } catch (ZipException | EOFException e) {
        return new Inspection.Refused(
            name, "it is damaged (" + e.getMessage() + "); download it again");
      }
    }
  }

  private Inspection read(Archive.Incoming incoming, FileName name, Counting counting)
      throws IOException {
    Content content = Content.of(new Lent(incoming), limits);
    if (content.form() == Content.Form.JSON) {
      if (name.path().equals("truth.json") || name.path().endsWith("/truth.json")) {
        return new Inspection.Truth(name.path(), incoming.keep());
      }
      if (FetchRecord.isNameOf(name.path())) {
        FetchRecord record = FetchRecord.parse(content.bytes().readNBytes(MOST_BYTES_OF_A_RECORD));
        return new Inspection.FetchList(name.path(), incoming.keep(), record);
      }
      throw new InputRefused("it is JSON, which no published file is");
    }
    Witness witness = content.form() == Content.Form.TEXT ? new Witness(content.bytes()) : null;
    Content watched =
        witness == null ? content : new Content(content.form(), content.packed(), witness);
    Reading reading;
    try (Records records = counting.open(watched)) {
      reading = new Reading(records, name);
      reading.toTheEnd();
      Charset charset = witness == null ? StandardCharsets.UTF_8 : witness.charset();
      List<Stretch> stretches =
          records instanceof ScannedRecords scanned && !content.packed()
              ? scanned.stretches()
              : List.of();
      return reading.found(charset, incoming.keep(), stretches);
    }
  }

  private static List<FileStatus> filesIn(FileSystem files, Path folder) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus file : files.listStatus(folder)) {
      if (!file.getPath().getName().startsWith(".")) {
        if (file.isDirectory()) {
          found.addAll(filesIn(files, file.getPath()));
        } else {
          found.add(file);
        }
      }
    }
    found.sort(Comparator.comparing(FileStatus::getPath));
    return found;
  }

  /** A stream whose readers may close it while its owner goes on. */
  private static final class Lent extends FilterInputStream {

    Lent(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  /** The one reading of a file: what is known of it grows with its records. */
  private static final class Reading {

    private final Records records;
    private final FileName name;
    private final Binding binding;
    private final RowTyping typing;
    private final Set<LocalDate> months = new TreeSet<>();
    private final Set<String> divisions = new TreeSet<>();
    private final boolean datedByRows;
    private long rows;
    private long accepted;
    private @Nullable Rejection firstRejection;
    private @Nullable LocalDate newestDay;
    private String kindOfDay = "";
    private @Nullable LocalDate year;

    Reading(Records records, FileName name) {
      this.records = records;
      this.name = name;
      if (!records.advance()) {
        throw new InputRefused("it is empty");
      }
      this.binding = bind(records.record());
      this.typing = new RowTyping(binding, "", Optional.empty());
      this.datedByRows =
          binding.positions().containsKey(binding.layout().monthColumn())
              || (binding.layout().edition().isEmpty() && name.month().isEmpty());
      if (binding.layout().heading() == Layout.Heading.NONE) {
        look();
      }
    }

    void toTheEnd() throws IOException {
      toWhatIsEnough();
      rows += records.skip();
    }

    void toWhatIsEnough() {
      while (!hasSeenEnough() && records.advance()) {
        look();
      }
      if (rows == 0) {
        throw new InputRefused("it has a header and no rows");
      }
      if (accepted == 0 && firstRejection != null) {
        throw new InputRefused(
            "none of its first rows can be read, the first because " + firstRejection.detail());
      }
      if (months.size() > 1) {
        throw new InputRefused("its first rows are of several months, " + months);
      }
    }

    Inspection.Understood found(Charset charset, ArchivedFile file, List<Stretch> stretches) {
      Layout layout = binding.layout();
      Dated dated = dated();
      return new Inspection.Understood(
          name.path(),
          layout.dataset(),
          layout.id(),
          part(dated.month()),
          dated.month(),
          dated.by(),
          charset.name(),
          rows,
          Stream.concat(records.notes().stream(), binding.drift().stream()).toList(),
          name.revision(),
          file,
          stretches,
          Optional.empty());
    }

    /**
     * Which of the files of a month it is: men or women, a reference, small areas of an edition.
     */
    private String part(LocalDate month) {
      List<String> words = new ArrayList<>(List.of(binding.layout().part()));
      if (binding.layout().dataset() == Dataset.REGISTERED_LSOA) {
        name.areas(month.getYear()).ifPresent(words::add);
      }
      if (divisions.size() == 1) {
        words.addAll(divisions);
      }
      return String.join(" ", words);
    }

    private boolean hasSeenEnough() {
      return rows >= SAMPLE && !(datedByRows && months.isEmpty());
    }

    private void look() {
      rows++;
      Rejection rejection = typing.type(records.record());
      if (rejection != null && rejection.reason() != Reason.BAD_CHARACTER) {
        firstRejection = firstRejection == null ? rejection : firstRejection;
        typing.monthRead().ifPresent(months::add);
        return;
      }
      accepted++;
      typing.monthRead().ifPresent(months::add);
      lookAtWhatDatesAndParts();
    }

    private void lookAtWhatDatesAndParts() {
      List<String> columns = binding.layout().table().columnNames();
      String divider = DIVIDED_BY.get(binding.layout().part());
      if (divider != null) {
        divisions.add(String.valueOf(typing.value(divider)));
      }
      DAYS_OF_AN_EDITION.forEach(
          (column, kind) -> {
            if (columns.contains(column) && typing.value(column) instanceof Date date) {
              newestDay = later(newestDay, date.toLocalDate());
              kindOfDay = kind;
            }
          });
      if (columns.contains("time_period")
          && typing.value("time_period") instanceof String text
          && text.matches("(19|20)\\d\\d")) {
        year = later(year, LocalDate.of(Integer.parseInt(text), 1, 1));
      }
      if (columns.contains("year") && typing.value("year") instanceof Long counted) {
        year = later(year, LocalDate.of(counted.intValue(), 1, 1));
      }
    }

    private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
      return one == null || other.isAfter(one) ? other : one;
    }

    private record Dated(LocalDate month, String by) {}

    private Dated dated() {
      Optional<LocalDate> january =
          binding.layout().dataset() == Dataset.BNF_CODE_CHANGE ? name.year() : Optional.empty();
      return Stream.of(
              months.stream().findFirst().map(m -> new Dated(m, "inside the file")),
              binding.month().map(m -> new Dated(m, "inside the file, in its header")),
              binding.layout().edition().map(m -> new Dated(m, "the release it holds")),
              january.map(m -> new Dated(m, "the year in its name")),
              name.month().map(m -> new Dated(m, "its name")),
              Optional.ofNullable(newestDay)
                  .map(d -> new Dated(d.withDayOfMonth(1), "its newest " + kindOfDay + " date")),
              name.year().map(m -> new Dated(m, "the year in its name")),
              Optional.ofNullable(year).map(y -> new Dated(y, "the newest year inside the file")))
          .flatMap(Optional::stream)
          .findFirst()
          .orElseThrow(
              () ->
                  new InputRefused(
                      "nothing in it or in its name says which month it is of; put YYYY-MM into"
                          + " its name"));
    }

    private static Binding bind(Fields first) {
      return withoutHeader(first)
          .or(() -> Binding.best(Layouts.all(), first))
          .orElseThrow(() -> new InputRefused(Binding.misfit(Layouts.all(), first)));
    }

    /** A file without a header is known by its first record: its width, its codes and its days. */
    private static Optional<Binding> withoutHeader(Fields first) {
      return Layouts.all().stream()
          .filter(layout -> layout.heading() == Layout.Heading.NONE)
          .filter(layout -> layout.fields().size() == first.size())
          .map(Binding::unnamed)
          .filter(binding -> new RowTyping(binding, "", Optional.empty()).type(first) == null)
          .findFirst();
    }
  }
}
