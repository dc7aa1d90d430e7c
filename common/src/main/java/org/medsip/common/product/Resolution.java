package org.medsip.common.product;

/** What a BNF code and name turn out to be. */
public sealed interface Resolution {

  /** An opioid analgesic about which all is known. */
  record Resolved(Product product) implements Resolution {}

  /** A presentation outside the opioid scope, and why. */
  record NotOpioid(String reason) implements Resolution {}

  /** An opioid, or perhaps one, that is listed and counted but never guessed, and why. */
  record Unresolved(String reason) implements Resolution {}
}
