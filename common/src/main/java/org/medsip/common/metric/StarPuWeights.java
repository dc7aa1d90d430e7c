package org.medsip.common.metric;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DecimalType;
import org.medsip.common.contract.Definitions;
import org.medsip.common.run.Fingerprint;
import org.medsip.common.table.PopulationTables;

/**
 * The STAR-PUs (specific therapeutic group age-sex related prescribing units) of {@code
 * schemas/reference/star_pu.csv}: how much more a group of medicines costs, or how many more doses
 * of it are given, for people of some sex and age. There is none for opioids.
 *
 * @param weights one for each set, sex and band of ages
 * @param fingerprint changes whenever any of them does
 */
public record StarPuWeights(List<Weight> weights, String fingerprint) {

  private static final String FILE = "star_pu.csv";
  private static final int DECIMALS = ((DecimalType) PopulationTables.WEIGHT).scale();

  /**
   * One row of the file.
   *
   * @param weightSet the set, with its year in its name
   * @param sex MALE or FEMALE
   * @param ageBand the years of age, such as 15_24 or 75+
   * @param weight the weight of one person, to fourteen decimals
   * @param unit what it counts
   * @param meaning what the set is, and what it is not
   * @param source who says so
   */
  public record Weight(
      String weightSet,
      String sex,
      String ageBand,
      BigDecimal weight,
      String unit,
      String meaning,
      String source) {}

  public StarPuWeights {
    weights = List.copyOf(weights);
  }

  /** Reads the weights that are packaged with the program. */
  public static StarPuWeights load() {
    String text = String.join("", Definitions.texts("reference", FILE).values());
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
      return new StarPuWeights(
          rows.stream().map(StarPuWeights::weight).collect(Collectors.toList()),
          Fingerprint.of(text));
    } catch (IOException e) {
      throw new UncheckedIOException("The reference table " + FILE + " cannot be read", e);
    }
  }

  private static Weight weight(NamedCsvRecord row) {
    return new Weight(
        row.getField("weight_set"),
        row.getField("sex"),
        row.getField("age_band"),
        new BigDecimal(row.getField("weight")).setScale(DECIMALS, RoundingMode.HALF_EVEN),
        row.getField("unit"),
        row.getField("meaning"),
        row.getField("source"));
  }
}
