package org.medsip.common.org;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.medsip.common.run.Fingerprint;

/**
 * Where help is to be found, as {@code schemas/reference/resources.csv} has it.
 *
 * @param rows a resource in an area each
 * @param fingerprint changes whenever a row does
 */
public record ResourceLinks(List<Link> rows, String fingerprint) {

  /** A resource in an area; the columns of {@code resource_link} say what each is. */
  public record Link(
      String areaCode,
      String resourceId,
      String areaLevel,
      String title,
      String publisher,
      String audience,
      String purpose,
      String summary,
      String url,
      String source,
      String checked) {}

  public ResourceLinks {
    rows = List.copyOf(rows);
  }

  /** Reads the rows that are packaged with the program. */
  public static ResourceLinks load() {
    ReferenceFile file = ReferenceFile.named("resources.csv");
    return new ResourceLinks(
        file.rows().stream().map(ResourceLinks::link).toList(), Fingerprint.of(file.text()));
  }

  private static Link link(NamedCsvRecord row) {
    return new Link(
        row.getField("area_code"),
        row.getField("resource_id"),
        row.getField("area_level"),
        row.getField("title"),
        row.getField("publisher"),
        row.getField("audience"),
        row.getField("purpose"),
        row.getField("summary"),
        row.getField("url"),
        row.getField("source"),
        row.getField("checked"));
  }
}
