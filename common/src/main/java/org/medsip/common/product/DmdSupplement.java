package org.medsip.common.product;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares our doses with the BNF, ATC and DDD supplement of dm+d. The supplement names no strength
 * and no route, so all that can be compared is whether a product's dose is one of ours for its ATC.
 */
public final class DmdSupplement {

  private static final Map<String, Integer> POWER_OF_TEN_IN_MG =
      Map.of("258684004", 0, "258685003", -3, "258682000", 3);
  private static final String UNIT_DOSE = "428673006";

  private final Map<String, Set<BigDecimal>> dddMgByAtc;
  private final Map<String, Set<BigDecimal>> unitDosesByAtc;

  /** A cross-check of this reference. */
  public DmdSupplement(ProductReference reference) {
    dddMgByAtc = reference.dddMgByAtc();
    unitDosesByAtc = reference.unitDosesByAtc();
  }

  /**
   * One product of the supplement, as published.
   *
   * @param vpid dm+d code of the virtual product
   * @param bnf BNF section, such as {@code 04070200}
   * @param atc ATC code
   * @param ddd defined daily dose, empty or {@code n/a} when it has none
   * @param dddUnit SNOMED code of the dose's unit
   */
  public record Line(String vpid, String bnf, String atc, String ddd, String dddUnit) {}

  /** The analgesics of these lines whose ATC is ours and whose dose is none of ours for it. */
  public List<Line> disagreements(Stream<Line> lines) {
    return lines
        .filter(line -> line.bnf().startsWith(ProductReference.ANALGESICS))
        .filter(this::disagrees)
        .toList();
  }

  /** Whether the dose of a line is none of ours, though its ATC is. */
  public boolean disagrees(Line line) {
    Map<String, Set<BigDecimal>> ours =
        line.dddUnit().equals(UNIT_DOSE) ? unitDosesByAtc : dddMgByAtc;
    return dose(line)
        .filter(dose -> ours.containsKey(line.atc()))
        .filter(dose -> !ours.getOrDefault(line.atc(), Set.of()).contains(dose))
        .isPresent();
  }

  private static Optional<BigDecimal> dose(Line line) {
    if (line.ddd().isEmpty() || line.ddd().equals("n/a")) {
      return Optional.empty();
    }
    int power = POWER_OF_TEN_IN_MG.getOrDefault(line.dddUnit(), 0);
    return Optional.of(new BigDecimal(line.ddd()).scaleByPowerOfTen(power).stripTrailingZeros());
  }
}
