package org.medsip.jobs.simulate;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.medsip.jobs.simulate.Medicine.Kind;

/**
 * All that is prescribed: real presentations of analgesics and what goes with them, and made-up
 * ones for every other part of the BNF. A line is a presentation in one quantity; a practice and
 * month has at most one row of each.
 */
final class Formulary {

  private static final String NERVOUS_SYSTEM = "04: Central Nervous System";
  private static final int OPIOID_ADQ = 16_667;
  private static final int MADE_UP_ADQ = 100_000;
  private static final int FIRST_APPLIANCE = 20;
  private static final int CODES_CHANGE_EVERY = 211;
  private static final int[] PACKS = {28, 56, 84};
  private static final double[] PACK_SHARES = {0.6, 0.3, 0.1};
  private static final int[] SECTIONS = {2, 3, 5, 6, 9};

  final List<Medicine> medicines = new ArrayList<>();

  /** Of each line: its medicine, its quantity, and the items a person is given in a month. */
  final int[] medicine;

  final int[] quantity;
  final double[] itemsAMonth;

  /** Lines before this one are real presentations. */
  final int madeUpFrom;

  private final List<Integer> lineMedicine = new ArrayList<>();
  private final List<Integer> lineQuantity = new ArrayList<>();
  private final List<Double> lineItems = new ArrayList<>();

  Formulary() {
    ReferenceRows.of("simulated_presentations.csv").forEach(this::addReal);
    madeUpFrom = lineMedicine.size();
    ReferenceRows.of("simulated_chapters.csv").forEach(this::addChapter);
    medicine = lineMedicine.stream().mapToInt(Integer::intValue).toArray();
    quantity = lineQuantity.stream().mapToInt(Integer::intValue).toArray();
    itemsAMonth = lineItems.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Items of one person in a month, of all kinds together. */
  static double itemsOfAPersonAMonth() {
    double chapters =
        ReferenceRows.of("simulated_chapters.csv").stream()
            .mapToDouble(row -> number(row, "items_per_1000_a_month"))
            .sum();
    double real =
        ReferenceRows.of("simulated_presentations.csv").stream()
            .mapToDouble(row -> number(row, "items_per_1000_a_year"))
            .sum();
    return (chapters + real / 12) / 1000;
  }

  int lines() {
    return medicine.length;
  }

  Medicine medicineOf(int line) {
    return medicines.get(medicine[line]);
  }

  Kind kindOf(int line) {
    return medicineOf(line).kind();
  }

  /** The lines of a kind. */
  int[] linesOf(Kind kind) {
    return IntStream.range(0, madeUpFrom).filter(line -> kindOf(line) == kind).toArray();
  }

  /** Items of a kind that a person is given in a month. */
  double itemsOf(Kind kind) {
    double sum = 0;
    for (int line : linesOf(kind)) {
      sum += itemsAMonth[line];
    }
    return sum;
  }

  /** Items of the lines, added up, for {@link Draw#pick}. */
  double[] upTo(int[] lines) {
    double[] upTo = new double[lines.length];
    double sum = 0;
    for (int i = 0; i < lines.length; i++) {
      sum += itemsAMonth[lines[i]];
      upTo[i] = sum;
    }
    return upTo;
  }

  private void addReal(NamedCsvRecord row) {
    Kind kind = Kind.valueOf(row.getField("kind").toUpperCase(Locale.ROOT));
    String code = row.getField("bnf_code");
    int index = medicines.size();
    medicines.add(
        new Medicine(
            code,
            Optional.empty(),
            code.substring(0, 9),
            row.getField("chemical_name"),
            row.getField("name"),
            row.getField("snomed_code").isEmpty() ? snomed(index) : row.getField("snomed_code"),
            NERVOUS_SYSTEM,
            kind,
            kind == Kind.OPIOID ? OPIOID_ADQ : MADE_UP_ADQ,
            Math.round(number(row, "pence_per_unit") * 1000)));
    double items = number(row, "items_per_1000_a_year") / 12_000;
    String[] quantities = row.getField("quantities").split(" ");
    double sum = 0;
    for (String share : quantities) {
      sum += share(share);
    }
    for (String share : quantities) {
      int pack = Integer.parseInt(share.substring(0, share.indexOf(':')));
      addLine(index, pack, items * share(share) / sum);
    }
  }

  private static double share(String quantity) {
    return Double.parseDouble(quantity.substring(quantity.indexOf(':') + 1));
  }

  private void addChapter(NamedCsvRecord row) {
    int chapter = Integer.parseInt(row.getField("chapter"));
    int count = Integer.parseInt(row.getField("presentations"));
    double decay = number(row, "decay");
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += popularity(i, decay);
    }
    double items = number(row, "items_per_1000_a_month") / 1000 / sum;
    double typical =
        PACKS[0] * PACK_SHARES[0] + PACKS[1] * PACK_SHARES[1] + PACKS[2] * PACK_SHARES[2];
    double size = number(row, "quantity_per_item") / typical;
    double pounds = number(row, "pounds_per_item") / number(row, "quantity_per_item");
    for (int i = 0; i < count; i++) {
      medicines.add(madeUp(chapter, row.getField("name"), i, Math.round(pounds * 100_000)));
      for (int pack = 0; pack < PACKS.length; pack++) {
        int units = (int) Math.max(pack + 1, Math.round(PACKS[pack] * size));
        addLine(medicines.size() - 1, units, items * popularity(i, decay) * PACK_SHARES[pack]);
      }
    }
  }

  private static double popularity(int place, double decay) {
    return StrictMath.pow(place + 3, -decay);
  }

  private void addLine(int index, int units, double items) {
    lineMedicine.add(index);
    lineQuantity.add(units);
    lineItems.add(items);
  }

  private Medicine madeUp(int chapter, String chapterName, int number, long price) {
    boolean appliance = chapter >= FIRST_APPLIANCE;
    int substance = number / 4;
    String chemical =
        appliance
            ? "%02d%02d".formatted(chapter, 1 + number % 7)
            : "%02d%02d010%s"
                .formatted(
                    chapter,
                    SECTIONS[substance % SECTIONS.length],
                    letters(substance / SECTIONS.length));
    String suffix = letters(number % 4 * 26 + substance % 26);
    String code =
        appliance ? "%s%07d".formatted(chemical, number) : chemical + "AA" + suffix + suffix;
    String substanceName = Names.substance(chapter, substance);
    String name =
        appliance
            ? "%s r\u00E9gulier %dcm x %dcm, sterile"
                .formatted(substanceName, 1 + number % 9, 2 + number % 11)
            : "%s %dmg %s"
                .formatted(
                    substanceName, 5 << (number % 4), number % 2 == 0 ? "tablets" : "capsules");
    Optional<String> former =
        !appliance && number % CODES_CHANGE_EVERY == 17
            ? Optional.of(chemical + "AA" + suffix + "ZZ")
            : Optional.empty();
    return new Medicine(
        code,
        former,
        chemical,
        appliance ? chapterName.substring(4) : substanceName,
        name,
        snomed(medicines.size()),
        chapterName,
        Kind.OTHER,
        appliance ? 0 : MADE_UP_ADQ,
        price);
  }

  /** Two letters, which stand for a number below 676. */
  private static String letters(int number) {
    return "" + (char) ('A' + number / 26 % 26) + (char) ('A' + number % 26);
  }

  private static String snomed(int number) {
    return (1_000_000 + number * 7L) + "1000001" + "10" + number % 10;
  }

  private static double number(NamedCsvRecord row, String column) {
    return Double.parseDouble(row.getField(column));
  }
}
