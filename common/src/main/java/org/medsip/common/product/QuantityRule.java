package org.medsip.common.product;

/** How the number of units behind a prescribing row is found. */
public enum QuantityRule {
  /** QUANTITY counts the units. */
  AS_PUBLISHED,
  /** QUANTITY mixes doses and bottles, so doses are net ingredient cost over the cost of one. */
  NIC_PER_DOSE
}
