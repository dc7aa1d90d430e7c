package org.medsip.jobs.gold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsip.common.OnRows;
import org.medsip.common.Rows;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.table.SilverTables;

class PracticeMonthMeasureStageTest {

  private static final MeasureCatalogue CATALOGUE = MeasureCatalogue.load();
  private static final PracticeMonthMeasureStage STAGE = new PracticeMonthMeasureStage(CATALOGUE);
  private static final int PRACTICES = 40;

  /** A presentation: what is known of it, and its doses per unit where there are any. */
  private record Drug(
      String code,
      String resolution,
      boolean longActing,
      boolean high120,
      boolean high90,
      @Nullable BigDecimal dose,
      @Nullable BigDecimal price) {}

  /** Items of one presentation and their units; squares as {@code prescribing} has them. */
  private record Line(String practice, Drug drug, long items, BigDecimal quantity, BigDecimal nic) {

    BigDecimal units(int times) {
      BigDecimal price = drug.price();
      BigDecimal total = price == null ? quantity : nic.divide(price);
      return total.multiply(BigDecimal.valueOf(times));
    }
  }

  private final List<Line> lines = randomLines(new Random(11));

  @Test
  void everyPartIsWhatPlainLoopsOverTheLinesGive() {
    assertThat(parts(1)).isEqualTo(expected(1)).hasSize(PRACTICES * 11);
  }

  @Test
  void twiceTheQuantityIsTwiceTheDoseAndFourTimesItsSquares() {
    assertThat(parts(2)).isEqualTo(expected(2));
  }

  private SortedMap<String, String> parts(int times) {
    Rows prescribing = Rows.of(SilverTables.PRESCRIBING);
    Rows products = Rows.of(SilverTables.PRODUCT_MONTH);
    List<String> listed = new ArrayList<>();
    for (Line line : lines) {
      Drug drug = line.drug();
      BigDecimal factor = BigDecimal.valueOf(times);
      BigDecimal items = BigDecimal.valueOf(Math.max(1, line.items()));
      BigDecimal quantity = line.quantity().multiply(factor);
      BigDecimal nic = line.nic().multiply(factor);
      prescribing.row(
          "practice_code", line.practice(),
          "bnf_code", drug.code(),
          "items", line.items(),
          "total_quantity", quantity,
          "nic", nic,
          "items_quantity_squared", quantity.multiply(quantity).divide(items),
          "items_nic_squared", nic.multiply(nic).divide(items));
      if (!listed.contains(drug.code())) {
        listed.add(drug.code());
        boolean opioid = drug.resolution().equals("opioid");
        products.row(
            "bnf_code", drug.code(),
            "resolution", drug.resolution(),
            "nic_per_dose", drug.price(),
            "ddd_main_index_per_unit", drug.dose(),
            "ome_cdc_2022_per_unit", drug.dose(),
            "long_acting", opioid ? drug.longActing() : null,
            "high_dose_120", opioid ? drug.high120() : null,
            "high_dose_90", opioid ? drug.high90() : null);
      }
    }
    SortedMap<String, String> parts = new TreeMap<>();
    for (Row row : OnRows.apply(STAGE, prescribing, products).collectAsList()) {
      parts.put(
          row.<String>getAs("practice_code")
              + "/"
              + row.getAs("measure_id")
              + "/"
              + row.getAs("variant"),
          plain(row.getAs("numerator"))
              + " "
              + plain(row.getAs("numerator_squares"))
              + " "
              + row.getAs("items")
              + " "
              + row.getAs("items_with_value")
              + " "
              + row.getAs("items_compared"));
    }
    return parts;
  }

  private SortedMap<String, String> expected(int times) {
    SortedMap<String, String> expected = new TreeMap<>();
    for (int p = 0; p < PRACTICES; p++) {
      for (Measure measure : CATALOGUE.measures()) {
        for (String variant : measure.variants().keySet()) {
          expected.put(
              "P" + p + "/" + measure.id() + "/" + variant, sums("P" + p, measure, variant, times));
        }
      }
    }
    return expected;
  }

  private String sums(String practice, Measure measure, String variant, int times) {
    BigDecimal numerator = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    long items = 0;
    long valued = 0;
    long compared = 0;
    boolean counted = measure.numerator().quantity() == Measure.Quantity.ITEMS;
    for (Line line : lines) {
      Drug drug = line.drug();
      boolean opioid = drug.resolution().equals("opioid");
      if (!line.practice().equals(practice) || drug.resolution().equals("not_opioid")) {
        continue;
      }
      compared += opioid && drug.longActing() ? line.items() : 0;
      boolean high = opioid && (variant.equals("120") ? drug.high120() : drug.high90());
      boolean selected = measure.numerator().selection() == Measure.Selection.OPIOIDS || high;
      if (!selected) {
        continue;
      }
      items += line.items();
      BigDecimal dose =
          variant.equals("main_index") || variant.equals("cdc_2022") ? drug.dose() : null;
      if (counted) {
        numerator = numerator.add(BigDecimal.valueOf(line.items()));
        squares = squares.add(BigDecimal.valueOf(line.items()));
        valued += line.items();
      } else if (dose != null) {
        BigDecimal added = line.units(times).multiply(dose);
        numerator = numerator.add(added);
        squares =
            squares.add(
                added.multiply(added).divide(BigDecimal.valueOf(Math.max(1, line.items()))));
        valued += line.items();
      }
    }
    boolean share = measure.denominator() == Measure.Denominator.LONG_ACTING_OPIOID_ITEMS;
    return plain(numerator)
        + " "
        + plain(squares)
        + " "
        + items
        + " "
        + valued
        + " "
        + (share ? String.valueOf(compared) : "null");
  }

  /** Doses are halves and items powers of two, so that no step rounds. */
  private static List<Line> randomLines(Random random) {
    List<Drug> drugs = new ArrayList<>();
    for (int d = 0; d < 30; d++) {
      String resolution =
          List.of("opioid", "opioid", "opioid", "unresolved", "not_opioid").get(random.nextInt(5));
      boolean opioid = resolution.equals("opioid");
      boolean longActing = random.nextBoolean();
      boolean high90 = longActing && random.nextBoolean();
      drugs.add(
          new Drug(
              "0407020Q0AA%04d".formatted(d),
              resolution,
              longActing,
              high90 && random.nextBoolean(),
              high90,
              opioid && random.nextInt(4) > 0 ? whole(random).divide(BigDecimal.valueOf(2)) : null,
              opioid && random.nextInt(6) == 0 ? new BigDecimal("0.5") : null));
    }
    List<Line> lines = new ArrayList<>();
    for (int p = 0; p < PRACTICES; p++) {
      for (Drug drug : drugs) {
        boolean prescribed = random.nextInt(3) == 0 || drug.equals(firstOpioid(drugs));
        if (prescribed) {
          long items = 1L << random.nextInt(4);
          lines.add(new Line("P" + p, drug, items, whole(random), whole(random)));
        }
      }
    }
    return lines;
  }

  private static Drug firstOpioid(List<Drug> drugs) {
    return drugs.stream().filter(d -> d.resolution().equals("opioid")).findFirst().orElseThrow();
  }

  private static BigDecimal whole(Random random) {
    return BigDecimal.valueOf(1 + random.nextInt(80));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
