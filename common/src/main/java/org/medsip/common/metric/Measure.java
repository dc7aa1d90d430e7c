package org.medsip.common.metric;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One measure as its file in {@code schemas/measures} defines it.
 *
 * @param id the id, which is also the name of the file
 * @param title the title on a page, naming what is divided by what
 * @param whyItMatters why anybody should look at it
 * @param numerator what is added up
 * @param denominator what it is divided by
 * @param scale what the ratio is multiplied by
 * @param unit the unit of the value
 * @param interval the method of the 95 % interval
 * @param variants id of each variant to what it is
 * @param references the sources of the definition
 */
public record Measure(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String title,
    @JsonProperty(value = "why_it_matters", required = true) String whyItMatters,
    @JsonProperty(required = true) Numerator numerator,
    @JsonProperty(required = true) Denominator denominator,
    @JsonProperty(required = true) BigDecimal scale,
    @JsonProperty(required = true) String unit,
    @JsonProperty(required = true) IntervalMethod interval,
    @JsonProperty(required = true) SortedMap<String, String> variants,
    @JsonProperty(required = true) List<String> references) {

  public Measure {
    variants = new TreeMap<>(variants);
    references = List.copyOf(references);
  }

  /** What is added up: a quantity of the presentations that are selected. */
  public record Numerator(
      @JsonProperty(required = true) Selection selection,
      @JsonProperty(required = true) Quantity quantity) {}

  /** Which presentations a measure counts. */
  public enum Selection {
    /** Every opioid of BNF section 0407. */
    @JsonProperty("opioids")
    OPIOIDS,
    /** Long-acting opioids that reach the daily dose the variant names, as usually taken. */
    @JsonProperty("high_dose_opioids")
    HIGH_DOSE_OPIOIDS
  }

  /** What is added up of them. */
  public enum Quantity {
    /** Prescription items. */
    @JsonProperty("items")
    ITEMS,
    /** Defined daily doses, of the scope the variant names. */
    @JsonProperty("ddd")
    DDD,
    /** Milligrams of oral morphine equivalent, by the factor set the variant names. */
    @JsonProperty("ome")
    OME
  }

  /** What a numerator is divided by. */
  public enum Denominator {
    /** The list sizes of the months, added up. */
    @JsonProperty("registrant_months")
    REGISTRANT_MONTHS("Registrants times months"),
    /** The list size of each month times its days, added up. */
    @JsonProperty("registrant_days")
    REGISTRANT_DAYS("Registrants times days"),
    /** Items of long-acting opioids. */
    @JsonProperty("long_acting_opioid_items")
    LONG_ACTING_OPIOID_ITEMS("Items of long-acting opioids");

    private final String meaning;

    Denominator(String meaning) {
      this.meaning = meaning;
    }

    /** The denominator in words. */
    public String meaning() {
      return meaning;
    }
  }

  /** How the 95 % interval is computed. */
  public enum IntervalMethod {
    /** Byar's approximation, for counts. */
    @JsonProperty("byar")
    BYAR,
    /** Dobson's method, for weighted sums of counts. */
    @JsonProperty("dobson")
    DOBSON,
    /** Wilson's score interval, for shares. */
    @JsonProperty("wilson")
    WILSON
  }
}
