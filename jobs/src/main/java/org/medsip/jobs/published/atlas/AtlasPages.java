package org.medsip.jobs.published.atlas;

import static org.medsip.jobs.published.atlas.DataTable.Column.choice;
import static org.medsip.jobs.published.atlas.DataTable.Column.number;
import static org.medsip.jobs.published.atlas.DataTable.Column.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.medsip.jobs.published.atlas.DataTable.Use;
import org.medsip.jobs.published.atlas.Page.Link;

/** What stands on every page of the atlas. */
final class AtlasPages {

  private static final String UP = "../";

  private final AtlasData data;
  private final Parts parts;
  private final MeasureInfo headline;

  AtlasPages(AtlasData data) {
    this.data = data;
    this.parts = new Parts(data);
    this.headline = data.headline();
  }

  /** Every page, each made when it is asked for, so that not all are held at once. */
  Stream<Supplier<Page>> all() {
    return Stream.of(
            Stream.<Supplier<Page>>of(
                this::overview, this::find, this::measures, this::method, this::quality),
            data.icbs().values().stream().map(icb -> page(() -> area(icb))),
            data.pscs().values().stream().map(psc -> page(() -> area(psc))),
            data.pcns().values().stream().map(pcn -> page(() -> network(pcn))),
            data.practices().values().stream().map(practice -> page(() -> practice(practice))),
            data.measures().stream().map(measure -> page(() -> measure(measure))))
        .flatMap(pages -> pages);
  }

  private static Supplier<Page> page(Supplier<Page> page) {
    return page;
  }

  private Page overview() {
    List<Section> sections = new ArrayList<>();
    List<Tile> tiles = Tiles.of(data);
    if (!tiles.isEmpty()) {
      sections.add(
          Section.of(
                  "map",
                  "Where it is high",
                  "%s, %s. Each integrated care board is a square about where it lies: a schematic,"
                          .formatted(headline.title(), parts.period())
                      + " and no map of areas. Darker squares have higher values; each shade is a"
                      + " fifth of the boards. All values are in the table of boards below.")
              .withTiles(tiles));
    }
    sections.add(parts.trend(AtlasData.ENGLAND));
    parts.otherTrends(AtlasData.ENGLAND).ifPresent(sections::add);
    sections.add(parts.gradient(AtlasData.ENGLAND));
    sections.add(ambition());
    sections.add(areas("icbs", "Integrated care boards", data.icbs().values()));
    sections.add(areas("pscs", "Patient Safety Collaboratives", data.pscs().values()));
    sections.add(parts.resources(List.of("ENG")));
    return new Page(
        "index.html",
        "Opioids and deprivation in England",
        "Overview",
        "%s, %s. Where prescribing is high, where deprivation is high, and where both meet."
            .formatted(headline.title(), parts.period()),
        List.of(),
        parts.cards(AtlasData.ENGLAND),
        sections);
  }

  private Section ambition() {
    Section section = Section.of("ambition", "Progress to the ambition");
    if (data.ambitions().isEmpty()) {
      return section.saying(
          "Progress is measured in people, from comparator extracts that this publication was not"
              + " made with.");
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (AtlasData.Ambition ambition : data.ambitions()) {
      rows.add(
          List.of(
              Cell.of(ambition.title()),
              Cell.of(Written.month(ambition.month())),
              Written.cell(ambition.baseline()),
              Written.cell(ambition.current()),
              Written.cell(ambition.reduction()),
              Written.cell(ambition.target()),
              Cell.of(Written.month(ambition.targetMonth())),
              Cell.of(
                  ambition.outlook() == null
                      ? Written.NONE
                      : ambition.outlook().replace('_', ' '))));
    }
    return section
        .with(
            Chart.of(
                "progress", "ambition-data", "Reduction reached, beside the target.", "people"))
        .with(
            new DataTable(
                "ambition-data",
                "Progress in people",
                List.of(
                    text("ambition", "Ambition"),
                    text("month", "As of"),
                    number("baseline", "Baseline"),
                    number("current", "Now"),
                    number("reduction", "Reduction"),
                    number("target", "Target"),
                    text("by", "By"),
                    text("outlook", "Outlook")),
                rows,
                Use.PLAIN));
  }

  private Section areas(String id, String heading, Iterable<Org> areas) {
    List<List<Cell>> rows = new ArrayList<>();
    for (Org area : areas) {
      Figure figure = data.headline(area.key());
      Place place = data.places().get(area.key());
      List<Org> pcns = data.within(data.pcns(), area.key());
      rows.add(
          List.of(
              Cell.link(area.name(), Org.path(area.key())),
              Written.cell(figure.value()),
              Cell.of(
                  figure.value() == null
                      ? Parts.whyMissing(figure)
                      : Written.number(figure.lcl()) + " to " + Written.number(figure.ucl())),
              Written.cell(place == null ? null : place.score()),
              Written.percentCell(place == null ? null : place.core20()),
              Written.cell((long) pcns.size()),
              Written.cell(ofClass(pcns, "priority")),
              Written.cell(ofClass(pcns, "probable"))));
    }
    return Section.of(id, heading)
        .with(
            new DataTable(
                id + "-data",
                heading + " " + parts.period() + ": " + headline.unit(),
                List.of(
                    text("name", "Name"),
                    number("value", "Value"),
                    text("interval", "95% interval"),
                    number("imd", "IMD score"),
                    number("core20", "In most deprived fifth"),
                    number("pcns", "PCNs"),
                    number("priority", "Priority PCNs"),
                    number("probable", "Probable PCNs")),
                rows,
                Use.SEARCHABLE));
  }

  private Long ofClass(List<Org> orgs, String jointClass) {
    return orgs.stream().filter(org -> parts.classOf(org).jointClass().equals(jointClass)).count();
  }

  /** A board or a collaborative. */
  private Page area(Org area) {
    List<Org> pcns = data.within(data.pcns(), area.key());
    List<Org> practices = data.within(data.practices(), area.key());
    List<Section> sections = new ArrayList<>();
    sections.add(focus(pcns));
    sections.add(parts.comparison("pcns", "Primary care networks", pcns));
    sections.add(parts.comparison("practices", "Practices", practices));
    sections.add(parts.trend(area.key()));
    parts.otherTrends(area.key()).ifPresent(sections::add);
    sections.add(parts.gradient(area.key()));
    String variation = data.variation().get(area.key());
    if (variation != null) {
      sections.add(Section.of("variation", "How its practices differ", variation));
    }
    List<Org> below = new ArrayList<>(pcns);
    below.addAll(practices);
    sections.add(parts.changes(below));
    sections.add(parts.resources(helpCodes(area)));
    sections.add(parts.allMeasures(area.key(), UP));
    return new Page(
        Org.path(area.key()),
        area.name(),
        area.level().equals(Org.ICB) ? "Integrated care board" : "Patient Safety Collaborative",
        "%d networks and %d practices, %s."
            .formatted(pcns.size(), practices.size(), parts.period()),
        List.of(new Link("England", UP + "index.html")),
        parts.cards(area.key()),
        sections);
  }

  private List<String> helpCodes(Org org) {
    List<String> codes = new ArrayList<>(List.of(org.code()));
    Stream.of(Org.ICB, Org.PSC)
        .flatMap(level -> org.parent(level).stream())
        .map(Org.Key::code)
        .filter(code -> !codes.contains(code))
        .forEach(codes::add);
    if (org.level().equals(Org.ICB)) {
      data.within(data.practices(), org.key()).stream()
          .flatMap(practice -> practice.parent(Org.PSC).stream())
          .map(Org.Key::code)
          .distinct()
          .sorted()
          .filter(code -> !codes.contains(code))
          .forEach(codes::add);
    }
    codes.add("ENG");
    return codes;
  }

  private Section focus(List<Org> pcns) {
    List<Org> found =
        pcns.stream()
            .filter(pcn -> parts.classOf(pcn).order() < 2 || withinOrder(pcn) < 2)
            .sorted(
                Comparator.comparing((Org pcn) -> parts.classOf(pcn).order())
                    .thenComparing(this::withinOrder)
                    .thenComparing(pcn -> -nought(parts.classOf(pcn).pHigh()))
                    .thenComparing(Org::code))
            .toList();
    Section section =
        Section.of(
            "focus",
            "Networks to begin with",
            "Networks that are deprived and whose prescribing is high, among all of England or within"
                + " the ICB: with a probability of 80% or more (priority), or 50% or more (probable)."
                + " High prescribing is a reason to look, and no verdict on anybody.");
    if (found.isEmpty()) {
      return section.saying(
          data.national().isEmpty()
              ? "Priority areas are not worked out for this period."
              : "No network is both, with a probability of a half or more.");
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (Org pcn : found) {
      Judged judged = parts.classOf(pcn);
      Judged within = data.withinIcb().get(pcn.key());
      rows.add(
          List.of(
              Cell.link(pcn.name(), UP + Org.path(pcn.key())),
              Cell.of(judged.classInWords()),
              Cell.of(within == null ? Written.NONE : within.classInWords()),
              new Cell(Written.probability(judged.pHigh()), Written.raw(judged.pHigh()), ""),
              Written.cell(judged.rate()),
              Written.cell(judged.imdScore()),
              Cell.of(
                  judged.rankMedian() == null
                      ? Written.NONE
                      : "%s of %s (%s to %s)"
                          .formatted(
                              Written.whole(judged.rankMedian()),
                              Written.whole(judged.ranked()),
                              Written.whole(judged.rankP05()),
                              Written.whole(judged.rankP95()))),
              Written.percentCell(judged.agreement()),
              Cell.of(
                  judged.order() < 2 || within == null ? judged.rationale() : within.rationale())));
    }
    return section.with(
        new DataTable(
            "focus-data",
            "Networks to begin with, " + headline.title(),
            List.of(
                text("name", "Network"),
                choice("class", "In England"),
                choice("within", "In the ICB"),
                number("p", "Probability high"),
                number("value", "Value"),
                number("imd", "IMD score"),
                text("rank", "Rank in England"),
                number("agreement", "Ways that agree"),
                text("why", "Why")),
            rows,
            Use.PLAIN));
  }

  private int withinOrder(Org pcn) {
    Judged within = data.withinIcb().get(pcn.key());
    return within == null ? 5 : within.order();
  }

  private static double nought(@org.jspecify.annotations.Nullable Double value) {
    return value == null ? 0 : value;
  }

  private Page network(Org pcn) {
    List<Org> practices = data.within(data.practices(), pcn.key());
    List<Section> sections = new ArrayList<>();
    sections.add(parts.why(pcn));
    sections.add(parts.comparison("practices", "Practices", practices));
    sections.add(parts.trend(pcn.key()));
    parts.otherTrends(pcn.key()).ifPresent(sections::add);
    sections.add(parts.changes(practices));
    sections.add(parts.resources(helpCodes(pcn)));
    sections.add(parts.allMeasures(pcn.key(), UP));
    return new Page(
        Org.path(pcn.key()),
        pcn.name(),
        "Primary care network " + pcn.code(),
        "%d practices, %s.".formatted(practices.size(), parts.period()),
        trail(pcn, Org.ICB),
        parts.cards(pcn.key()),
        sections);
  }

  private Page practice(Org practice) {
    List<Section> sections = new ArrayList<>();
    sections.add(parts.why(practice));
    sections.add(parts.trend(practice.key()));
    parts.otherTrends(practice.key()).ifPresent(sections::add);
    sections.add(parts.allMeasures(practice.key(), UP));
    return new Page(
        Org.path(practice.key()),
        practice.name(),
        "Practice " + practice.code(),
        headline.title() + ", " + parts.period() + ".",
        trail(practice, Org.ICB, Org.PCN),
        parts.cards(practice.key()),
        sections);
  }

  private List<Link> trail(Org org, String... levels) {
    List<Link> trail = new ArrayList<>(List.of(new Link("England", UP + "index.html")));
    for (String level : levels) {
      org.parent(level)
          .flatMap(data::org)
          .ifPresent(parent -> trail.add(new Link(parent.name(), UP + Org.path(parent.key()))));
    }
    return trail;
  }

  private Page find() {
    List<List<Cell>> rows = new ArrayList<>();
    Stream.of(data.pcns(), data.practices())
        .flatMap(level -> level.values().stream())
        .forEach(
            org ->
                rows.add(
                    List.of(
                        Cell.link(org.name(), Org.path(org.key())),
                        Cell.of(org.code()),
                        Cell.of(Parts.levelName(org.level())),
                        Cell.of(org.parent(Org.ICB).flatMap(data::org).map(Org::name).orElse("")),
                        Cell.of(parts.classOf(org).classInWords()))));
    return new Page(
        "find.html",
        "Find a practice or network",
        "Search",
        "Type a part of a name or a code.",
        List.of(new Link("England", "index.html")),
        List.of(),
        List.of(
            Section.of("orgs", "Practices and networks")
                .with(
                    new DataTable(
                        "orgs-data",
                        "Practices and networks",
                        List.of(
                            text("name", "Name"),
                            text("code", "Code"),
                            choice("level", "Level"),
                            text("icb", "ICB"),
                            choice("class", "Class in England")),
                        rows,
                        Use.SEARCHABLE))));
  }

  private Page measures() {
    List<List<Cell>> rows = new ArrayList<>();
    for (MeasureInfo measure : data.measures()) {
      rows.add(
          List.of(
              Cell.link(measure.title(), measure.path()),
              Written.cell(data.figure(AtlasData.ENGLAND, measure.id()).value()),
              Cell.of(measure.unit()),
              Cell.of(measure.variant()),
              Cell.of(measure.whyItMatters())));
    }
    return new Page(
        "measures.html",
        "Measures",
        "What is measured",
        "Each has a definition, the codes it counts, and its history.",
        List.of(new Link("England", "index.html")),
        List.of(),
        List.of(
            Section.of("measures", "All measures")
                .with(
                    new DataTable(
                        "measures-data",
                        "Measures, England " + parts.period(),
                        List.of(
                            text("measure", "Measure"),
                            number("value", "England"),
                            text("unit", "Unit"),
                            text("variant", "Variant"),
                            text("why", "Why it matters")),
                        rows,
                        Use.PLAIN))));
  }

  private Page measure(MeasureInfo measure) {
    List<Section> sections = new ArrayList<>();
    sections.add(Section.of("why", "Why it matters", measure.whyItMatters()));
    sections.add(deciles(measure));
    sections.add(
        Section.of(
            "definition",
            "Definition",
            "Numerator: " + measure.numerator() + ". " + measure.selection(),
            "Denominator: " + measure.denominator(),
            measure.exclusions().isEmpty()
                ? "Nothing is left out."
                : "Left out: " + measure.exclusions(),
            "Interval: " + measure.interval() + ".",
            "Sources: " + measure.references() + "."));
    sections.add(variants(measure));
    List<List<Cell>> rows = new ArrayList<>();
    for (Org icb : data.icbs().values()) {
      Figure figure = data.figure(icb.key(), measure.id());
      rows.add(
          List.of(
              Cell.link(icb.name(), UP + Org.path(icb.key())),
              Written.cell(figure.value()),
              Written.cell(figure.lcl()),
              Written.cell(figure.ucl()),
              Written.cell(figure.percentile())));
    }
    sections.add(
        Section.of("icbs", "Integrated care boards")
            .with(
                new DataTable(
                    "icbs-data",
                    measure.title() + " " + parts.period(),
                    List.of(
                        text("name", "Name"),
                        number("value", "Value"),
                        number("lcl", "Lower limit"),
                        number("ucl", "Upper limit"),
                        number("percentile", "Higher than, %")),
                    rows,
                    Use.SEARCHABLE)));
    Figure england = data.figure(AtlasData.ENGLAND, measure.id());
    return new Page(
        measure.path(),
        measure.title(),
        "Measure",
        "In "
            + measure.unit()
            + "; shown in the variant "
            + measure.variant()
            + ": "
            + measure.variantTitle()
            + ".",
        List.of(new Link("England", UP + "index.html"), new Link("Measures", UP + "measures.html")),
        List.of(
            new Card(
                "England " + parts.period(),
                Written.number(england.value()),
                measure.unit() + "; " + england.interval())),
        sections);
  }

  private Section deciles(MeasureInfo measure) {
    Map<java.time.LocalDate, double[]> deciles =
        data.deciles().getOrDefault(measure.id(), new java.util.TreeMap<>());
    Section section = Section.of("deciles", "Practices over time");
    if (deciles.isEmpty()) {
      return section.saying("No practice has a value of a single month.");
    }
    List<DataTable.Column> columns = new ArrayList<>(List.of(text("month", "Month")));
    for (int i = 1; i <= 9; i++) {
      columns.add(number("d" + i, 10 * i + "%"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    deciles.forEach(
        (month, values) -> {
          List<Cell> row = new ArrayList<>(List.of(Cell.of(Written.shortMonth(month))));
          for (double value : values) {
            row.add(Written.cell(value));
          }
          rows.add(row);
        });
    return section
        .with(
            Chart.of(
                "deciles",
                "deciles-data",
                "Deciles of practices, month by month: a tenth of practices lies between two lines;"
                    + " the bold line is the median.",
                measure.unit()))
        .with(
            new DataTable(
                "deciles-data",
                "Deciles of practices: " + measure.unit(),
                columns,
                rows,
                Use.BEHIND_CHART));
  }

  private Section variants(MeasureInfo measure) {
    List<List<Cell>> rows = new ArrayList<>();
    for (AtlasData.Variant variant : data.variants().getOrDefault(measure.id(), List.of())) {
      rows.add(
          List.of(
              Cell.of(variant.id()), Cell.of(variant.title()), Written.cell(variant.england())));
    }
    return Section.of(
            "variants",
            "Variants",
            "Totals, and the order of places, depend on the variant: name it with the number.")
        .with(
            new DataTable(
                "variants-data",
                "Variants, England " + parts.period() + ": " + measure.unit(),
                List.of(text("id", "Variant"), text("title", "What it is"), number("v", "England")),
                rows,
                Use.PLAIN));
  }

  private Page method() {
    return new Page(
        "method.html",
        "How to read this",
        "Method",
        "What the words and figures mean, and what they do not say.",
        List.of(new Link("England", "index.html")),
        List.of(),
        List.of(
            Section.of(
                "counts",
                "What is counted",
                "Items prescribed in England and dispensed in the community, as NHSBSA publishes them"
                    + " by practice. They count medicines, and neither people nor what people took."
                    + " Hospital and prison prescribing is not in them.",
                "A value is numerator over denominator of an organisation, never a mean of its"
                    + " practices. It has a 95% interval; since items of one person follow each"
                    + " other, the true uncertainty is wider.",
                "A rate without a denominator is left out with its reason, and is never nought."),
            Section.of(
                "classes",
                "Classes of places",
                "Priority: deprived, and with a probability of 80% or more among the highest fifth."
                    + " Probable: deprived, with 50% to 80%. High only: high and not deprived."
                    + " Deprived only: deprived and not high. Neither. Too little known: few people,"
                    + " months without data, or deprivation of fewer than 95% of the people known.",
                "Deprived are the places in the most deprived fifth: practices with a fifth of"
                    + " England's people, other places by the score that a fifth exceed. The class in"
                    + " the ICB compares within the ICB alone.",
                "Rates are drawn towards the mean of all the more, the less is known of them, so that"
                    + " a small practice is not called high by chance. 'Ways that agree' says how many"
                    + " ways of measuring give the same class."),
            Section.of(
                "caution",
                "What it is no use for",
                "High prescribing is a reason to look, and no verdict: a practice with a hospice, a"
                    + " care home or many people with cancer prescribes more opioids. OME compares"
                    + " places; it is not for converting the dose of a patient.",
                "IMD scores of two releases do not measure change."),
            Section.of(
                "definitions",
                "Definitions",
                "Each measure's page has its definition, with the codes it counts; the data dictionary"
                    + " beside this atlas has every column of every table.")));
  }

  private Page quality() {
    AtlasData.Quality quality = data.quality();
    return new Page(
        "quality.html",
        "Quality report",
        "Data",
        "What was checked before these figures were published, and what was found.",
        List.of(new Link("England", "index.html")),
        List.of(),
        List.of(
            table(
                "rules",
                "Rules",
                "Each rule that a table must keep: the newest judgement, how often it was broken in all"
                    + " judgements so far, and the newest 24, oldest first: ✓ kept, ✗ broken, – nothing"
                    + " to judge.",
                List.of(
                    choice("table", "Table"),
                    text("rule", "Rule"),
                    choice("severity", "Severity"),
                    text("expected", "Expected"),
                    choice("status", "Status"),
                    text("found", "Found"),
                    number("failed", "Broken"),
                    number("judged", "Judged"),
                    text("trend", "Newest 24")),
                quality.rules()),
            table(
                "trend",
                "Trend of 24 months",
                "What each month of a table was measured to be: a month far from the others is looked"
                    + " into by the rules above.",
                List.of(
                    choice("table", "Table"),
                    text("metric", "Measured"),
                    number("months", "Months"),
                    text("from", "From"),
                    text("to", "To"),
                    text("newest", "Newest"),
                    text("median", "Median"),
                    text("lowest", "Lowest"),
                    text("highest", "Highest")),
                quality.trend()),
            table(
                "reconciliation",
                "Rows accounted for",
                "For every file: rows in are rows out, quarantined and left out by rule.",
                List.of(
                    choice("layer", "Layer"),
                    text("file", "File"),
                    number("in", "Rows in"),
                    number("out", "Rows out"),
                    number("quarantined", "Quarantined"),
                    number("excluded", "Left out"),
                    choice("reconciled", "Adds up")),
                quality.reconciliation()),
            table(
                "quarantine",
                "Rows refused",
                "Rows that could not be read, by reason, and the lines of the first five; the rows"
                    + " themselves are in the table quarantine of the lake.",
                List.of(
                    text("file", "File"),
                    choice("table", "Table"),
                    text("reason", "Reason"),
                    number("rows", "Rows"),
                    text("lines", "Lines")),
                quality.quarantine()),
            table(
                "revisions",
                "Numbers changed",
                "Months that were published again, and what that changed.",
                List.of(
                    text("month", "Month"),
                    number("places", "Sites and sections"),
                    number("before", "Items before"),
                    number("after", "Items after")),
                quality.revisions())));
  }

  private static Section table(
      String id,
      String heading,
      String says,
      List<DataTable.Column> columns,
      List<List<Cell>> rows) {
    Section section = Section.of(id, heading, says);
    return rows.isEmpty()
        ? section.saying("None.")
        : section.with(
            new DataTable(
                id + "-data",
                heading,
                columns,
                rows,
                rows.size() > 12 ? Use.SEARCHABLE : Use.PLAIN));
  }
}
