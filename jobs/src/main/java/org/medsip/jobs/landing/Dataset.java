package org.medsip.jobs.landing;

import java.util.Locale;

/** What is published, by whom it is read, and which of two publications of a month says more. */
public enum Dataset {
  EPD_SNOMED("prescribing", 3),
  EPD("prescribing", 2),
  PDPI("prescribing", 1),
  GP_ADDRESS("gp_address", 1),
  CHEM_SUBS("chem_subs", 1),
  REGISTERED_PATIENTS("registered_patients", 1),
  PRACTICE_MAP("practice_map", 1),
  EPRACCUR("epraccur", 1),
  PCN_MEMBER("pcn_member", 1),
  ORGANISATION_CHANGE("organisation_change", 1),
  SICBL_POPULATION_CHANGE("sicbl_population_change", 1),
  PRACTICE_IMD("practice_imd", 1),
  LSOA_IMD("lsoa_imd", 1),
  REGISTERED_LSOA("registered_lsoa", 1),
  LSOA_CHANGE("lsoa_change", 1),
  OPIOID_COMPARATOR("opioid_comparator", 1),
  AGE_SEX_REFERENCE("age_sex_reference", 1),
  PATIENT_ITEM("patient_item", 1),
  PROGRAMME_PHASE("programme_phase", 1),
  BNF_CODE_CHANGE("bnf_code_change", 1),
  BNF_CODE_INFORMATION("bnf_code_information", 1),
  DMD_DDD_XML("dmd_ddd", 2),
  DMD_DDD("dmd_ddd", 1);

  private final String family;
  private final int precedence;

  Dataset(String family, int precedence) {
    this.family = family;
    this.precedence = precedence;
  }

  /** The datasets of which a month has only one. */
  public String family() {
    return family;
  }

  /** Of two datasets of a family and month, the one with the higher precedence is read. */
  public int precedence() {
    return precedence;
  }

  /** The name in reports, such as {@code epd_snomed}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
