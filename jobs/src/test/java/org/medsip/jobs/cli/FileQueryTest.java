package org.medsip.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.product.DddVariant;
import org.medsip.common.product.OmeSet;
import org.medsip.common.product.Product;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution;

class FileQueryTest {

  private static final String HEADER =
      "SHA,PCT,PRACTICE,BNF CODE,BNF NAME,ITEMS,NIC,ACT COST,QUANTITY,PERIOD";

  /** Code, name, items, cost and quantity; nasal fentanyl is counted by its cost. */
  private static final List<String[]> ROWS =
      List.of(
          new String[] {"A00001", "040702040AAAAAA", "Tramadol 50mg capsules", "2", "7.39", "240"},
          new String[] {"A00001", "040702040AAAAAA", "Tramadol 50mg capsules", "1", "3.10", "100"},
          new String[] {
            "A00001", "0407020A0BPAABJ", "PecFent 100micrograms/dose nasal spray", "1", "36.50", "1"
          },
          new String[] {"A00001", "0407010H0AAAMAM", "Paracetamol 500mg tablets", "9", "1", "32"},
          new String[] {"A00001", "0501013B0AAABAB", "Amoxicillin 500mg capsules", "1", "1", "21"},
          new String[] {"-", "040702040AAAAAA", "Tramadol 50mg capsules", "4", "12.00", "401.5"});

  @Test
  void opioidsInDddAndOmeAreThoseOfALoopOverTheRows(@TempDir Path folder) throws IOException {
    Path file = written(folder, ROWS);

    Called called = query(file, OpioidQuestion.SQL);

    assertThat(called.exitCode()).as(called.said()).isZero();
    assertThat(called.data()).isEqualTo(naively());
  }

  @Test
  void aFileIsAskedByTheNameOfItsTableAndAnyOtherTableIsNot(@TempDir Path folder)
      throws IOException {
    Path file = written(folder, ROWS);

    assertThat(query(file, "SELECT sum(items) AS items FROM pdpi").data()).isEqualTo("items\n18\n");
    assertThat(query(file, "SELECT * FROM epd").said())
        .contains("The tables are pdpi, product_month, practice_month_product_group");
  }

  @Test
  void aFileThatIsNotThereOrNotOfPrescribingIsRefusedInASentence(@TempDir Path folder)
      throws IOException {
    Path other = Files.writeString(folder.resolve("notes.txt"), "some notes\n");

    assertThat(query(folder.resolve("none.csv"), "SELECT 1").exitCode()).isEqualTo(3);
    assertThat(query(other, "SELECT 1").said()).contains("notes.txt cannot be read: ");
  }

  private static Called query(Path file, String sql) {
    return Called.medsip("query", "--file", file.toString(), "--format", "csv", sql);
  }

  private static Path written(Path folder, List<String[]> rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (String[] row : rows) {
      lines.add(
          String.join(",", "Q44", "RXA", row[0], row[1], row[2], row[3], row[4], "1", row[5])
              + ",201410");
    }
    return Files.write(folder.resolve("pdpi.csv"), lines, StandardCharsets.UTF_8);
  }

  private static String naively() {
    ProductResolver resolver = new ProductResolver(ProductReference.load());
    Map<String, BigDecimal[]> sums = new TreeMap<>();
    for (String[] row : ROWS) {
      if (resolver.resolve(row[1], row[2]) instanceof Resolution.Resolved resolved) {
        Product product = resolved.product();
        BigDecimal units =
            product
                .units(new BigDecimal(row[5]), new BigDecimal(row[4]))
                .setScale(4, RoundingMode.HALF_UP);
        BigDecimal[] site =
            sums.computeIfAbsent(
                row[0].equals("-") ? "UNIDENTIFIED" : row[0],
                code -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO});
        site[0] = site[0].add(new BigDecimal(row[3]));
        site[1] =
            site[1].add(
                product.ddd(DddVariant.MAIN_INDEX).map(units::multiply).orElse(BigDecimal.ZERO));
        site[2] =
            site[2].add(
                product
                    .omeMg(OmeSet.OPENPRESCRIBING_2026)
                    .map(units::multiply)
                    .orElse(BigDecimal.ZERO));
      }
    }
    StringBuilder answer = new StringBuilder("practice_code,items,ddd,ome\n");
    sums.forEach(
        (site, figures) -> {
          answer.append(site);
          for (BigDecimal figure : figures) {
            answer.append(',').append(QueryCommand.text(figure));
          }
          answer.append('\n');
        });
    return answer.toString();
  }
}
