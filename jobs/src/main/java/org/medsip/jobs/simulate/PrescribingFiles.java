package org.medsip.jobs.simulate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medsip.jobs.simulate.Draw.Topic;
import org.medsip.jobs.simulate.Medicine.Kind;
import org.medsip.jobs.simulate.RowText.Ending;
import org.medsip.jobs.simulate.Sicbl.Board;

/** The months of the English Prescribing Dataset, in the layout each month was published in. */
final class PrescribingFiles {

  private static final YearMonth NEW_LAYOUT = YearMonth.of(2025, 3);
  private static final YearMonth FIRST_BOARDS = YearMonth.of(2022, 7);
  private static final YearMonth FIRST_STP = YearMonth.of(2020, 4);
  private static final double DAYS_IN_A_MONTH = 30.4375;
  private static final long DISCOUNTED = 93_500;
  private static final long FEE = 1_250;
  private static final int BYTES_OF_A_ROW = 400;
  private static final int ROWS_OF_A_PART = 3_000;
  private static final String BEFORE_SUBSTANCE =
      "_NAME,%1$s_CODE,PCO_NAME,PCO_CODE,PRACTICE_NAME,PRACTICE_CODE,ADDRESS_1,ADDRESS_2,ADDRESS_3,"
          + "ADDRESS_4,POSTCODE,BNF_CHEMICAL_SUBSTANCE,CHEMICAL_SUBSTANCE_BNF_DESCR,BNF_CODE,"
          + "BNF_DESCRIPTION,BNF_CHAPTER_PLUS_CODE,QUANTITY,ITEMS,TOTAL_QUANTITY,ADQUSAGE,NIC,"
          + "ACTUAL_COST,UNIDENTIFIED";
  private static final String OLD_HEADER =
      "YEAR_MONTH,REGIONAL_OFFICE_NAME,REGIONAL_OFFICE_CODE,%1$s" + BEFORE_SUBSTANCE;
  private static final String NEW_HEADER =
      "\"YEAR_MONTH\",\"REGIONAL_OFFICE_NAME\",\"REGIONAL_OFFICE_CODE\",\"ICB_NAME\",\"ICB_CODE\","
          + "\"PCO_NAME\",\"PCO_CODE\",\"PRACTICE_NAME\",\"PRACTICE_CODE\",\"ADDRESS_1\","
          + "\"ADDRESS_2\",\"ADDRESS_3\",\"ADDRESS_4\",\"POSTCODE\","
          + "\"BNF_CHEMICAL_SUBSTANCE_CODE\",\"BNF_CHEMICAL_SUBSTANCE\","
          + "\"BNF_PRESENTATION_CODE\",\"BNF_PRESENTATION_NAME\",\"BNF_CHAPTER_PLUS_CODE\","
          + "QUANTITY,ITEMS,TOTAL_QUANTITY,ADQ_USAGE,NIC,ACTUAL_COST,\"UNIDENTIFIED\",SNOMED_CODE";

  private final World world;
  private final Formulary formulary;
  private final Episodes episodes;
  private final OutputFolder folder;

  /** How a month is written. */
  enum Style {
    EPD2("EPD_"),
    SNOMED("EPD_SNOMED_"),
    SNOMED_2025("EPD_SNOMED_");

    private final String prefix;

    Style(String prefix) {
      this.prefix = prefix;
    }

    static Style snomed(YearMonth month) {
      return month.isBefore(NEW_LAYOUT) ? SNOMED : SNOMED_2025;
    }

    String fileName(YearMonth month) {
      return prefix + month.toString().replace("-", "");
    }

    Ending ending() {
      return this == SNOMED_2025 ? Ending.POINT : Ending.DIGIT;
    }
  }

  /** Which publication of a month is written. */
  enum Edition {
    /** Complete. */
    FINAL,
    /** The first of a revised month: what is not of the nervous system is short by a fifth. */
    SHORT
  }

  PrescribingFiles(World world, Formulary formulary, Episodes episodes, OutputFolder folder) {
    this.world = world;
    this.formulary = formulary;
    this.episodes = episodes;
    this.folder = folder;
  }

  /**
   * Writes one file.
   *
   * @param bad the rows to plant in it
   * @return the lines on which these stand
   */
  List<Long> write(String name, YearMonth month, Style style, Edition edition, List<BadRow> bad) {
    Month of = new Month(month, style, edition);
    int practices = world.practices.size();
    int parts = practices + world.sites.size() + 1;
    List<Long> lines = new ArrayList<>();
    folder.write(
        name,
        parts + bad.size(),
        part -> {
          int planted = plantedAt(part, parts, bad.size());
          if (planted >= 0) {
            return of.bad(bad.get(planted));
          }
          int index = part - plantedBefore(part, parts, bad.size());
          if (index == 0) {
            return of.header();
          }
          return index <= practices ? of.practice(index - 1) : of.site(index - 1 - practices);
        },
        (part, line) -> {
          if (plantedAt(part, parts, bad.size()) >= 0) {
            lines.add(line);
          }
        });
    return lines;
  }

  /** Bad rows stand between the practices, evenly. */
  private static int plantedAt(int part, int parts, int bad) {
    int every = parts / (bad + 1) + 1;
    int number = part / every - 1;
    return part % every == 0 && number >= 0 && number < bad ? number : -1;
  }

  private static int plantedBefore(int part, int parts, int bad) {
    return Math.min(bad, part / (parts / (bad + 1) + 1));
  }

  private final class Month {
    private final YearMonth month;
    private final int number;
    private final Style style;
    private final Edition edition;
    private final byte[][] beforeQuantity;
    private final byte[][] snomed;

    Month(YearMonth month, Style style, Edition edition) {
      this.month = month;
      this.number = World.month(month);
      this.style = style;
      this.edition = edition;
      this.beforeQuantity = new byte[formulary.medicines.size()][];
      this.snomed = new byte[formulary.medicines.size()][];
      for (int i = 0; i < beforeQuantity.length; i++) {
        Medicine medicine = formulary.medicines.get(i);
        beforeQuantity[i] = RowText.latin(presentation(medicine));
        snomed[i] = RowText.latin(medicine.snomed());
      }
    }

    RowText header() {
      RowText text = new RowText(BYTES_OF_A_ROW);
      if (style == Style.SNOMED_2025) {
        return text.add(NEW_HEADER).endRow();
      }
      text.add(OLD_HEADER.formatted(area()));
      return text.add(style == Style.SNOMED ? ",SNOMED_CODE" : "").endRow();
    }

    private String area() {
      if (month.isBefore(FIRST_STP)) {
        return "AREA_TEAM";
      }
      return month.isBefore(FIRST_BOARDS) ? "STP" : "ICB";
    }

    private String presentation(Medicine medicine) {
      String code = Recodes.codeIn(medicine, number, world);
      return fields(
          medicine.chemicalCode(),
          medicine.chemicalName(),
          code,
          medicine.name(),
          medicine.chapter());
    }

    private String fields(String... texts) {
      StringBuilder fields = new StringBuilder();
      for (String text : texts) {
        fields.append(style == Style.SNOMED_2025 ? '"' + text + '"' : RowText.field(text));
        fields.append(',');
      }
      return fields.toString();
    }

    private byte[] letterhead(Sicbl sicbl, String name, String code, List<String> address) {
      Board board = World.boardOf(sicbl, number);
      String upper = board.name().toUpperCase(Locale.ROOT);
      return fields(
              monthText(),
              sicbl.region().name().toUpperCase(Locale.ROOT) + Names.MARK,
              sicbl.region().code(),
              "NHS " + upper + " INTEGRATED CARE BOARD" + Names.MARK,
              board.code(),
              "NHS " + upper + " ICB - " + sicbl.code() + Names.MARK,
              sicbl.pcoCode(),
              name,
              code,
              address.get(0),
              address.get(1),
              address.get(2),
              address.get(3),
              address.get(4))
          .getBytes(ISO_8859_1);
    }

    private String monthText() {
      return style == Style.SNOMED_2025 ? month.toString() : month.toString().replace("-", "");
    }

    private byte[] unidentified(Site site) {
      String none = Site.UNIDENTIFIED;
      return fields(
              monthText(),
              "UNIDENTIFIED",
              none,
              "UNIDENTIFIED",
              none,
              "UNIDENTIFIED",
              none,
              site.name(),
              none,
              none,
              none,
              none,
              none,
              none)
          .getBytes(ISO_8859_1);
    }

    RowText practice(int practice) {
      Practice of = world.practices.get(practice);
      boolean open = world.isOpen(practice, number);
      boolean late = number == world.closesIn(practice);
      if (!open && !late) {
        return new RowText(0);
      }
      int[] items = new int[formulary.lines()];
      Draw draw = Draw.of(world.request.seed(), Topic.ITEMS, practice, number, 0);
      if (open) {
        addOpenItems(practice, items, draw);
      } else {
        addOthers(items, Figure.LATE_SHARE.value() * of.people() * season(), draw);
      }
      Sicbl sicbl = world.sicblOfPcn(of.pcn(), number);
      return rows(letterhead(sicbl, of.name(), of.code(), of.address()), items, 'N');
    }

    private void addOpenItems(int practice, int[] items, Draw draw) {
      double opioidPeople = 0;
      double all = 0;
      for (int people : world.peopleAt(practice, number)) {
        double here = world.share(people, practice, number) * world.people(people, number);
        all += here;
        opioidPeople += here * world.opioidUse(people, number);
      }
      episodes.itemsAt(practice, number, (episode, line) -> items[line]++);
      double others = 1 - Figure.PATIENT_SHARE.value();
      double[] rate = formulary.itemsAMonth;
      for (int line = 0; line < formulary.madeUpFrom; line++) {
        boolean opioid = formulary.kindOf(line) == Kind.OPIOID;
        double people = opioid ? others * opioidPeople : all;
        items[line] += draw.poisson(people * season() * rate[line]);
      }
      addOthers(items, all * season(), draw);
    }

    private void addOthers(int[] items, double people, Draw draw) {
      double kept = edition == Edition.SHORT ? 0.8 * people : people;
      double[] rate = formulary.itemsAMonth;
      for (int line = formulary.madeUpFrom; line < rate.length; line++) {
        items[line] += draw.poisson(kept * rate[line]);
      }
    }

    private double season() {
      return month.lengthOfMonth() / DAYS_IN_A_MONTH;
    }

    RowText site(int index) {
      Site site = world.sites.get(index);
      int[] items = new int[formulary.lines()];
      Draw draw = Draw.of(world.request.seed(), Topic.ITEMS, index, number, 1);
      for (int line = 0; line < items.length; line++) {
        items[line] = draw.poisson(site.people() * season() * formulary.itemsAMonth[line]);
      }
      if (!site.isIdentified()) {
        return rows(unidentified(site), items, 'Y');
      }
      Sicbl sicbl = world.sicblOfSite(site, number);
      return rows(letterhead(sicbl, site.name(), site.code(), site.address()), items, 'N');
    }

    private RowText rows(byte[] letterhead, int[] items, char unidentified) {
      RowText text = new RowText(BYTES_OF_A_ROW * ROWS_OF_A_PART);
      for (int line = 0; line < items.length; line++) {
        if (items[line] > 0) {
          row(text, letterhead, line, items[line], unidentified);
        }
      }
      return text;
    }

    private void row(RowText text, byte[] letterhead, int line, int items, char unidentified) {
      Medicine medicine = formulary.medicineOf(line);
      long quantity = formulary.quantity[line];
      long total = quantity * items;
      long nic = (total * medicine.price() + 500) / 1000 * 1000;
      long cost = nic / 1000 * DISCOUNTED / 100 + FEE * items;
      text.add(letterhead).add(beforeQuantity[formulary.medicine[line]]);
      number(text, quantity * 100_000);
      text.add(items).add(',');
      number(text, total * 100_000);
      number(text, total * medicine.adq());
      number(text, nic);
      number(text, cost);
      if (style == Style.SNOMED_2025) {
        text.add('"').add(unidentified).add('"');
      } else {
        text.add(unidentified);
      }
      if (style != Style.EPD2) {
        text.add(',').add(snomed[formulary.medicine[line]]);
      }
      text.endRow();
    }

    private void number(RowText text, long hundredThousandths) {
      if (style == Style.SNOMED_2025) {
        text.add('"').add(hundredThousandths, Ending.POINT).add('"').add(',');
      } else {
        text.add(hundredThousandths, Ending.DIGIT).add(',');
      }
    }

    /** A row of the first practice with something wrong in it. */
    RowText bad(BadRow bad) {
      Practice of = world.practices.get(0);
      Sicbl sicbl = world.sicblOfPcn(of.pcn(), number);
      RowText text = new RowText(BYTES_OF_A_ROW);
      text.add(letterhead(sicbl, of.name(), of.code(), of.address()));
      text.add(
          fields(
              "0501013B0",
              "Badly written",
              bad == BadRow.BAD_CODE ? "0501013b0-AAAA" : "0501013B0AAABAB",
              "Badly written 250mg capsules",
              "05: Infections"));
      text.add(bad == BadRow.BAD_NUMBER ? "\"28,0\"," : "28.0,").add("1,28.0,0.0,");
      text.add(bad == BadRow.MISSING_VALUE ? "," : "1.25,").add("1.18125,N");
      text.add(style == Style.EPD2 ? "" : ",");
      return text.add(bad == BadRow.BAD_COLUMN_COUNT ? ",1,1" : "").endRow();
    }
  }
}
