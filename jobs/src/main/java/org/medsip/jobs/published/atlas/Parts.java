package org.medsip.jobs.published.atlas;

import static org.medsip.jobs.published.atlas.DataTable.Column.choice;
import static org.medsip.jobs.published.atlas.DataTable.Column.forCharts;
import static org.medsip.jobs.published.atlas.DataTable.Column.number;
import static org.medsip.jobs.published.atlas.DataTable.Column.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.published.atlas.DataTable.Use;

/** The parts that pages of several kinds have in common. */
final class Parts {

  private final AtlasData data;
  private final MeasureInfo headline;

  Parts(AtlasData data) {
    this.data = data;
    this.headline = data.headline();
  }

  /** The period of the figures, in words. */
  String period() {
    return data.window() == 1
        ? "in " + Written.month(newest())
        : "over the %d months to %s".formatted(data.window(), Written.day(newest()));
  }

  LocalDate newest() {
    return java.util.Objects.requireNonNull(data.newest());
  }

  /** The figures at the top of the page of an organisation. */
  List<Card> cards(Org.Key org) {
    Figure figure = data.headline(org);
    Figure england = data.headline(AtlasData.ENGLAND);
    Place place = data.places().get(org);
    List<Card> cards = new ArrayList<>();
    cards.add(
        new Card(
            headline.title(),
            Written.number(figure.value()),
            figure.value() == null
                ? whyMissing(figure)
                : headline.unit() + "; " + figure.interval()));
    if (!isEngland(org)) {
      cards.add(new Card("England", Written.number(england.value()), headline.unit()));
    }
    if (figure.percentile() != null && !isEngland(org)) {
      cards.add(
          new Card(
              "Higher than",
              Math.round(figure.percentile()) + "%",
              "of all " + many(org.level()) + " in England"));
    }
    if (place != null) {
      cards.add(
          new Card(
              "Deprivation",
              Written.number(place.score()),
              "mean IMD %d score of where people live; %s live in the most deprived fifth of areas"
                  .formatted(data.imdRelease(), Written.percent(place.core20()))));
      cards.add(new Card("Registered people", Written.whole(place.registrants()), ""));
    }
    return cards;
  }

  static String whyMissing(Figure figure) {
    String reason = figure.missingReason();
    return reason == null
        ? "not known"
        : switch (reason) {
          case "no_registrants" -> "no list size is known";
          case "incomplete_period" -> "a month of the period is missing";
          case "no_items" -> "nothing was prescribed";
          default -> "no value in this variant";
        };
  }

  static String many(String level) {
    return switch (level) {
      case Org.PRACTICE -> "practices";
      case Org.PCN -> "primary care networks";
      case Org.ICB -> "integrated care boards";
      case Org.PSC -> "Patient Safety Collaboratives";
      default -> level;
    };
  }

  /** The headline measure month by month. */
  Section trend(Org.Key org) {
    List<ChartPoint> points = data.charts().getOrDefault(org, List.of());
    Section section =
        Section.of(
            "trend", "Over time", headline.title() + ", month by month (" + headline.unit() + ").");
    if (points.stream().anyMatch(point -> point.mean() != null)) {
      return section
          .with(
              Chart.of(
                  "spc",
                  "trend-data",
                  "Process control chart. Months marked with a diamond are more than the ordinary"
                      + " ups and downs."
                      + (isEngland(org) ? "" : " The dashed line is England."),
                  headline.unit()))
          .with(processChart(org, points));
    }
    double[] values = seriesOf(org, headline.id());
    if (values == null) {
      return section.saying("There is no month with a value.");
    }
    return section
        .saying("A process control chart needs 15 months; there are fewer.")
        .with(
            new Chart(
                "line",
                "trend-data",
                isEngland(org) ? "Month by month." : "Month by month; the dashed line is England.",
                headline.unit(),
                isEngland(org) ? "value" : "value,england"))
        .with(line("trend-data", headline, values));
  }

  private DataTable processChart(Org.Key org, List<ChartPoint> points) {
    double[] england = seriesOf(AtlasData.ENGLAND, headline.id());
    List<List<Cell>> rows = new ArrayList<>();
    for (ChartPoint point : points) {
      int place = data.months().indexOf(point.periodEnd());
      List<Cell> row =
          new ArrayList<>(
              List.of(
                  Cell.of(Written.shortMonth(point.periodEnd())),
                  Written.cell(point.value()),
                  Written.cell(point.mean()),
                  Written.cell(point.lpl()),
                  Written.cell(point.upl()),
                  Cell.of(point.inWords())));
      if (!isEngland(org)) {
        row.add(Written.cell(at(england, place)));
      }
      rows.add(row);
    }
    List<DataTable.Column> columns =
        new ArrayList<>(
            List.of(
                text("month", "Month"),
                number("value", "Value"),
                number("mean", "Mean"),
                number("lpl", "Lower limit"),
                number("upl", "Upper limit"),
                text("signal", "Remarkable")));
    if (!isEngland(org)) {
      columns.add(number("england", "England"));
    }
    return new DataTable(
        "trend-data", "Month by month: " + headline.unit(), columns, rows, Use.BEHIND_CHART);
  }

  private DataTable line(String id, MeasureInfo measure, double[] values) {
    double[] england = seriesOf(AtlasData.ENGLAND, measure.id());
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      rows.add(
          List.of(
              Cell.of(Written.shortMonth(data.months().get(i))),
              Written.cell(at(values, i)),
              Written.cell(at(england, i))));
    }
    return new DataTable(
        id,
        "Month by month: " + measure.unit(),
        List.of(text("month", "Month"), number("value", "Value"), number("england", "England")),
        rows,
        Use.BEHIND_CHART);
  }

  /** The other measures that priority areas are chosen by, month by month. */
  Optional<Section> otherTrends(Org.Key org) {
    List<MeasureInfo> others =
        data.measures().stream()
            .filter(measure -> measure.isPriority() && !measure.id().equals(headline.id()))
            .filter(measure -> seriesOf(org, measure.id()) != null)
            .toList();
    if (others.isEmpty()) {
      return Optional.empty();
    }
    Section section = Section.of("other-trends", "Other measures of opioids over time");
    List<DataTable.Column> columns = new ArrayList<>(List.of(text("month", "Month")));
    for (int m = 0; m < others.size(); m++) {
      MeasureInfo measure = others.get(m);
      columns.add(number("m" + m, measure.title()));
      if (!isEngland(org)) {
        columns.add(number("e" + m, "England"));
      }
      section =
          section.with(
              new Chart(
                  "line",
                  "other-data",
                  measure.title() + (isEngland(org) ? "." : ". The dashed line is England."),
                  measure.unit(),
                  (isEngland(org) ? "m%1$d" : "m%1$d,e%1$d").formatted(m)));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < data.months().size(); i++) {
      List<Cell> row = new ArrayList<>(List.of(Cell.of(Written.shortMonth(data.months().get(i)))));
      for (MeasureInfo measure : others) {
        row.add(Written.cell(at(seriesOf(org, measure.id()), i)));
        if (!isEngland(org)) {
          row.add(Written.cell(at(seriesOf(AtlasData.ENGLAND, measure.id()), i)));
        }
      }
      rows.add(row);
    }
    return Optional.of(
        section.with(
            new DataTable("other-data", "Month by month", columns, rows, Use.BEHIND_CHART)));
  }

  private static boolean isEngland(Org.Key org) {
    return org.equals(AtlasData.ENGLAND);
  }

  private double @Nullable [] seriesOf(Org.Key org, String measureId) {
    return data.series().getOrDefault(org, Map.of()).get(measureId);
  }

  private static @Nullable Double at(double @Nullable [] values, int place) {
    return values == null || place < 0 || Double.isNaN(values[place]) ? null : values[place];
  }

  /** Every measure over the newest period, beside England. */
  Section allMeasures(Org.Key org, String root) {
    List<List<Cell>> rows = new ArrayList<>();
    for (MeasureInfo measure : data.measures()) {
      Figure figure = data.figure(org, measure.id());
      rows.add(
          List.of(
              Cell.link(measure.title(), root + measure.path()),
              Written.cell(figure.value()),
              Cell.of(
                  figure.value() == null
                      ? whyMissing(figure)
                      : Written.number(figure.lcl()) + " to " + Written.number(figure.ucl())),
              Written.cell(data.figure(AtlasData.ENGLAND, measure.id()).value()),
              figure.percentile() == null
                  ? Cell.of(Written.NONE)
                  : new Cell(
                      Math.round(figure.percentile()) + "%", Written.raw(figure.percentile()), ""),
              Cell.of(measure.unit())));
    }
    return Section.of("measures", "All measures", "Each " + period() + ".")
        .with(
            new DataTable(
                "all-measures",
                "All measures " + period(),
                List.of(
                    text("measure", "Measure"),
                    number("value", "Value"),
                    text("interval", "95% interval"),
                    number("england", "England"),
                    number("percentile", "Higher than"),
                    text("unit", "Unit")),
                rows,
                Use.PLAIN));
  }

  /** The rate in each fifth of deprivation. */
  Section gradient(Org.Key area) {
    Section section =
        Section.of(
            "gradient",
            "By deprivation",
            "Practices in five groups by the deprivation of where their people live, the most"
                + " deprived fifth first.");
    Gradient gradient = data.gradients().get(area);
    if (gradient == null) {
      return section.saying("No gradient is worked out for this period.");
    }
    if (gradient.fifths().stream().allMatch(fifth -> fifth.value() == null)) {
      return section.saying("No gradient: too few practices in a fifth, or nothing was counted.");
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Figure fifth = gradient.fifths().get(i);
      rows.add(
          List.of(
              Cell.of(i == 0 ? "1 (most deprived)" : i == 4 ? "5 (least deprived)" : "" + (i + 1)),
              Written.cell(fifth.value()),
              Written.cell(fifth.lcl()),
              Written.cell(fifth.ucl())));
    }
    Section with =
        section
            .with(
                Chart.of(
                    "gradient",
                    "gradient-data",
                    "Rate in each fifth of deprivation, with 95% intervals.",
                    headline.unit()))
            .with(
                new DataTable(
                    "gradient-data",
                    "Rate by fifth of deprivation: " + headline.unit(),
                    List.of(
                        text("fifth", "Fifth"),
                        number("value", "Rate"),
                        number("lcl", "Lower limit"),
                        number("ucl", "Upper limit")),
                    rows,
                    Use.BEHIND_CHART));
    return gradient.rii().value() == null
        ? with
        : with.saying(
            "Along the line through all people the most deprived have %s times the rate of the least"
                    .formatted(Written.number(gradient.rii().value()))
                + " deprived (%s).".formatted(gradient.rii().interval()));
  }

  /** Help that exists in an area and in all of England. */
  Section resources(List<String> areaCodes) {
    List<List<Cell>> rows = new ArrayList<>();
    for (String code : areaCodes) {
      for (Resource resource : data.resources().getOrDefault(code, List.of())) {
        rows.add(
            List.of(
                Cell.of(code.equals("ENG") ? "All of England" : "Here"),
                Cell.link(resource.title(), resource.url()),
                Cell.of(resource.summary()),
                Cell.of(resource.audience()),
                Cell.of(resource.purpose()),
                Cell.of(
                    switch (resource.checked()) {
                      case "seen" -> "page seen";
                      case "reported" -> "named by another page";
                      default -> "address not verified";
                    })));
      }
    }
    Section section = Section.of("help", "Help that exists");
    return rows.isEmpty()
        ? section.saying("None is known here; schemas/reference/resources.csv takes rows.")
        : section
            .saying("Addresses lead out of this atlas, which itself needs no network.")
            .with(
                new DataTable(
                    "help-data",
                    "Resources",
                    List.of(
                        text("where", "Where"),
                        text("title", "Resource"),
                        text("summary", "What it holds"),
                        text("audience", "For"),
                        text("purpose", "Purpose"),
                        text("checked", "Checked")),
                    rows,
                    Use.PLAIN));
  }

  /** Which organisations have come to another class, and whose newest month is remarkable. */
  Section changes(List<Org> orgs) {
    Section section = Section.of("changes", "What changed in " + Written.month(newest()));
    List<List<Cell>> rows = new ArrayList<>();
    for (Org org : orgs) {
      Judged now = data.national().get(org.key());
      String before = data.classBefore().get(org.key());
      if (now != null && before != null && !before.equals(now.jointClass())) {
        rows.add(
            List.of(
                Cell.link(org.name(), "../" + Org.path(org.key())),
                Cell.of(levelName(org.level())),
                Cell.of("Class is now %s, was %s".formatted(now.classInWords(), inWords(before)))));
      }
      lastPoint(org.key())
          .filter(point -> point.isRemarkable() && point.periodEnd().equals(newest()))
          .ifPresent(
              point ->
                  rows.add(
                      List.of(
                          Cell.link(org.name(), "../" + Org.path(org.key())),
                          Cell.of(levelName(org.level())),
                          Cell.of(
                              "%s is %s"
                                  .formatted(Written.number(point.value()), point.inWords())))));
    }
    if (rows.isEmpty()) {
      return section.saying(
          "No network or practice came to another class, and no value of the month is remarkable"
              + " beside its own history.");
    }
    return section.with(
        new DataTable(
            "changes-data",
            "Changes of the newest month",
            List.of(text("org", "Organisation"), choice("level", "Level"), text("what", "What")),
            rows,
            rows.size() > 20 ? Use.SEARCHABLE : Use.PLAIN));
  }

  private Optional<ChartPoint> lastPoint(Org.Key org) {
    List<ChartPoint> points = data.charts().getOrDefault(org, List.of());
    return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
  }

  private static String inWords(String jointClass) {
    return new Judged(
            jointClass, null, null, null, null, null, null, null, null, null, null, null, "")
        .classInWords();
  }

  static String levelName(String level) {
    return switch (level) {
      case Org.PRACTICE -> "Practice";
      case Org.PCN -> "PCN";
      case Org.ICB -> "ICB";
      case Org.PSC -> "PSC";
      default -> level;
    };
  }

  /** Organisations as the quadrant and the funnel draw them, and as people search them. */
  Section comparison(String id, String heading, List<Org> orgs) {
    List<List<Cell>> rows = new ArrayList<>();
    List<Org> sorted = new ArrayList<>(orgs);
    sorted.sort(
        Comparator.comparing((Org org) -> classOf(org).order())
            .thenComparing(org -> -orNought(classOf(org).pHigh()))
            .thenComparing(Org::name)
            .thenComparing(Org::code));
    sorted.forEach(org -> rows.add(comparedRow(org)));
    boolean inFunnel = orgs.stream().anyMatch(org -> data.funnel().containsKey(org.key()));
    String table = id + "-data";
    Section section =
        Section.of(
            id,
            heading,
            "%s, %s. Draw an area in the first chart to see only those in the table."
                .formatted(headline.title(), period()));
    section =
        section.with(
            Chart.of(
                "quadrant",
                table,
                "Deprivation against prescribing: up and to the right are the deprived with high"
                    + " prescribing. The level line is the threshold of the highest fifth.",
                headline.unit()));
    if (inFunnel) {
      section =
          section.with(
              Chart.of(
                  "funnel",
                  table,
                  "Funnel: outside the limits an organisation differs by more than its size leaves"
                      + " open (inner lines 95%, outer lines 99.8%).",
                  "observed over expected"));
    }
    return section.with(
        new DataTable(table, heading + " " + period(), COMPARED, rows, Use.SEARCHABLE));
  }

  private static final List<DataTable.Column> COMPARED =
      List.of(
          text("name", "Name"),
          text("code", "Code"),
          text("pcn", "PCN"),
          choice("class", "Class in England"),
          choice("within", "Class in the ICB"),
          number("p", "Probability high"),
          number("value", "Value"),
          number("imd", "IMD score"),
          number("fifth", "IMD fifth"),
          number("list", "People"),
          number("excess", "Excess"),
          choice("flag", "Funnel"),
          forCharts("deprived", "In the most deprived fifth"),
          forCharts("threshold", "Threshold"),
          forCharts("expected", "Expected"),
          forCharts("ratio", "Ratio"),
          forCharts("l95", "Lower 95%"),
          forCharts("u95", "Upper 95%"),
          forCharts("l998", "Lower 99.8%"),
          forCharts("u998", "Upper 99.8%"));

  private List<Cell> comparedRow(Org org) {
    Judged national = classOf(org);
    Judged within = data.withinIcb().get(org.key());
    Place place = data.places().get(org.key());
    FunnelPoint funnel = data.funnel().get(org.key());
    Double value = data.headline(org.key()).value();
    List<Cell> row = new ArrayList<>();
    row.add(Cell.link(org.name(), "../" + Org.path(org.key())));
    row.add(Cell.of(org.code()));
    row.add(Cell.of(org.parent(Org.PCN).flatMap(data::org).map(Org::name).orElse("")));
    row.add(Cell.of(national.classInWords()));
    row.add(Cell.of(within == null ? Written.NONE : within.classInWords()));
    row.add(new Cell(Written.probability(national.pHigh()), Written.raw(national.pHigh()), ""));
    row.add(Written.cell(value));
    row.add(Written.cell(place == null ? null : place.score()));
    row.add(Written.cell(place == null ? null : place.fifth()));
    row.add(Written.cell(place == null ? null : place.registrants()));
    row.add(Written.cell(national.excess()));
    row.add(Cell.of(funnel == null ? Written.NONE : funnel.flagInWords()));
    row.add(new Cell("", Boolean.TRUE.equals(national.deprived()) ? "1" : "0", ""));
    row.add(raw(national.threshold()));
    row.add(raw(funnel == null ? null : funnel.expected()));
    row.add(raw(funnel == null ? null : funnel.ratio()));
    row.add(raw(funnel == null ? null : funnel.lower95()));
    row.add(raw(funnel == null ? null : funnel.upper95()));
    row.add(raw(funnel == null ? null : funnel.lower998()));
    row.add(raw(funnel == null ? null : funnel.upper998()));
    return row;
  }

  private static Cell raw(@Nullable Double value) {
    return new Cell("", Written.raw(value), "");
  }

  Judged classOf(Org org) {
    return data.national()
        .getOrDefault(
            org.key(),
            new Judged(
                "insufficient",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "Nothing is known of it for this period."));
  }

  private static double orNought(@Nullable Double value) {
    return value == null ? 0 : value;
  }

  /** What is found of an organisation, in sentences. */
  Section why(Org org) {
    Section section = Section.of("why", "Why it has its class");
    Judged national = data.national().get(org.key());
    Judged within = data.withinIcb().get(org.key());
    if (national == null && within == null) {
      return section.saying("Priority areas are not worked out for this period.");
    }
    if (national != null) {
      section =
          section.saying("In England: " + national.classInWords() + ". " + national.rationale());
    }
    if (within != null) {
      section = section.saying("In its ICB: " + within.classInWords() + ". " + within.rationale());
    }
    return section;
  }
}
