package org.medsip.jobs.published;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a publication says of itself, as {@code publication.json}: enough to tell whether another
 * would be the same, table by table.
 *
 * @param id what it was made from, a hash
 * @param program name and version of the program
 * @param synthetic whether a simulation is behind it, so that nothing in it is a fact about England
 * @param tables its tables by name
 */
record PublicationIndex(
    @JsonProperty("id") String id,
    @JsonProperty("program") String program,
    @JsonProperty("synthetic") boolean synthetic,
    @JsonProperty("tables") SortedMap<String, OfTable> tables) {

  static final String FILE = "publication.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /**
   * One table.
   *
   * @param rows how many rows it has
   * @param contentSha256 the canonical hash of what it says
   * @param declaration hash of its contract
   * @param partitions the hashes of its partitions
   */
  record OfTable(
      @JsonProperty("rows") long rows,
      @JsonProperty("content_sha256") String contentSha256,
      @JsonProperty("declaration") String declaration,
      @JsonProperty("partitions") SortedMap<String, String> partitions) {}

  static PublicationIndex of(
      String id, String program, boolean synthetic, List<PublishedTable> published) {
    SortedMap<String, OfTable> tables = new TreeMap<>();
    for (PublishedTable table : published) {
      SortedMap<String, String> partitions = new TreeMap<>();
      table.hashes().forEach((partition, hash) -> partitions.put(partition, hash.sha256()));
      tables.put(
          table.name(),
          new OfTable(
              table.whole().rows(), table.whole().sha256(), table.declaration(), partitions));
    }
    return new PublicationIndex(id, program, synthetic, tables);
  }

  static PublicationIndex none() {
    return new PublicationIndex("", "", false, new TreeMap<>());
  }

  /** The index of a publication; of none where it cannot be read. */
  static PublicationIndex read(Path publication) {
    try {
      return JSON.readValue(Files.readString(publication.resolve(FILE)), PublicationIndex.class);
    } catch (IOException e) {
      return none();
    }
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this).replace("\r\n", "\n") + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it has a partition of a table with the same content by the same declaration. */
  boolean hasSame(PublishedTable published, String partition) {
    OfTable mine = tables.get(published.name());
    return mine != null
        && mine.declaration().equals(published.declaration())
        && published.hashes().containsKey(partition)
        && published.hashes().get(partition).sha256().equals(mine.partitions().get(partition));
  }
}
