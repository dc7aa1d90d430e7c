package org.medsip.common.table;

import static org.medsip.common.contract.Column.POUNDS;
import static org.medsip.common.contract.Column.QUANTITY;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.medsip.common.contract.Column;
import org.medsip.common.contract.DisclosureClass;
import org.medsip.common.contract.Layer;
import org.medsip.common.contract.Table;

/**
 * What the published files say, one table for each kind of file, typed and otherwise unchanged but
 * for blanks around a text. Rows have no key: two rows alike are two rows.
 */
public final class BronzeTables {

  /** A number published with any count of decimals: twenty digits before the point, 18 behind. */
  public static final DataType MEASURED = DataTypes.createDecimalType(38, 18);

  private static final String BNF = "[0-9][0-9A-Z]{10}|[0-9][0-9A-Z]{14}";
  private static final String BNF_OF_ANY_LEVEL = "[0-9][0-9A-Z]{6}|[0-9][0-9A-Z]{8}|" + BNF;
  private static final String LSOA = "[EW]01[0-9]{6}";
  private static final String ORGANISATION = "[0-9A-Z]{1,12}|-";

  public static final Table EPD =
      bronze(
          "epd",
          "One line of the English Prescribing Dataset, of any era.",
          Column.month("month", "The month the items were dispensed and reimbursed in."),
          organisation("region_code", "The NHS England region, as the file names it."),
          name("region_name", "The name of the region."),
          Column.text("area_type", "What the area columns of the file hold.")
              .oneOf("AREA_TEAM", "STP", "ICB"),
          organisation("area_code", "The area team, STP or ICB, as the file names it."),
          name("area_name", "The name of the area team, STP or ICB."),
          organisation("pco_code", "The primary care organisation, three or five characters."),
          name("pco_name", "The name of the primary care organisation."),
          organisation("practice_code", "The practice or cost centre; - where unidentified."),
          name("practice_name", "The name of the practice."),
          name("address_1", "The first line of the address of the practice."),
          name("address_2", "The second line of the address of the practice."),
          name("address_3", "The third line of the address of the practice."),
          name("address_4", "The fourth line of the address of the practice."),
          name("postcode", "The postcode of the practice."),
          Column.text("chemical_code", "The BNF chemical substance, or chapter and section.")
              .matching("[0-9][0-9A-Z]{1,8}")
              .optional(),
          name("chemical_name", "The name of the chemical substance."),
          Column.code("bnf_code", "The BNF presentation: 15 characters, or 11 for an appliance.")
              .matching(BNF),
          name("bnf_name", "The name of the presentation."),
          name("bnf_chapter", "The BNF chapter, number and name."),
          Column.decimal("quantity", QUANTITY, "unit", "The quantity of one item of the line."),
          Column.count("items", "item", "The prescription items; adjustments are negative."),
          Column.decimal("total_quantity", QUANTITY, "unit", "The quantity times the items."),
          Column.decimal("adq_usage", MEASURED, "ADQ", "The average daily quantities.").optional(),
          Column.decimal("nic", POUNDS, "GBP", "The net ingredient cost."),
          Column.decimal("actual_cost", POUNDS, "GBP", "The cost after discount and fees."),
          Column.text("unidentified", "Y where the prescriber could not be identified.")
              .oneOf("Y", "N")
              .optional(),
          Column.text("snomed_code", "The SNOMED code of the product, from November 2020.")
              .matching("[0-9]{6,18}")
              .optional());

  public static final Table PDPI =
      bronze(
          "pdpi",
          "One line of the older GP prescribing data, a practice and presentation.",
          Column.month("month", "The month of prescribing."),
          organisation("sha_code", "The strategic health authority or area team."),
          organisation("pct_code", "The primary care trust or clinical commissioning group."),
          organisation("practice_code", "The practice or cost centre."),
          Column.code("bnf_code", "The BNF presentation.").matching(BNF),
          name("bnf_name", "The name of the presentation."),
          Column.count("items", "item", "The prescription items."),
          Column.decimal("nic", POUNDS, "GBP", "The net ingredient cost."),
          Column.decimal("actual_cost", POUNDS, "GBP", "The cost after discount and fees."),
          Column.decimal("total_quantity", QUANTITY, "unit", "The quantity of all the items."));

  public static final Table GP_ADDRESS =
      bronze(
          "gp_address",
          "The address of a practice, from the file that comes with the older prescribing data.",
          Column.month("month", "The month the address held in."),
          Column.code("practice_code", "The practice.").matching("[A-Z][0-9A-Z]{2,7}"),
          name("practice_name", "The name of the practice."),
          name("address_1", "The first line of the address."),
          name("address_2", "The second line of the address."),
          name("address_3", "The third line of the address."),
          name("address_4", "The fourth line of the address."),
          name("postcode", "The postcode."));

  public static final Table CHEM_SUBS =
      bronze(
          "chem_subs",
          "The name of a chemical substance, from the older prescribing data.",
          Column.month("month", "The month the name held in."),
          Column.code("chemical_code", "The BNF chemical substance.")
              .matching("[0-9][0-9A-Z]{3,8}"),
          name("chemical_name", "The name of the substance."));

  public static final Table REGISTERED_PATIENTS =
      bronze(
          "registered_patients",
          "Patients registered at a practice by sex and age; totals and bands overlap.",
          Column.month("month", "The month of the extract."),
          Column.text("age_kind", "The kind of file the row came from, never to be added together.")
              .oneOf("ALL", "SINGLE_AGE", "QUIN_AGE"),
          Column.code("org_type", "The kind of organisation: GP for a practice."),
          Column.code("org_code", "The practice or other organisation.").matching(ORGANISATION),
          name("ons_code", "The ONS code of the organisation or of its commissioner."),
          name("commissioner_code", "The commissioner of the practice, in files that name it."),
          name("postcode", "The postcode of the practice."),
          Column.text("sex", "The sex, or ALL.")
              .oneOf("ALL", "MALE", "FEMALE", "INDETERMINATE", "UNKNOWN"),
          Column.text("age_group", "A year of age, a band such as 0_4, 95+, or ALL.")
              .matching("ALL|UNKNOWN|[0-9]{1,3}\\+?|[0-9]{1,2}_[0-9]{1,2}"),
          Column.count("patients", "person", "The patients registered.").atLeast(0));

  public static final Table PRACTICE_MAP =
      bronze(
          "practice_map",
          "Which network, commissioner, system and region a practice belongs to.",
          Column.month("month", "The month of the extract."),
          Column.code("practice_code", "The practice.").matching(ORGANISATION),
          name("practice_name", "The name of the practice."),
          name("postcode", "The postcode of the practice."),
          name("pcn_code", "The primary care network; U where there is none."),
          name("pcn_name", "The name of the network."),
          name("commissioner_ons_code", "The ONS code of the CCG or sub-ICB location."),
          organisation("commissioner_code", "The CCG or sub-ICB location."),
          name("commissioner_name", "The name of the CCG or sub-ICB location."),
          name("system_ons_code", "The ONS code of the STP or ICB."),
          name("system_code", "The STP or ICB; absent before 2019."),
          name("system_name", "The name of the STP or ICB."),
          name("local_region_ons_code", "The ONS code of the regional team, until 2019."),
          name("local_region_code", "The regional team, until 2019."),
          name("local_region_name", "The name of the regional team, until 2019."),
          name("region_ons_code", "The ONS code of the commissioning region."),
          organisation("region_code", "The commissioning region."),
          name("region_name", "The name of the commissioning region."));

  public static final Table EPRACCUR =
      bronze(
          "epraccur",
          "A prescribing organisation of England and Wales as the ODS knows it.",
          edition(),
          Column.code("practice_code", "The practice or cost centre.").matching("[A-Z0-9]{3,8}"),
          name("practice_name", "The name."),
          name("national_grouping", "The NHS region."),
          name("health_geography", "The high-level health geography."),
          name("address_1", "The first line of the address."),
          name("address_2", "The second line of the address."),
          name("address_3", "The third line of the address."),
          name("address_4", "The fourth line of the address."),
          name("address_5", "The fifth line of the address."),
          name("postcode", "The postcode."),
          Column.date("open_date", "The day it opened."),
          Column.date("close_date", "The day it closed.").optional(),
          Column.text(
                  "status",
                  "Active, closed, dormant or proposed; in reports since 2025 ACTIVE or INACTIVE.")
              .oneOf("A", "C", "D", "P", "ACTIVE", "INACTIVE"),
          name("sub_type", "B for an allocated practice, Z for another."),
          name("commissioner_code", "The commissioner."),
          Column.date("commissioner_from", "The day it joined the commissioner.").optional(),
          Column.date("commissioner_to", "The day it left the commissioner.").optional(),
          name("telephone", "The telephone number of the organisation."),
          name("amended", "1 where the record was amended."),
          name("provider_code", "The current care organisation."),
          name(
              "prescribing_setting",
              "The setting, 4 for a GP practice; in reports since 2025 the roles, RO76 for one."));

  public static final Table PRACTICE_IMD =
      bronze(
          "practice_imd",
          "The deprivation score that a publisher gives a practice or a larger area.",
          edition(),
          Column.text("publisher", "Who worked the score out.").oneOf("fingertips", "swahsn"),
          Column.code("indicator_id", "The Fingertips indicator.").oneOf("93553").optional(),
          name("indicator_name", "What the score is, with the release of the index."),
          name("parent_code", "The area it lies in."),
          name("parent_name", "The name of that area."),
          Column.code("area_code", "The practice or area."),
          name("area_name", "The name of the practice or area."),
          name("area_type", "The kind of area."),
          name("time_period", "The year of the value, where the file says it."),
          Column.decimal("value", MEASURED, "score", "The weighted score; more is more deprived.")
              .optional(),
          name("value_note", "What the publisher notes of the value."));

  public static final Table LSOA_IMD =
      bronze(
          "lsoa_imd",
          "The index of multiple deprivation of a small area.",
          edition(),
          Column.count("imd_release", "year", "The release of the index."),
          Column.code("lsoa_code", "The lower-layer super output area.").matching(LSOA),
          name("lsoa_name", "Its name."),
          name("district_code", "The local authority district."),
          name("district_name", "The name of the district."),
          Column.decimal("imd_score", MEASURED, "score", "The score; more is more deprived.")
              .optional(),
          Column.count("imd_rank", "rank", "The rank; 1 is the most deprived.").atLeast(1),
          Column.count("imd_decile_1_most_deprived", "decile", "1 is the most deprived tenth.")
              .atLeast(1)
              .atMost(10));

  public static final Table REGISTERED_LSOA =
      bronze(
          "registered_lsoa",
          "Patients registered at a practice by the small area they live in, each quarter.",
          Column.month("month", "The month of the extract."),
          Column.code("practice_code", "The practice.").matching(ORGANISATION),
          name("practice_name", "The name of the practice."),
          Column.code("lsoa_code", "The small area; CLOSED where the postcode is not valid.")
              .matching("[A-Z0-9]{1,9}"),
          Column.text("sex", "The sex, or ALL.")
              .oneOf("ALL", "MALE", "FEMALE", "INDETERMINATE", "UNKNOWN"),
          Column.count("patients", "person", "The patients registered.").atLeast(0));

  public static final Table LSOA_CHANGE =
      bronze(
          "lsoa_change",
          "A small area of 2011 and one of 2021 that have ground in common.",
          edition(),
          Column.code("lsoa_2011", "The area of 2011.").matching(LSOA),
          Column.code("lsoa_2021", "The area of 2021.").matching(LSOA),
          Column.text("change", "Unchanged, split, merged, or redrawn in another way.")
              .oneOf("U", "S", "M", "X"),
          Column.decimal(
                  "weight", MEASURED, "share", "The part of the people of 2011, if it is said.")
              .optional(),
          name("district_code", "The local authority district."),
          name("district_name", "The name of the district."));

  public static final Table OPIOID_COMPARATOR =
      bronze(
          "opioid_comparator",
          "People on opioids as an extract of the ePACT2 comparators counts them, under its own"
              + " definition.",
          edition(),
          Column.code("comparator_id", "The comparator, as its publisher calls it."),
          Column.text("comparator_version", "The version of its definition."),
          name("definition", "The definition in the publisher's words."),
          Column.month("month", "The month counted."),
          Column.text("org_level", "The kind of organisation.")
              .oneOf("practice", "pcn", "sicbl", "icb", "region", "england"),
          Column.code("org_code", "The organisation."),
          name("org_name", "The name of the organisation."),
          Column.count("patients", "person", "The people; absent where it is suppressed.")
              .atLeast(0)
              .optional()
              .disclosed(DisclosureClass.COUNT_OF_PERSONS),
          Column.count("registered_patients", "person", "The patients registered.")
              .atLeast(0)
              .optional(),
          Column.text("suppressed", "Y where the publisher left the count out.").oneOf("Y", "N"));

  public static final Table AGE_SEX_REFERENCE =
      bronze(
          "age_sex_reference",
          "People of England who were given a class of medicines, by age and sex, and the people"
              + " registered, from which weights for standardisation follow.",
          edition(),
          Column.code("reference_id", "The class of medicines and the count, as supplied.")
              .matching("[0-9A-Za-z_-]{1,60}"),
          Column.count("year", "year", "The year counted.").atLeast(1990).atMost(2199),
          Column.text("sex", "The sex.").oneOf("MALE", "FEMALE"),
          Column.text("age_band", "Years of age, such as 0_4, 35_44 or 75+.")
              .matching("[0-9]{1,2}_[0-9]{1,3}|[0-9]{1,2}\\+"),
          Column.count("patients", "person", "The people given such a medicine.").atLeast(0),
          Column.count("registrants", "person", "The people registered.").atLeast(0),
          Column.text("source", "Who counted, and where it is published."));

  public static final Table PATIENT_ITEM =
      bronze(
          "patient_item",
          "Items of one pseudonymised person in a month; stays in the secure lake.",
          Column.month("month", "The month of dispensing.").disclosed(DisclosureClass.PERSON),
          Column.code("pseudo_id", "The pseudonym of the person.")
              .disclosed(DisclosureClass.PERSON),
          Column.code("practice_code", "The practice that prescribed.")
              .matching(ORGANISATION)
              .disclosed(DisclosureClass.PERSON),
          name("lsoa_code", "The small area the person lives in.")
              .disclosed(DisclosureClass.PERSON),
          name("age_band", "Five years of age, such as 65_69.").disclosed(DisclosureClass.PERSON),
          Column.text("sex", "The sex of the person.")
              .oneOf("MALE", "FEMALE", "INDETERMINATE", "UNKNOWN")
              .disclosed(DisclosureClass.PERSON),
          Column.code("bnf_code", "The BNF presentation.")
              .matching(BNF)
              .disclosed(DisclosureClass.PERSON),
          name("bnf_name", "The name of the presentation.").disclosed(DisclosureClass.PERSON),
          Column.decimal("quantity", QUANTITY, "unit", "The quantity of one item.")
              .disclosed(DisclosureClass.PERSON),
          Column.count("items", "item", "The prescription items.")
              .disclosed(DisclosureClass.PERSON),
          Column.text("nhs_no_captured", "Y where the NHS number was captured.")
              .oneOf("Y", "N")
              .disclosed(DisclosureClass.PERSON));

  public static final Table BNF_CODE_CHANGE =
      bronze(
          "bnf_code_change",
          "A BNF code of any level that was replaced.",
          edition(),
          Column.code("old_code", "The code until then.").matching(BNF_OF_ANY_LEVEL),
          Column.code("new_code", "The code from then on.").matching(BNF_OF_ANY_LEVEL));

  public static final Table BNF_CODE_INFORMATION =
      bronze(
          "bnf_code_information",
          "A presentation and everything above it in the BNF.",
          edition(),
          name("chapter_name", "The chapter."),
          Column.code("chapter_code", "The code of the chapter."),
          name("section_name", "The section."),
          Column.code("section_code", "The code of the section."),
          name("paragraph_name", "The paragraph."),
          Column.code("paragraph_code", "The code of the paragraph."),
          name("subparagraph_name", "The subparagraph."),
          Column.code("subparagraph_code", "The code of the subparagraph."),
          name("chemical_name", "The chemical substance."),
          Column.code("chemical_code", "The code of the chemical substance."),
          name("product_name", "The product."),
          Column.code("product_code", "The code of the product."),
          name("presentation_name", "The presentation."),
          Column.code("presentation_code", "The code of the presentation."));

  public static final Table DMD_DDD =
      bronze(
          "dmd_ddd",
          "The BNF section, ATC code and DDD of a product, from the dm+d supplement.",
          edition(),
          Column.text("concept", "VMP for a generic product, AMP for a brand.").oneOf("VMP", "AMP"),
          Column.code("snomed_code", "The product.").matching("[0-9]{6,18}"),
          name("bnf_section", "The BNF section, eight digits."),
          name("atc_code", "The ATC code; its owner is the WHO Collaborating Centre."),
          Column.decimal("ddd", MEASURED, "ddd_unit", "The defined daily dose.").optional(),
          name("ddd_unit", "The SNOMED code of the unit of the dose."));

  public static final Table QUARANTINE =
      Table.of(
              "quarantine",
              Layer.BRONZE,
              "A record that was read and not accepted, with the reason.",
              Column.month("month", "The month or edition of the file."),
              Column.text("bronze_table", "The table the record would have gone to."),
              sourceFile(),
              sourceLine(),
              Column.code("reason", "The reason, a word of a closed list."),
              Column.text("detail", "What was expected and what was found."),
              Column.text("record", "The record as the file has it, cut at 10,000 characters."))
          .partitionedBy("month");

  private BronzeTables() {}

  /** Every table of published data and the quarantine. */
  public static List<Table> all() {
    List<Table> own =
        List.of(
            EPD,
            PDPI,
            GP_ADDRESS,
            CHEM_SUBS,
            REGISTERED_PATIENTS,
            PRACTICE_MAP,
            EPRACCUR,
            PRACTICE_IMD,
            LSOA_IMD,
            REGISTERED_LSOA,
            LSOA_CHANGE,
            OPIOID_COMPARATOR,
            AGE_SEX_REFERENCE,
            PATIENT_ITEM,
            BNF_CODE_CHANGE,
            BNF_CODE_INFORMATION,
            DMD_DDD,
            QUARANTINE);
    return Stream.of(own, OrganisationTables.ALL, List.of(CohortTables.PROGRAMME_PHASE))
        .flatMap(List::stream)
        .toList();
  }

  static Table bronze(String name, String meaning, Column... columns) {
    Column[] all =
        Stream.concat(Stream.of(columns), Stream.of(sourceFile(), sourceLine()))
            .toArray(Column[]::new);
    return Table.of(name, Layer.BRONZE, meaning, all).partitionedBy(columns[0].name());
  }

  static Column edition() {
    return Column.month("edition", "The month this edition of the reference stands for.");
  }

  private static Column organisation(String name, String meaning) {
    return Column.text(name, meaning).matching(ORGANISATION);
  }

  static Column name(String name, String meaning) {
    return Column.text(name, meaning).optional();
  }

  private static Column sourceFile() {
    return Column.text("source_file", "The SHA-256 of the file.").asProvenance();
  }

  private static Column sourceLine() {
    return Column.count("source_line", "line", "The line of the file the record begins on.")
        .asProvenance();
  }
}
