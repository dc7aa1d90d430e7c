package org.medsip.common.metric;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the people of one small area are shared among the areas of another edition that have ground
 * in common with it.
 */
public final class AreaWeights {

  /** Decimals of a weight; the weights of an area add up to 1 exactly. */
  public static final int SCALE = 15;

  /** How far given weights may be from adding up to 1, for they are published rounded. */
  public static final BigDecimal ROUNDING = new BigDecimal("0.001");

  private static final BigInteger PARTS = BigInteger.TEN.pow(SCALE);

  /** Where a weight comes from. */
  public enum Basis {
    /** The area lies wholly in one area of the other edition. */
    WHOLE,
    /** The lookup gives the weight. */
    GIVEN,
    /**
     * The lookup gives weights the other way; they are turned round as if the areas of 2011 had
     * equally many people.
     */
    GIVEN_TURNED_ROUND,
    /** The lookup gives none: the people are shared equally. */
    EQUAL_PARTS;

    /** Whether the weight is an assumption and not a published figure. */
    public boolean isAssumed() {
      return this == GIVEN_TURNED_ROUND || this == EQUAL_PARTS;
    }
  }

  /**
   * An area of the other edition that has ground in common.
   *
   * @param area its code
   * @param given the published part of the people of 2011, if there is one
   */
  public record Link(String area, @Nullable BigDecimal given) {}

  /** The part of the people that an area of the other edition gets. */
  public record Weight(String area, BigDecimal part, Basis basis) {}

  /** Shares the people of an area of 2011 among areas of 2021, by the given weights. */
  public static List<Weight> forward(List<Link> links) {
    return of(links, Basis.GIVEN);
  }

  /** Shares the people of an area of 2021 among areas of 2011. */
  public static List<Weight> backward(List<Link> links) {
    return of(links, Basis.GIVEN_TURNED_ROUND);
  }

  /**
   * Whether the weights given for an area of 2011 can be used: none is given, or all are, from 0 to
   * 1, and they add up to 1.
   */
  public static boolean addUp(List<Link> links) {
    List<BigDecimal> given = links.stream().map(Link::given).filter(Objects::nonNull).toList();
    BigDecimal sum = given.stream().reduce(ZERO, BigDecimal::add);
    return given.isEmpty()
        || (given.size() == links.size()
            && given.stream().allMatch(weight -> weight.signum() >= 0)
            && sum.subtract(ONE).abs().compareTo(ROUNDING) <= 0);
  }

  private static List<Weight> of(List<Link> links, Basis whereGiven) {
    List<Link> inOrder = links.stream().sorted(Comparator.comparing(Link::area)).toList();
    if (inOrder.size() == 1) {
      return List.of(new Weight(inOrder.get(0).area(), ONE.setScale(SCALE), Basis.WHOLE));
    }
    List<BigDecimal> given = inOrder.stream().map(link -> orZero(link.given())).toList();
    boolean known =
        inOrder.stream().allMatch(link -> link.given() != null)
            && given.stream().reduce(ZERO, BigDecimal::add).signum() > 0;
    List<BigDecimal> parts = inParts(known ? given : given.stream().map(any -> ONE).toList());
    Basis basis = known ? whereGiven : Basis.EQUAL_PARTS;
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      weights.add(new Weight(inOrder.get(i).area(), parts.get(i), basis));
    }
    return weights;
  }

  private static BigDecimal orZero(@Nullable BigDecimal given) {
    return given == null ? ZERO : given;
  }

  /** Parts of 1 in proportion; what rounding leaves goes to those that lost most by it. */
  private static List<BigDecimal> inParts(List<BigDecimal> sizes) {
    BigDecimal whole = sizes.stream().reduce(ZERO, BigDecimal::add);
    List<BigDecimal> exact =
        sizes.stream()
            .map(size -> size.divide(whole, 2 * SCALE, RoundingMode.DOWN))
            .map(part -> part.movePointRight(SCALE))
            .toList();
    List<BigInteger> rounded =
        new ArrayList<>(exact.stream().map(BigDecimal::toBigInteger).toList());
    BigInteger placed = rounded.stream().reduce(BigInteger.ZERO, BigInteger::add);
    int left = PARTS.subtract(placed).intValueExact();
    List<Integer> byLoss = new ArrayList<>();
    for (int i = 0; i < exact.size(); i++) {
      byLoss.add(i);
    }
    byLoss.sort(
        Comparator.comparing((Integer i) -> exact.get(i).remainder(ONE)).reversed());
    byLoss.subList(0, left).forEach(i -> rounded.set(i, rounded.get(i).add(BigInteger.ONE)));
    return rounded.stream().map(part -> new BigDecimal(part, SCALE)).toList();
  }

  private AreaWeights() {}
}
