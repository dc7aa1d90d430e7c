package org.medsip.jobs.landing;

import static org.medsip.jobs.landing.Field.ignored;
import static org.medsip.jobs.landing.Field.read;
import static org.medsip.jobs.landing.Field.readIfThere;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medsip.common.table.BronzeTables;
import org.medsip.common.table.CohortTables;
import org.medsip.common.table.OrganisationTables;

/** Every layout the published files have had, declared once. */
final class Layouts {

  private static final List<Layout> ALL = new ArrayList<>();

  static {
    for (String area : List.of("AREA_TEAM", "STP", "ICB")) {
      ALL.add(epd("epd_", Dataset.EPD, area, oldSubstance()));
      ALL.add(epd("epd_snomed_", Dataset.EPD_SNOMED, area, oldSubstance()));
      ALL.add(epd("epd_snomed_2025_", Dataset.EPD_SNOMED, area, newSubstance()));
    }
    ALL.addAll(
        List.of(
            pdpi(),
            addresses(),
            chemicals(),
            patientsInAll(),
            patientsBySingleAge(),
            patientsByQuinaryAge(),
            practiceMap(),
            practiceMapOf2018(),
            epraccur(),
            networkMembers(),
            organisationChanges(),
            populationChanges(),
            practiceImd(),
            otherPracticeImd("practice", "practice_code", "practice_name", "GP"),
            otherPracticeImd("pcn", "pcn_code", "pcn_name", "PCN"),
            lsoaImd(2019, LocalDate.of(2019, 9, 1), "2011"),
            lsoaImd(2025, LocalDate.of(2025, 10, 1), "2021"),
            patientsByArea(),
            areaChanges(),
            opioidComparators(),
            ageSexReference(),
            patientItems(),
            programmePhases(),
            codeChanges(),
            codeChangesWithoutHeader(),
            codeInformation(),
            ddd("dmd_ddd_csv", Dataset.DMD_DDD, readIfThere("concept", "concept"))
                .with(Map.of("concept", "VMP")),
            ddd("dmd_ddd_xml", Dataset.DMD_DDD_XML, read("concept", DmdRecords.CONCEPT))));
  }

  private Layouts() {}

  static List<Layout> all() {
    return List.copyOf(ALL);
  }

  static Layout of(String id) {
    return ALL.stream()
        .filter(layout -> layout.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no layout " + id));
  }

  /** Until February 2025 BNF_CHEMICAL_SUBSTANCE held the code. */
  private static List<Field> oldSubstance() {
    return List.of(
        read("chemical_code", "bnf_chemical_substance"),
        read("chemical_name", "chemical_substance_bnf_descr"));
  }

  /** Since March 2025 the same column holds the name, and the code has a column of its own. */
  private static List<Field> newSubstance() {
    return List.of(
        read("chemical_code", "bnf_chemical_substance_code"),
        read("chemical_name", "bnf_chemical_substance", "bnf_chemical_substance_name"));
  }

  private static Layout epd(String prefix, Dataset dataset, String area, List<Field> substance) {
    String header = area.toLowerCase(Locale.ROOT);
    List<Field> fields = new ArrayList<>(substance);
    fields.addAll(
        List.of(
            read("month", "year_month"),
            read("region_name", "regional_office_name"),
            read("region_code", "regional_office_code"),
            read("area_name", header + "_name"),
            read("area_code", header + "_code"),
            read("pco_name", "pco_name"),
            read("pco_code", "pco_code"),
            read("practice_name", "practice_name"),
            read("practice_code", "practice_code"),
            read("address_1", "address_1"),
            read("address_2", "address_2"),
            read("address_3", "address_3"),
            read("address_4", "address_4"),
            read("postcode", "postcode"),
            read("bnf_code", "bnf_code", "bnf_presentation_code"),
            read("bnf_name", "bnf_description", "bnf_presentation_name"),
            read("bnf_chapter", "bnf_chapter_plus_code"),
            read("quantity", "quantity"),
            read("items", "items"),
            read("total_quantity", "total_quantity"),
            read("adq_usage", "adqusage", "adq_usage"),
            read("nic", "nic"),
            read("actual_cost", "actual_cost"),
            read("unidentified", "unidentified")));
    if (dataset == Dataset.EPD_SNOMED) {
      fields.add(read("snomed_code", "snomed_code"));
    }
    return Layout.named(prefix + header, dataset, BronzeTables.EPD, fields.toArray(Field[]::new))
        .with(Map.of("area_type", area));
  }

  private static Layout pdpi() {
    return Layout.named(
        "pdpi",
        Dataset.PDPI,
        BronzeTables.PDPI,
        read("sha_code", "sha"),
        read("pct_code", "pct"),
        read("practice_code", "practice"),
        read("bnf_code", "bnf code"),
        read("bnf_name", "bnf name"),
        read("items", "items"),
        read("nic", "nic"),
        read("actual_cost", "act cost"),
        read("total_quantity", "quantity"),
        read("month", "period"));
  }

  private static Layout addresses() {
    return Layout.unnamed(
        "gp_address",
        Dataset.GP_ADDRESS,
        BronzeTables.GP_ADDRESS,
        read("month"),
        read("practice_code"),
        read("practice_name"),
        read("address_1"),
        read("address_2"),
        read("address_3"),
        read("address_4"),
        read("postcode"));
  }

  /** Its month is the name of its third column. */
  private static Layout chemicals() {
    return Layout.named(
        "chem_subs",
        Dataset.CHEM_SUBS,
        BronzeTables.CHEM_SUBS,
        read("chemical_code", "chem sub"),
        read("chemical_name", "name"));
  }

  private static Layout patientsInAll() {
    return Layout.named(
            "registered_all",
            Dataset.REGISTERED_PATIENTS,
            BronzeTables.REGISTERED_PATIENTS,
            ignored("publication"),
            read("month", "extract_date"),
            read("org_type", "type"),
            read("commissioner_code", "ccg_code", "sub_icb_location_code"),
            read("ons_code", "ons_ccg_code", "ons_sub_icb_location_code"),
            read("org_code", "code"),
            read("postcode", "postcode"),
            read("sex", "sex"),
            read("age_group", "age"),
            read("patients", "number_of_patients"))
        .with(Map.of("age_kind", "ALL"))
        .part("all");
  }

  private static Layout patientsBySingleAge() {
    return Layout.named(
            "registered_single_age",
            Dataset.REGISTERED_PATIENTS,
            BronzeTables.REGISTERED_PATIENTS,
            ignored("publication"),
            read("month", "extract_date"),
            readIfThere("org_type", "org_type", "type"),
            readIfThere("commissioner_code", "ccg_code", "sub_icb_location_code"),
            readIfThere("ons_code", "ons_ccg_code", "ons_sub_icb_location_code", "ons_code"),
            read("org_code", "org_code"),
            readIfThere("postcode", "postcode"),
            read("sex", "sex"),
            read("age_group", "age"),
            read("patients", "number_of_patients"))
        .with(Map.of("age_kind", "SINGLE_AGE", "org_type", "GP"))
        .part("single_age");
  }

  private static Layout patientsByQuinaryAge() {
    return Layout.named(
            "registered_quin_age",
            Dataset.REGISTERED_PATIENTS,
            BronzeTables.REGISTERED_PATIENTS,
            ignored("publication"),
            read("month", "extract_date"),
            readIfThere("commissioner_code", "ccg_code", "sub_icb_location_code"),
            read("org_type", "org_type"),
            read("org_code", "org_code"),
            read("ons_code", "ons_code"),
            read("postcode", "postcode"),
            read("sex", "sex"),
            read("age_group", "age_group_5"),
            read("patients", "number_of_patients"))
        .with(Map.of("age_kind", "QUIN_AGE"))
        .part("quin_age");
  }

  private static Layout practiceMap() {
    return Layout.named(
        "practice_map",
        Dataset.PRACTICE_MAP,
        BronzeTables.PRACTICE_MAP,
        ignored("publication"),
        read("month", "extract_date"),
        read("practice_code", "practice_code"),
        read("practice_name", "practice_name"),
        read("postcode", "practice_postcode"),
        readIfThere("pcn_code", "pcn_code"),
        readIfThere("pcn_name", "pcn_name"),
        read("commissioner_ons_code", "ons_ccg_code", "ons_sub_icb_location_code"),
        read("commissioner_code", "ccg_code", "sub_icb_location_code"),
        read("commissioner_name", "ccg_name", "sub_icb_location_name"),
        read("system_ons_code", "ons_stp_code", "ons_icb_code"),
        read("system_code", "stp_code", "icb_code"),
        read("system_name", "stp_name", "icb_name"),
        readIfThere("local_region_ons_code", "ons_region_code"),
        readIfThere("local_region_code", "region_code"),
        readIfThere("local_region_name", "region_name"),
        read("region_ons_code", "ons_comm_region_code"),
        read("region_code", "comm_region_code"),
        read("region_name", "comm_region_name"));
  }

  /** Before STPs had codes of their own, STP_CODE held the ONS code. */
  private static Layout practiceMapOf2018() {
    return Layout.named(
        "practice_map_2018",
        Dataset.PRACTICE_MAP,
        BronzeTables.PRACTICE_MAP,
        ignored("publication"),
        read("month", "extract_date"),
        read("practice_code", "practice_code"),
        read("practice_name", "practice_name"),
        read("postcode", "practice_postcode"),
        read("commissioner_ons_code", "ons_ccg_code"),
        read("commissioner_code", "ccg_code"),
        read("commissioner_name", "ccg_name"),
        read("system_ons_code", "stp_code"),
        read("system_name", "stp_name"),
        read("local_region_ons_code", "ons_region_code"),
        read("local_region_code", "region_code"),
        read("local_region_name", "region_name"),
        read("region_ons_code", "ons_comm_region_code"),
        read("region_code", "comm_region_code"),
        read("region_name", "comm_region_name"));
  }

  private static Layout epraccur() {
    return Layout.unnamed(
        "epraccur",
        Dataset.EPRACCUR,
        BronzeTables.EPRACCUR,
        read("practice_code"),
        read("practice_name"),
        read("national_grouping"),
        read("health_geography"),
        read("address_1"),
        read("address_2"),
        read("address_3"),
        read("address_4"),
        read("address_5"),
        read("postcode"),
        read("open_date"),
        read("close_date"),
        read("status"),
        read("sub_type"),
        read("commissioner_code"),
        read("commissioner_from"),
        read("commissioner_to"),
        read("telephone"),
        ignored(),
        ignored(),
        ignored(),
        read("amended"),
        ignored(),
        read("provider_code"),
        ignored(),
        read("prescribing_setting"),
        ignored());
  }

  /** The sheet of the ePCN workbook that has the members; until June 2022 it named CCGs. */
  private static Layout networkMembers() {
    return Layout.named(
        "pcn_member",
        Dataset.PCN_MEMBER,
        OrganisationTables.PCN_MEMBER,
        read("practice_code", "partner organisation code"),
        read("practice_name", "partner name"),
        read("practice_sicbl_code", "practice parent sub icb loc code", "practice parent ccg code"),
        ignored("practice parent sub icb loc name", "practice parent ccg name"),
        read("pcn_code", "pcn code"),
        read("pcn_name", "pcn name"),
        read("pcn_sicbl_code", "pcn parent sub icb loc code", "pcn parent ccg code"),
        ignored("pcn parent sub icb loc name", "pcn parent ccg name"),
        read("member_from", "practice to pcn relationship start date"),
        read("member_to", "practice to pcn relationship end date"),
        ignored(
            "practice sub icb loc and pcn sub icb loc match", "practice ccg and pcn ccg match"));
  }

  private static Layout organisationChanges() {
    return Layout.named(
        "ods_change_summary",
        Dataset.ORGANISATION_CHANGE,
        OrganisationTables.ORGANISATION_CHANGE,
        read("edition", ChangeSummaryRecords.EDITION),
        read("change_kind", ChangeSummaryRecords.KIND),
        read("code", "code"),
        read("name", "name"),
        read("from_code", "from code"),
        read("to_code", "to code"),
        read("to_name", "to name"),
        read("region_code", "region code"),
        read("sheet", "sheet"));
  }

  /** The parts that the sub-ICB locations of 2024 and April 2026 have in common. */
  private static Layout populationChanges() {
    return Layout.named(
            "sicbl_population_change_2024_2026",
            Dataset.SICBL_POPULATION_CHANGE,
            OrganisationTables.SICBL_POPULATION_CHANGE,
            read("sicbl_2024_ons_code", "sicbl24cd"),
            read("sicbl_2026_ons_code", "sicbl26cd"),
            read("population", "population"),
            read("share_of_2024", "share_of_24"))
        .edition(LocalDate.of(2026, 4, 1));
  }

  private static Layout practiceImd() {
    return Layout.named(
            "fingertips_93553",
            Dataset.PRACTICE_IMD,
            BronzeTables.PRACTICE_IMD,
            read("indicator_id", "indicator id"),
            read("indicator_name", "indicator name"),
            read("parent_code", "parent code"),
            read("parent_name", "parent name"),
            read("area_code", "area code"),
            read("area_name", "area name"),
            read("area_type", "area type"),
            read("time_period", "time period"),
            read("value", "value"),
            readIfThere("value_note", "value note"),
            ignored(
                "sex",
                "age",
                "category type",
                "category",
                "lower ci 95.0 limit",
                "upper ci 95.0 limit",
                "lower ci 99.8 limit",
                "upper ci 99.8 limit",
                "count",
                "denominator",
                "recent trend",
                "compared to england value or percentiles",
                "compared to percentiles",
                "time period sortable",
                "new data",
                "compared to goal",
                "time period range"))
        .with(Map.of("publisher", "fingertips"));
  }

  /**
   * The scores that the Academic Health Science Network of the South West published: IMD 2019,
   * weighted by where the people registered in 2023 live. The files do not say so themselves.
   */
  private static Layout otherPracticeImd(String level, String code, String name, String areaType) {
    return Layout.named(
            "swahsn_" + level + "_imd",
            Dataset.PRACTICE_IMD,
            BronzeTables.PRACTICE_IMD,
            read("area_code", code),
            read("area_name", name),
            read("parent_code", "subicb_code"),
            read("value", "imd_score"),
            ignored("postcode", "imd_decile"))
        .with(
            Map.of(
                "publisher", "swahsn",
                "indicator_name", "Deprivation score (IMD 2019)",
                "area_type", areaType))
        .part("swahsn " + level);
  }

  private static Layout lsoaImd(int release, LocalDate edition, String census) {
    String districts = release == 2019 ? "(2019)" : "(2024)";
    return Layout.named(
            "lsoa_imd_" + release,
            Dataset.LSOA_IMD,
            BronzeTables.LSOA_IMD,
            read("lsoa_code", "lsoa code (" + census + ")"),
            read("lsoa_name", "lsoa name (" + census + ")"),
            read("district_code", "local authority district code " + districts),
            read("district_name", "local authority district name " + districts),
            readIfThere("imd_score", "index of multiple deprivation (imd) score"),
            read(
                "imd_rank",
                "index of multiple deprivation (imd) rank",
                "index of multiple deprivation (imd) rank (where 1 is most deprived)"),
            read(
                "imd_decile_1_most_deprived",
                "index of multiple deprivation (imd) decile",
                "index of multiple deprivation (imd) decile"
                    + " (where 1 is most deprived 10% of lsoas)"))
        .with(Map.of("imd_release", Integer.toString(release)))
        .edition(edition);
  }

  private static Layout patientsByArea() {
    return Layout.named(
            "registered_lsoa",
            Dataset.REGISTERED_LSOA,
            BronzeTables.REGISTERED_LSOA,
            ignored("publication"),
            read("month", "extract_date"),
            read("practice_code", "practice_code"),
            read("practice_name", "practice_name"),
            read("lsoa_code", "lsoa_code"),
            read("sex", "sex"),
            read("patients", "number_of_patients"))
        .part("lsoa");
  }

  /** The lookup of the Office for National Statistics, as of December 2022. */
  private static Layout areaChanges() {
    return Layout.named(
            "lsoa_change_2011_2021",
            Dataset.LSOA_CHANGE,
            BronzeTables.LSOA_CHANGE,
            read("lsoa_2011", "lsoa11cd"),
            ignored("lsoa11nm"),
            read("lsoa_2021", "lsoa21cd"),
            ignored("lsoa21nm"),
            read("change", "chgind", "chnind"),
            readIfThere("weight", "weight"),
            readIfThere("district_code", "lad22cd"),
            readIfThere("district_name", "lad22nm"),
            ignored("lad22nmw", "objectid", "fid"))
        .edition(LocalDate.of(2022, 12, 1));
  }

  /** An extract holds many months; its edition is the day it was taken. */
  private static Layout opioidComparators() {
    return Layout.named(
        "opioid_comparator",
        Dataset.OPIOID_COMPARATOR,
        BronzeTables.OPIOID_COMPARATOR,
        read("comparator_id", "comparator_id"),
        read("comparator_version", "comparator_version"),
        read("definition", "definition"),
        read("month", "month"),
        read("org_level", "org_level"),
        read("org_code", "org_code"),
        read("org_name", "org_name"),
        read("patients", "patients"),
        read("registered_patients", "registered_patients"),
        read("suppressed", "suppressed"),
        read("edition", "extract_date"));
  }

  /** A user's own file; its name says which month it stands for. */
  private static Layout programmePhases() {
    return Layout.named(
        "programme_phase",
        Dataset.PROGRAMME_PHASE,
        CohortTables.PROGRAMME_PHASE,
        read("icb_code", "icb_code"),
        read("phase", "phase"),
        read("from_date", "from_date"));
  }

  /** A file for each reference, or one for several references and years. */
  private static Layout ageSexReference() {
    return Layout.named(
            "age_sex_reference",
            Dataset.AGE_SEX_REFERENCE,
            BronzeTables.AGE_SEX_REFERENCE,
            read("reference_id", "reference_id"),
            read("year", "year"),
            read("sex", "sex"),
            read("age_band", "age_band"),
            read("patients", "patients"),
            read("registrants", "registrants"),
            read("source", "source"))
        .part("reference");
  }

  private static Layout patientItems() {
    return Layout.named(
        "patient_item",
        Dataset.PATIENT_ITEM,
        BronzeTables.PATIENT_ITEM,
        read("pseudo_id", "pseudo_id"),
        read("practice_code", "practice_code"),
        read("lsoa_code", "lsoa_code"),
        read("age_band", "age_band"),
        read("sex", "sex"),
        read("month", "dispensing_month"),
        read("bnf_code", "bnf_code"),
        read("bnf_name", "bnf_name"),
        read("quantity", "quantity"),
        read("items", "items"),
        read("nhs_no_captured", "nhs_no_captured"));
  }

  private static Layout codeChanges() {
    return Layout.named(
        "bnf_code_change",
        Dataset.BNF_CODE_CHANGE,
        BronzeTables.BNF_CODE_CHANGE,
        read("old_code", "old_code"),
        read("new_code", "new_code"));
  }

  private static Layout codeChangesWithoutHeader() {
    return Layout.unnamed(
        "bnf_code_change_unnamed",
        Dataset.BNF_CODE_CHANGE,
        BronzeTables.BNF_CODE_CHANGE,
        read("old_code"),
        read("new_code"));
  }

  private static Layout codeInformation() {
    return Layout.named(
        "bnf_code_information",
        Dataset.BNF_CODE_INFORMATION,
        BronzeTables.BNF_CODE_INFORMATION,
        readIfThere("edition", "year_month"),
        read("chapter_name", "bnf chapter"),
        read("chapter_code", "bnf chapter code"),
        read("section_name", "bnf section"),
        read("section_code", "bnf section code"),
        read("paragraph_name", "bnf paragraph"),
        read("paragraph_code", "bnf paragraph code"),
        read("subparagraph_name", "bnf subparagraph"),
        read("subparagraph_code", "bnf subparagraph code"),
        read("chemical_name", "bnf chemical substance"),
        read("chemical_code", "bnf chemical substance code"),
        read("product_name", "bnf product"),
        read("product_code", "bnf product code"),
        read("presentation_name", "bnf presentation"),
        read("presentation_code", "bnf presentation code"));
  }

  private static Layout ddd(String id, Dataset dataset, Field concept) {
    return Layout.named(
            id,
            dataset,
            BronzeTables.DMD_DDD,
            concept,
            read("snomed_code", "vpid"),
            read("bnf_section", "bnf"),
            read("atc_code", "atc"),
            read("ddd", "ddd"),
            read("ddd_unit", "ddd_uomcd"))
        .absentAs("n/a");
  }
}
