package org.medsip.common.contract;

/**
 * How far a column may travel. A table with a {@link #PERSON} column is never shown or published.
 */
public enum DisclosureClass {
  /** Published by its owner at this grain, or a definition. */
  OPEN,
  /** A number of people: suppressed and rounded by the disclosure policy before publication. */
  COUNT_OF_PERSONS,
  /** Computed from a number of people: computed again from the suppressed and rounded parts. */
  DERIVED_FROM_PERSONS,
  /** Says something of one person: stays in the secure lake. */
  PERSON
}
