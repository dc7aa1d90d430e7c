package org.medsip.common.table;

import static org.medsip.common.table.Columns.SOURCE_RUN_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/** How deprived the places are where the people of each practice and organisation live. */
public final class DeprivationTables {

  /** The national fifths of small areas: tenths 1 and 2, 3 and 4, and so on. */
  public static final List<String> QUINTILES =
      List.of(
          "quintile_1_most_deprived", "quintile_2", "quintile_3", "quintile_4", "quintile_5");

  /** The exact sums over registrants that a practice and an organisation have. */
  public static final List<String> SUMS =
      Stream.concat(
              Stream.of("covered_registrants", "assumed_registrants", "imd_score_sum"),
              QUINTILES.stream().map(fifth -> "registrants_" + fifth))
          .toList();

  /** What follows from the sums by division. */
  public static final List<String> VALUES =
      Stream.concat(
              Stream.of("imd_score_weighted", "core20_share"),
              QUINTILES.stream().map(fifth -> "share_" + fifth))
          .toList();

  /** A score of an index of deprivation: published to three decimals, kept to six. */
  public static final DataType SCORE = DataTypes.createDecimalType(12, 6);

  /** A part of one person or of one area. */
  public static final DataType PART = DataTypes.createDecimalType(16, 15);

  /** A score times a part of a person. */
  public static final DataType SCORE_PART = DataTypes.createDecimalType(25, 21);

  /** People, some of them in parts. */
  public static final DataType PEOPLE = DataTypes.createDecimalType(28, 15);

  /** Scores added up over people. */
  public static final DataType SCORE_SUM = DataTypes.createDecimalType(38, 21);

  private static final Column IMD_RELEASE_YEAR =
      Column.count("imd_release", "", "The release of the Index of Multiple Deprivation.");

  private static final Column QUARTER =
      Column.month("quarter", "Month of the file of registrants by small area, one each quarter.");

  private static final Column PRACTICE_CODE =
      Column.code("practice_code", "ODS code of the practice.");

  private static final Column AREAS_OF =
      Column.count("lsoa_vintage", "", "Census whose small areas (LSOA) are used: 2011 or 2021.");

  private static final Column ORG_LEVEL =
      Column.code("org_level", "Level of the organisation.")
          .oneOf("pcn", "sicbl", "icb", "psc", "region", "england");

  /** The lists of areas with their scores, as they are used. */
  public static final Table IMD_RELEASE =
      Table.of(
              "imd_release",
              Layer.SILVER,
              "Every release of the index of deprivation at hand, and whether it is complete.",
              Column.month("edition", "Month the release was published in."),
              IMD_RELEASE_YEAR,
              AREAS_OF,
              Column.count("areas", "areas", "Areas the list at hand has.").atLeast(1),
              Column.count("areas_of_england", "areas", "Areas the whole release has.").optional(),
              Column.count("areas_with_score", "areas", "Areas the list gives a score for."))
          .keyedBy("imd_release")
          .partitionedBy("edition");

  public static final Table LSOA_CHANGE_WEIGHT =
      Table.of(
              "lsoa_change_weight",
              Layer.SILVER,
              "How the people of a small area of one census are shared among those of the other.",
              Column.month("edition", "Edition of the lookup."),
              Column.count("from_vintage", "", "Census of the area that is shared out.")
                  .oneOf("2011", "2021"),
              Column.code("from_lsoa", "The area that is shared out."),
              Column.code("to_lsoa", "The area of the other census."),
              Column.text("change", "Unchanged, split, merged, or redrawn in another way.")
                  .oneOf("U", "S", "M", "X"),
              Column.decimal("weight", PART, "share", "Part of the people.").atLeast(0).atMost(1),
              Column.text("basis", "Where the weight comes from, by the rule in docs/method.md.")
                  .oneOf("WHOLE", "GIVEN", "GIVEN_TURNED_ROUND", "EQUAL_PARTS"),
              Column.decimal("weights_of_area", PEOPLE, "share", "All weights of the area, summed."),
              Column.flag(
                  "published_weights_add_up",
                  "Whether the lookup gives weights for all of the area's parts, adding up to 1, or"
                      + " none."),
              Column.count("counterparts", "areas", "Areas of the other census it shares with."))
          .keyedBy("edition", "from_vintage", "from_lsoa", "to_lsoa")
          .partitionedBy("edition");

  public static final Table LSOA_DEPRIVATION =
      Table.of(
              "lsoa_deprivation",
              Layer.SILVER,
              "What one person of a small area adds to the deprivation of a practice: by the areas"
                  + " of the release itself, and by lookup for the areas of the other census.",
              lsoaDeprivation())
          .keyedBy("imd_release", "lsoa_vintage", "lsoa_code")
          .partitionedBy("edition");

  public static final Table REGISTERED_LSOA_FILE =
      Table.of(
              "registered_lsoa_file",
              Layer.SILVER,
              "Every file of registrants by small area, and which census its areas are found to be"
                  + " of.",
              QUARTER,
              Column.code("source_file", "SHA-256 of the file."),
              Column.text("sexes", "The sexes it counts, in alphabetical order."),
              Column.count("registrants", "people", "Registrants it counts.").atLeast(0),
              Column.count("with_area", "people", "Of these, all but CLOSED and Welsh areas."),
              Column.count("in_areas_of_2011", "people", "Of these, in areas that IMD 2019 lists.")
                  .optional(),
              Column.count("in_areas_of_2021", "people", "Of these, in areas that IMD 2025 lists.")
                  .optional(),
              Column.count("lsoa_vintage", "", "Census of its areas, by the rule in docs/method.md.")
                  .optional(),
              Column.flag(
                  "men_and_women",
                  "Whether the files of the quarter and census count everybody once."))
          .keyedBy("quarter", "source_file")
          .partitionedBy("quarter");

  public static final Table REGISTRANTS_BY_LSOA =
      Table.of(
              "registrants_by_lsoa",
              Layer.SILVER,
              "People registered at each practice by the small area they live in, each counted once"
                  + " in each census's areas.",
              QUARTER,
              AREAS_OF,
              PRACTICE_CODE,
              Column.code("lsoa_code", "The small area; CLOSED where the postcode is not valid."),
              Column.count("registrants", "people", "People registered.").atLeast(0))
          .keyedBy("quarter", "lsoa_vintage", "practice_code", "lsoa_code")
          .partitionedBy("quarter");

  public static final Table PUBLISHED_DEPRIVATION =
      Table.of(
              "published_deprivation",
              Layer.SILVER,
              "The deprivation score of a practice as others publish it.",
              Column.month("edition", "Edition of the publication."),
              Column.text("publisher", "Who worked it out.").oneOf("fingertips", "swahsn"),
              IMD_RELEASE_YEAR,
              PRACTICE_CODE,
              Column.decimal("imd_score", BronzeTables.MEASURED, "score", "The score."))
          .keyedBy("edition", "publisher", "imd_release", "practice_code")
          .partitionedBy("edition");

  public static final Table PRACTICE_DEPRIVATION =
      Table.of(
              "practice_deprivation",
              Layer.GOLD,
              "How deprived the areas are where the registrants of each practice live.",
              practiceDeprivation())
          .keyedBy("practice_code", "quarter", "imd_release")
          .partitionedBy("quarter");

  public static final Table ORGANISATION_DEPRIVATION =
      Table.of(
              "organisation_deprivation",
              Layer.GOLD,
              "How deprived the areas are where the registrants of each organisation live, from the"
                  + " sums over its practices.",
              organisationDeprivation())
          .keyedBy("org_level", "org_code", "org_vintage", "quarter", "imd_release")
          .partitionedBy("quarter");

  public static final Table DEPRIVATION_CROSS_CHECK =
      Table.of(
              "deprivation_cross_check",
              Layer.GOLD,
              "The deprivation score of each practice by two sources, side by side.",
              QUARTER,
              IMD_RELEASE_YEAR,
              PRACTICE_CODE,
              Column.text("source", "The first source; medsip is practice_deprivation.")
                  .oneOf("medsip", "fingertips", "swahsn"),
              Column.text("other_source", "The second source.").oneOf("fingertips", "swahsn"),
              Column.real("score", "score", "Score by the first source."),
              Column.real("other_score", "score", "Score by the second source."),
              Column.real("difference", "score", "The first score less the second."),
              SOURCE_RUN_ID)
          .keyedBy("quarter", "imd_release", "practice_code", "source", "other_source")
          .partitionedBy("quarter");

  public static final List<Table> ALL =
      List.of(
          IMD_RELEASE,
          LSOA_CHANGE_WEIGHT,
          LSOA_DEPRIVATION,
          REGISTERED_LSOA_FILE,
          REGISTRANTS_BY_LSOA,
          PUBLISHED_DEPRIVATION,
          PRACTICE_DEPRIVATION,
          ORGANISATION_DEPRIVATION,
          DEPRIVATION_CROSS_CHECK);

  private static Column[] lsoaDeprivation() {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.month("edition", "Month the release was published in."));
    columns.add(IMD_RELEASE_YEAR);
    columns.add(AREAS_OF);
    columns.add(Column.code("lsoa_code", "The small area."));
    columns.add(Column.flag("by_lookup", "Whether the area is not of the census of the release."));
    columns.add(part("covered", "Part of the person in areas that the release lists."));
    columns.add(
        Column.decimal("imd_score", SCORE_PART, "score", "Score, times the part it holds for.")
            .optional());
    QUINTILES.forEach(
        fifth -> columns.add(part("in_" + fifth, "Part in areas of this national fifth.")));
    columns.add(part("assumed", "Part placed by an assumption and not by a published weight."));
    return columns.toArray(Column[]::new);
  }

  private static Column part(String name, String meaning) {
    return Column.decimal(name, PART, "share", meaning).atLeast(0).atMost(1);
  }

  private static Column[] practiceDeprivation() {
    List<Column> columns = new ArrayList<>();
    columns.add(PRACTICE_CODE);
    columns.add(QUARTER);
    columns.add(IMD_RELEASE_YEAR);
    columns.add(
        Column.count(
                "registrants",
                "people",
                "People in the file of registrants by small area; the list size where the score is"
                    + " another's and the practice is in no such file.")
            .atLeast(0)
            .optional());
    columns.addAll(figures());
    columns.add(
        Column.count(
                "quintile_1_most_deprived",
                "",
                "National fifth by score, each with a fifth of the registrants; 1 is the most"
                    + " deprived.")
            .atLeast(1)
            .atMost(5)
            .optional());
    columns.add(
        Column.count(
                "quintile_within_icb_1_most_deprived", "", "The same among the practices of its ICB.")
            .atLeast(1)
            .atMost(5)
            .optional());
    columns.add(
        Column.code("icb_code", "The ICB or STP of the practice, by the month that speaks for the"
                + " quarter.")
            .optional());
    columns.addAll(provenance("no_covered_registrants", "no_scores_in_release", "no_lookup"));
    return columns.toArray(Column[]::new);
  }

  private static Column[] organisationDeprivation() {
    List<Column> columns = new ArrayList<>();
    columns.add(ORG_LEVEL);
    columns.add(
        Column.code(
            "org_code",
            "ODS code of the organisation, ENG for England, or one of the residual rows"
                + " UNIDENTIFIED, NON_GP and UNMATCHED by which every level adds up to England."));
    columns.add(Column.code("org_vintage", "Which membership is used."));
    columns.add(QUARTER);
    columns.add(IMD_RELEASE_YEAR);
    columns.add(Column.text("org_name", "Name of the organisation.").optional());
    columns.add(Column.count("practices", "practices", "Practices with people in it.").atLeast(0));
    columns.add(
        Column.count("registrants", "people", "Registrants of its practices.").atLeast(0));
    columns.addAll(figures());
    columns.add(
        Column.count(
                "quintile_1_most_deprived",
                "",
                "Fifth by score among the organisations of its level, each with a fifth of the"
                    + " registrants; 1 is the most deprived; null where the level has fewer than"
                    + " five.")
            .atLeast(1)
            .atMost(5)
            .optional());
    columns.addAll(
        provenance(
            "no_covered_registrants", "no_scores_in_release", "no_lookup", "no_organisation"));
    return columns.toArray(Column[]::new);
  }

  /** What a practice and an organisation have in common, in sums that add up and in shares. */
  private static List<Column> figures() {
    List<Column> columns = new ArrayList<>();
    columns.add(people("covered_registrants", "Registrants in areas that the release lists."));
    columns.add(
        people(
            "assumed_registrants",
            "Of these, those placed by an assumption and not by a published weight."));
    columns.add(
        Column.decimal(
                "imd_score_sum", SCORE_SUM, "score", "Score of the area, summed over registrants.")
            .optional());
    columns.add(
        Column.real("imd_score_weighted", "score", "Mean score of the covered registrants.")
            .optional());
    columns.add(
        Column.real("coverage", "proportion", "Share of the registrants that is covered.")
            .atLeast(0)
            .atMost(1)
            .optional());
    columns.add(
        Column.flag("low_coverage", "Whether less than 95% of the registrants are covered.")
            .optional());
    QUINTILES.forEach(
        fifth ->
            columns.add(
                people("registrants_" + fifth, "Registrants in areas of this national fifth.")));
    QUINTILES.forEach(
        fifth ->
            columns.add(share("share_" + fifth, "Share of the covered registrants in it.")));
    columns.add(
        share(
            "core20_share",
            "Share of the covered registrants in the most deprived national fifth of the areas."));
    return columns;
  }

  private static Column people(String name, String meaning) {
    return Column.decimal(name, PEOPLE, "people", meaning).atLeast(0).optional();
  }

  private static Column share(String name, String meaning) {
    return Column.real(name, "proportion", meaning).atLeast(0).atMost(1).optional();
  }

  private static List<Column> provenance(String... reasons) {
    return List.of(
        Column.count("lsoa_vintage", "", "Census whose small areas the file uses: 2011 or 2021.")
            .optional(),
        Column.code("source", "How the score was found.")
            .oneOf("lsoa_weighted", "lsoa_weighted_by_lookup", "fingertips")
            .optional(),
        Column.code("missing_reason", "Why there is no score.").oneOf(reasons).optional(),
        SOURCE_RUN_ID);
  }

  private DeprivationTables() {}
}
