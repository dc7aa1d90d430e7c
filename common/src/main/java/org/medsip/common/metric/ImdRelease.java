package org.medsip.common.metric;

/**
 * A release of the Index of Multiple Deprivation and the edition of small areas (LSOA) it is for.
 *
 * <p>Sources: Ministry of Housing, Communities and Local Government, The English Indices of
 * Deprivation 2019 (32,844 areas of 2011) and 2025 (33,755 areas of 2021).
 */
public enum ImdRelease {
  OF_2019(2019, 2011, 32_844),
  OF_2025(2025, 2021, 33_755);

  private final int year;
  private final int areasOf;
  private final int areas;

  ImdRelease(int year, int areasOf, int areas) {
    this.year = year;
    this.areasOf = areasOf;
    this.areas = areas;
  }

  /** The year it is named by. */
  public long year() {
    return year;
  }

  /** The census whose small areas it ranks: 2011 or 2021. */
  public long areasOf() {
    return areasOf;
  }

  /** How many areas England has in it. */
  public long areas() {
    return areas;
  }
}
