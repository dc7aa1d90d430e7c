package org.medsip.common.cohort;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * One cohort as its file in {@code schemas/cohorts} defines it.
 *
 * @param id the id, which is also the name of the file
 * @param version raised when the definition changes in what it counts
 * @param title the title on a page
 * @param scope which medicines make a member
 * @param rule how months of these make a member
 * @param windowMonths how many months, this one included, have to be known
 * @param threshold the number that the rule compares with: months, days or mg a day
 * @param doseDenominator the days that a dose is divided by
 * @param omeSet the OME factor set of a dose, or {@code none}
 * @param beside which other medicines a member also has in the month
 * @param requires the cohorts of which a member must be one as well
 * @param implies the cohorts of which every member is one by the rules alone
 * @param exclusions what is left out, in words
 * @param text the definition in words
 * @param references the sources of the definition
 */
public record Cohort(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) int version,
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) Scope scope,
    @JsonProperty(required = true) Rule rule,
    @JsonProperty(value = "window_months", required = true) int windowMonths,
    @JsonProperty(required = true) BigDecimal threshold,
    @JsonProperty(value = "dose_denominator", required = true) DoseDenominator doseDenominator,
    @JsonProperty(value = "ome_set", required = true) String omeSet,
    @JsonProperty(required = true) Beside beside,
    @JsonProperty(required = true) List<String> requires,
    @JsonProperty(required = true) List<String> implies,
    @JsonProperty(required = true) List<String> exclusions,
    @JsonProperty(required = true) String text,
    @JsonProperty(required = true) List<String> references)
    implements Serializable {

  /** The word for no OME factor set. */
  static final String NO_OME = "none";

  public Cohort {
    requires = List.copyOf(requires);
    implies = List.copyOf(implies);
    exclusions = List.copyOf(exclusions);
    references = List.copyOf(references);
  }

  /** Which medicines make a member; {@code cohort_scopes.csv} lists them. */
  public enum Scope {
    /** Oral and transdermal opioid analgesics. */
    @JsonProperty("otd")
    OTD
  }

  /** How the months of somebody make a member. */
  public enum Rule {
    /** An item in each of the last months; the threshold is their number. */
    @JsonProperty("consecutive_months")
    CONSECUTIVE_MONTHS,
    /** An item in the month, and in as many months of the window as the threshold says. */
    @JsonProperty("months_of_window")
    MONTHS_OF_WINDOW,
    /** Days covered by supply, of the last 120; the threshold is their number. */
    @JsonProperty("days_covered")
    DAYS_COVERED,
    /** An episode of more months than the threshold, with never two of them running missed. */
    @JsonProperty("episode_longer_than")
    EPISODE_LONGER_THAN,
    /** At least the threshold in mg oral morphine equivalent a day over the window. */
    @JsonProperty("daily_dose")
    DAILY_DOSE,
    /** An item of the other medicines in the month; the threshold is 1. */
    @JsonProperty("item_beside")
    ITEM_BESIDE
  }

  /** The days that a dose is divided by. */
  public enum DoseDenominator {
    /** The rule knows no dose. */
    @JsonProperty("none")
    NONE,
    /** The days of the months of the window. */
    @JsonProperty("calendar_days")
    CALENDAR_DAYS,
    /** The days' supply dispensed in the window. */
    @JsonProperty("days_supplied")
    DAYS_SUPPLIED
  }

  /** Other medicines, as {@code cohort_scopes.csv} lists them. */
  public enum Beside {
    /** The rule asks for none. */
    @JsonProperty("none")
    NONE,
    @JsonProperty("gabapentinoid")
    GABAPENTINOID,
    @JsonProperty("benzodiazepine")
    BENZODIAZEPINE,
    @JsonProperty("z_drug")
    Z_DRUG
  }
}
