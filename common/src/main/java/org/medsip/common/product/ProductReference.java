package org.medsip.common.product;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.medsip.common.run.Fingerprint;

/**
 * All that is known of opioid presentations: the tables of {@code schemas/reference}, read once and
 * never changed. Loading it again gives an equal reference with the same {@link #contentHash()}.
 */
public final class ProductReference {

  /** The BNF section of analgesics: the presentations in it are resolved, all others are not. */
  public static final String ANALGESICS = "0407";

  private static final String NO_PARTNER = "";

  private final Map<String, Form> forms;
  private final NameWords words;
  private final List<Scope> scopes;
  private final Map<String, Substance> substances;
  private final Map<String, Presentation> presentations;
  private final Map<String, Brand> brands;
  private final Map<WornPatch, Wear> patches;
  private final Map<DoseKey, Ddd> ddds;
  private final List<CombinedDdd> combinedDdds;
  private final Map<FactorKey, Factor> factors;
  private final List<HighDoseRule> highDoseRules;
  private final BnfChemicals chemicals;
  private final String contentHash;

  private ProductReference() {
    forms = keyed(ReferenceTable.FORMS, row -> row.text("form"), ProductReference::form);
    words = new NameWords(words("form", this::formCalled), words("release", Release::of));
    scopes =
        ReferenceTable.SCOPE.rows().stream()
            .map(Scope::of)
            .sorted(Comparator.comparingInt((Scope scope) -> scope.prefix().length()).reversed())
            .toList();
    substances = keyed(ReferenceTable.SUBSTANCES, row -> row.text("chemical_code"), Substance::of);
    presentations =
        keyed(
            ReferenceTable.PRESENTATIONS,
            row -> row.text("bnf_code"),
            row -> Presentation.of(row, formCalled(row.text("form"))));
    brands = keyed(ReferenceTable.BRANDS, row -> row.text("product_code"), Brand::of);
    patches = keyed(ReferenceTable.PATCHES, WornPatch::of, Wear::of);
    ddds = keyed(ReferenceTable.DDD, DoseKey::of, Ddd::of);
    combinedDdds = ReferenceTable.COMBINED_DDD.rows().stream().map(CombinedDdd::of).toList();
    factors = keyed(ReferenceTable.OME_FACTORS, FactorKey::of, Factor::of);
    highDoseRules = ReferenceTable.HIGH_DOSE_RULES.rows().stream().map(HighDoseRule::of).toList();
    chemicals =
        new BnfChemicals(
            new TreeMap<>(
                keyed(
                    ReferenceTable.BNF_CHEMICALS,
                    row -> row.text("chemical_code"),
                    row -> row.text("bnf_chemical"))));
    contentHash = sha256OfAllTables();
  }

  /**
   * Reads the reference tables from the classpath.
   *
   * @throws IllegalStateException when a table is missing or names a key twice
   */
  public static ProductReference load() {
    return new ProductReference();
  }

  /** SHA-256 of the bytes of all reference tables, in hexadecimal. */
  public String contentHash() {
    return contentHash;
  }

  /** The chemical substances of the BNF sections whose presentations are described. */
  public BnfChemicals chemicals() {
    return chemicals;
  }

  /** The codes of the presentations that are listed, in order. */
  public SortedSet<String> presentationCodes() {
    return new TreeSet<>(presentations.keySet());
  }

  /** The prefixes of BNF codes that are opioids, all or in part, and what each stands for. */
  public SortedMap<String, String> opioidPrefixes() {
    SortedMap<String, String> prefixes = new TreeMap<>();
    scopes.stream()
        .filter(scope -> scope.kind() != Scope.Kind.NOT_OPIOID)
        .forEach(scope -> prefixes.put(scope.prefix(), scope.meaning()));
    return prefixes;
  }

  NameWords words() {
    return words;
  }

  Set<String> substanceNames() {
    return substances.values().stream()
        .map(Substance::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The scope row with the longest prefix of this code. */
  Scope scopeOf(String bnfCode) {
    return scopes.stream()
        .filter(scope -> bnfCode.startsWith(scope.prefix()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("scope.csv has no row for every code"));
  }

  Optional<Substance> substanceOf(String chemicalCode) {
    return Optional.ofNullable(substances.get(chemicalCode));
  }

  Optional<Presentation> presentation(String bnfCode) {
    return Optional.ofNullable(presentations.get(bnfCode));
  }

  Optional<Brand> brand(String productCode) {
    return Optional.ofNullable(brands.get(productCode));
  }

  Optional<Wear> wear(Presentation patch) {
    return Optional.ofNullable(
        patches.get(new WornPatch(patch.substance(), patch.strength().stripTrailingZeros())));
  }

  /** The main-index dose of a single substance, or of an exact combination the index names. */
  Optional<Ddd> mainIndexDdd(Presentation presentation) {
    return Optional.ofNullable(
        ddds.get(
            new DoseKey(
                presentation.substance(),
                presentation.partner().orElse(NO_PARTNER),
                presentation.form().route())));
  }

  Optional<CombinedDdd> combinedDdd(Presentation presentation) {
    return combinedDdds.stream().filter(dose -> dose.isFor(presentation)).findFirst();
  }

  Optional<Factor> factor(OmeSet set, Presentation presentation) {
    return Optional.ofNullable(
        factors.get(
            new FactorKey(set.id(), presentation.substance(), presentation.form().route())));
  }

  List<HighDoseRule> highDoseRules(Presentation presentation, Release release) {
    return highDoseRules.stream().filter(rule -> rule.isMetBy(presentation, release)).toList();
  }

  /** Main-index doses in mg by ATC code, whatever the route. */
  Map<String, Set<BigDecimal>> dddMgByAtc() {
    return ddds.values().stream()
        .collect(
            Collectors.groupingBy(
                Ddd::atc,
                Collectors.mapping(ddd -> ddd.mg().stripTrailingZeros(), Collectors.toSet())));
  }

  /** Unit doses of combined products by ATC code. */
  Map<String, Set<BigDecimal>> unitDosesByAtc() {
    return combinedDdds.stream()
        .collect(
            Collectors.groupingBy(
                CombinedDdd::atc,
                Collectors.mapping(
                    dose -> dose.unitDoses().stripTrailingZeros(), Collectors.toSet())));
  }

  private Form formCalled(String name) {
    return Optional.ofNullable(forms.get(name))
        .orElseThrow(() -> new IllegalStateException("forms.csv has no form " + name));
  }

  private static Form form(Row row) {
    return new Form(
        row.text("form"), Route.of(row.text("route")), QuantityUnit.of(row.text("quantity_unit")));
  }

  private static <T> List<NameWords.Word<T>> words(String kind, Function<String, T> meaning) {
    return ReferenceTable.NAME_WORDS.rows().stream()
        .filter(row -> row.text("kind").equals(kind))
        .map(row -> NameWords.Word.of(row.text("word"), meaning.apply(row.text("value"))))
        .toList();
  }

  private static <K, V> Map<K, V> keyed(
      ReferenceTable table, Function<Row, K> key, Function<Row, V> value) {
    return table.rows().stream().collect(Collectors.toUnmodifiableMap(key, value));
  }

  private static String sha256OfAllTables() {
    MessageDigest digest = Fingerprint.sha256();
    for (ReferenceTable table : ReferenceTable.values()) {
      digest.update(table.bytes());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whether codes with a prefix are opioid analgesics. */
  record Scope(String prefix, Kind kind, String meaning) {

    enum Kind {
      OPIOID,
      NOT_OPIOID,
      /** Opioid in a few products, which are listed one by one. */
      MIXED
    }

    static Scope of(Row row) {
      Kind kind =
          switch (row.text("scope")) {
            case "opioid" -> Kind.OPIOID;
            case "not_opioid" -> Kind.NOT_OPIOID;
            case "mixed" -> Kind.MIXED;
            default -> throw new IllegalStateException("scope.csv: scope " + row.text("scope"));
          };
      return new Scope(row.text("bnf_prefix"), kind, row.text("meaning"));
    }
  }

  /** The opioid of a chemical substance code, and what its products always hold beside it. */
  record Substance(String name, Optional<String> partner) {
    static Substance of(Row row) {
      return new Substance(row.text("substance"), row.optional("partner"));
    }
  }

  /** What a brand changes in its generic equivalent. */
  record Brand(Optional<Release> release, Optional<BigDecimal> nicPerDose, Citation citation) {

    static Brand of(Row row) {
      return new Brand(
          row.optional("release").map(Release::of),
          row.optionalNumber("nic_per_dose"),
          row.citation("product_code", "brand"));
    }
  }

  private record WornPatch(String substance, BigDecimal microgramsAnHour) {
    static WornPatch of(Row row) {
      return new WornPatch(row.text("substance"), row.number("mcg_per_hour").stripTrailingZeros());
    }
  }

  /** How long a patch is worn. */
  record Wear(BigDecimal hours, Citation citation) {
    static Wear of(Row row) {
      return new Wear(row.number("wear_hours"), row.citation("substance", "mcg_per_hour"));
    }
  }

  private record DoseKey(String substance, String partner, Route route) {
    static DoseKey of(Row row) {
      return new DoseKey(row.text("substance"), row.text("partner"), Route.of(row.text("route")));
    }
  }

  /** A defined daily dose of the main index. */
  record Ddd(String atc, BigDecimal mg, Citation citation) {
    static Ddd of(Row row) {
      return new Ddd(
          row.text("atc"), row.number("ddd_mg"), row.citation("substance", "partner", "route"));
    }
  }

  /** A defined daily dose of a combined product, in unit doses. */
  record CombinedDdd(
      String substance,
      String partner,
      Route route,
      BigDecimal strengthMg,
      BigDecimal partnerMg,
      String atc,
      BigDecimal unitDoses,
      DddVariant variant,
      Citation citation) {

    static CombinedDdd of(Row row) {
      return new CombinedDdd(
          row.text("substance"),
          row.text("partner"),
          Route.of(row.text("route")),
          row.number("strength_mg"),
          row.number("partner_mg"),
          row.text("atc"),
          row.number("unit_doses"),
          DddVariant.of(row.text("variant")),
          row.citation("substance", "partner", "strength_mg", "partner_mg"));
    }

    boolean isFor(Presentation presentation) {
      return substance.equals(presentation.substance())
          && presentation.partner().filter(partner::equals).isPresent()
          && route == presentation.form().route()
          && strengthMg.compareTo(presentation.strength()) == 0
          && presentation.partnerMg().filter(mg -> partnerMg.compareTo(mg) == 0).isPresent();
    }
  }

  private record FactorKey(String set, String substance, Route route) {
    static FactorKey of(Row row) {
      return new FactorKey(row.text("ome_set"), row.text("substance"), Route.of(row.text("route")));
    }
  }

  /** Oral morphine mg for one mg of the opioid. */
  record Factor(BigDecimal value, Citation citation) {
    static Factor of(Row row) {
      return new Factor(row.number("factor"), row.citation("ome_set", "substance", "route"));
    }
  }

  /** A line of the high-dose rules; threshold {@code regular} is the denominator of the share. */
  record HighDoseRule(
      String threshold,
      String substance,
      Route route,
      String release,
      BigDecimal minimumStrength,
      String strengthUnit,
      Citation citation) {

    static final String REGULAR = "regular";
    private static final String ANY_RELEASE = "any";

    static HighDoseRule of(Row row) {
      return new HighDoseRule(
          row.text("threshold"),
          row.text("substance"),
          Route.of(row.text("route")),
          row.text("release"),
          row.number("minimum_strength"),
          row.text("strength_unit"),
          row.citation("threshold", "substance", "release", "minimum_strength"));
    }

    boolean isMetBy(Presentation presentation, Release released) {
      return substance.equals(presentation.substance())
          && route == presentation.form().route()
          && (release.equals(ANY_RELEASE) || release.equals(released.id()))
          && strengthUnit.equals(presentation.strengthUnit())
          && presentation.strength().compareTo(minimumStrength) >= 0;
    }
  }
}
