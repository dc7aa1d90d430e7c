package org.medsip.common.product;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The chemical substances of the BNF sections whose presentations are described: what a measure may
 * select.
 *
 * @param names code of nine characters to name
 */
public record BnfChemicals(SortedMap<String, String> names) {

  private static final int SECTION = 4;
  private static final int CHEMICAL = 9;

  public BnfChemicals {
    names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
  }

  /** The sections they belong to, each by its four characters. */
  public List<String> sections() {
    return names.keySet().stream().map(code -> code.substring(0, SECTION)).distinct().toList();
  }

  /** The name of the substance of a presentation; none where it is not listed. */
  public Optional<String> nameOf(String bnfCode) {
    return bnfCode.length() < CHEMICAL
        ? Optional.empty()
        : Optional.ofNullable(names.get(bnfCode.substring(0, CHEMICAL)));
  }

  /** The codes of the substances that a prefix of BNF codes, long or short, can stand for. */
  public List<String> matching(String prefix) {
    return names.keySet().stream()
        .filter(code -> code.startsWith(prefix) || prefix.startsWith(code))
        .toList();
  }
}
