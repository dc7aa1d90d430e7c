package org.medsip.common.metric;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.medsip.common.product.DddVariant;
import org.medsip.common.product.HighDoseThreshold;
import org.medsip.common.product.OmeSet;

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
 * @param direction whether less is better
 * @param interval the method of the 95 % interval
 * @param variants id of each variant to what it is
 * @param exclusions what is left out of numerator and denominator, and why
 * @param standardisedBy the set of age and sex weights its standardised value uses
 * @param priority whether priority areas are chosen by it
 * @param authors who wrote it
 * @param reviewed when it was last reviewed
 * @param reviewDue when it is to be reviewed again
 * @param references the sources of the definition
 * @param workedExample inputs and the value of each variant, computed by hand
 */
public record Measure(
    String id,
    String title,
    String whyItMatters,
    Numerator numerator,
    Denominator denominator,
    BigDecimal scale,
    String unit,
    Direction direction,
    IntervalMethod interval,
    SortedMap<String, Variant> variants,
    List<Exclusion> exclusions,
    @Nullable String standardisedBy,
    boolean priority,
    List<String> authors,
    LocalDate reviewed,
    LocalDate reviewDue,
    List<String> references,
    WorkedExample workedExample)
    implements Serializable {

  public Measure {
    variants = new TreeMap<>(variants);
    exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
    authors = List.copyOf(authors);
    references = List.copyOf(references);
  }

  /**
   * What is added up: a quantity of the presentations that are selected. People, whom prescribing
   * data does not have, are no quantity of presentations: a numerator that counts them names a
   * comparator instead of a selection.
   */
  public record Numerator(Selection selection, Quantity quantity) implements Serializable {}

  /** What is added up of the presentations selected. */
  public enum Quantity {
    /** Prescription items. */
    ITEMS("items"),
    /** Units of quantity, as published. */
    QUANTITY("units of quantity"),
    /** Defined daily doses, of the scope the variant names. */
    DDD("defined daily doses"),
    /** Milligrams of oral morphine equivalent, by the factor set the variant names. */
    OME("mg of oral morphine equivalent"),
    /** Net ingredient cost in pounds. */
    NIC("net ingredient cost in pounds"),
    /** Actual cost in pounds. */
    ACTUAL_COST("actual cost in pounds");

    private final String meaning;

    Quantity(String meaning) {
      this.meaning = meaning;
    }

    /** The quantity in words. */
    public String meaning() {
      return meaning;
    }
  }

  /**
   * What a numerator is divided by.
   *
   * @param kind what is counted
   * @param selection the presentations whose items are counted, for {@link Kind#ITEMS}
   * @param weights the set of age and sex weights, for {@link Kind#WEIGHTED_REGISTRANTS}
   */
  public record Denominator(Kind kind, @Nullable Selection selection, @Nullable String weights)
      implements Serializable {

    /** What a denominator counts. */
    public enum Kind {
      /** The list sizes of the months, added up. */
      REGISTRANT_MONTHS("Registrants times months"),
      /** The list size of each month times its days, added up. */
      REGISTRANT_DAYS("Registrants times days"),
      /** Registrants of each month, weighted by age and sex, added up. */
      WEIGHTED_REGISTRANTS("Registrants times months, weighted by age and sex"),
      /** Items of presentations that are selected too: the value is a share of them. */
      ITEMS("Items");

      private final String meaning;

      Kind(String meaning) {
        this.meaning = meaning;
      }

      /** The denominator in words. */
      public String meaning() {
        return meaning;
      }
    }

    /** Whether the value is a share of items. */
    public boolean isOfItems() {
      return kind == Kind.ITEMS;
    }
  }

  /** Whether a lower value is better. */
  public enum Direction {
    LOWER_IS_BETTER("Lower is better"),
    HIGHER_IS_BETTER("Higher is better"),
    NO_DIRECTION("Neither high nor low is better in itself");

    private final String meaning;

    Direction(String meaning) {
      this.meaning = meaning;
    }

    /** The direction in words. */
    public String meaning() {
      return meaning;
    }
  }

  /** How the 95 % interval is computed. */
  public enum IntervalMethod {
    /** Byar's approximation, for counts. */
    BYAR,
    /** Dobson's method, for weighted sums of counts. */
    DOBSON,
    /** Wilson's score interval, for shares. */
    WILSON
  }

  /**
   * One way to compute a measure.
   *
   * @param title what it is
   * @param ddd which products have a defined daily dose
   * @param ome the factor set of oral morphine equivalence
   * @param threshold the daily dose in mg from which a presentation is high dose
   * @param where narrows the selection of the numerator
   * @param selection takes the place of the selection of the numerator
   */
  public record Variant(
      String title,
      @Nullable DddVariant ddd,
      @Nullable OmeSet ome,
      @Nullable Integer threshold,
      @Nullable Selection where,
      @Nullable Selection selection)
      implements Serializable {

    @Nullable HighDoseThreshold highDose() {
      return threshold == null ? null : HighDoseThreshold.of(threshold.toString());
    }
  }

  /**
   * What is left out.
   *
   * @param selection the presentations
   * @param reason why
   */
  public record Exclusion(Selection selection, String reason) implements Serializable {}

  /**
   * A month of one practice, small enough to be computed by hand.
   *
   * @param says the computation in words
   * @param month the month, as its first day
   * @param registrants the list size of the month, weighted where the denominator is
   * @param prescribed what was prescribed
   * @param expected the value of each variant
   */
  public record WorkedExample(
      String says,
      LocalDate month,
      BigDecimal registrants,
      List<Prescribed> prescribed,
      SortedMap<String, BigDecimal> expected)
      implements Serializable {

    public WorkedExample {
      prescribed = List.copyOf(prescribed);
      expected = new TreeMap<>(expected);
    }
  }

  /** What was prescribed of one presentation; {@code quantity} is the total over all items. */
  public record Prescribed(
      String bnfCode, String bnfName, long items, BigDecimal quantity, BigDecimal nic)
      implements Serializable {}
}
