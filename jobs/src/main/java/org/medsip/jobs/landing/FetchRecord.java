package org.medsip.jobs.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import org.medsip.common.contract.StrictYaml;
import org.medsip.common.run.InputRefused;

/**
 * What {@code fetch} writes beside the files it fetched: where and when each came from.
 *
 * @param files one for each, in the order of their names
 */
public record FetchRecord(List<Fetched> files) {

  /** The name of the record in its folder. */
  public static final String NAME = "fetched.json";

  private static final String ADDRESS = "https://[\\x21-\\x7e]{1,2000}";

  public FetchRecord {
    files = files.stream().sorted(Comparator.comparing(Fetched::file)).toList();
  }

  /** Whether a path inside an input folder is that of a record. */
  static boolean isNameOf(String path) {
    return path.equals(NAME) || path.endsWith("/" + NAME);
  }

  /**
   * The record in the content of a file.
   *
   * @throws InputRefused if it is not one
   */
  public static FetchRecord parse(byte[] content) {
    try {
      Written written = StrictYaml.read(new String(content, StandardCharsets.UTF_8), Written.class);
      return new FetchRecord(written.fetched().stream().map(Line::asFetched).toList());
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new InputRefused(
          "it is a damaged record of fetches ("
              + e.getMessage()
              + "); take it away, and 'fetch' makes it anew",
          e);
    }
  }

  /** The record as text, the same for the same files on any machine. */
  public String toJson() {
    try {
      return new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(new Written(files.stream().map(Line::of).toList()))
              .replace("\r\n", "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The whole file. */
  private record Written(List<Line> fetched) {}

  /** One file as it is written: the time as text, to the second. */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  private record Line(
      String file,
      String sha256,
      long bytes,
      String source,
      String month,
      String url,
      String fetchedAt,
      String published,
      String etag,
      String lastModified) {

    static Line of(Fetched of) {
      return new Line(
          of.file(),
          of.sha256(),
          of.bytes(),
          of.source(),
          of.month(),
          of.url(),
          of.fetchedAt().toString(),
          of.published(),
          of.etag(),
          of.lastModified());
    }

    Fetched asFetched() {
      if (!url.matches(ADDRESS)) {
        throw new IllegalArgumentException("'" + file + "' has an address that is not https");
      }
      return new Fetched(
          file,
          sha256,
          bytes,
          source,
          month,
          url,
          Instant.parse(fetchedAt),
          published,
          etag,
          lastModified);
    }
  }
}
