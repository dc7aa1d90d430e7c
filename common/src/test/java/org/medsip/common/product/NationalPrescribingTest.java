package org.medsip.common.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NationalPrescribingTest {
  @Test
  void explore() {
    Tally t = Tally.of(Prescribed.inPca2016());
    BigDecimal scale = new BigDecimal("1.2").divide(new BigDecimal("55270"), MathContext.DECIMAL64);
    System.out.println("items " + t.opioidItems().multiply(scale));
    for (OmeSet s : OmeSet.values()) {
      System.out.println(s + " " + t.ome(s).multiply(scale));
      System.out.println(
          "items without "
              + t.whereProduct(p -> p.omeMg(s).isEmpty()).opioidItems().multiply(scale));
    }
    for (DddVariant v : DddVariant.values()) System.out.println(v + " " + t.ddd(v).multiply(scale));
    Map<String, BigDecimal> u = t.unresolved();
    u.forEach((k, v) -> System.out.println(v + " " + k));
    System.out.println(
        "unresolved "
            + u.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)
            + " of "
            + t.opioidItems());
    assertThat(u).isNotNull();
  }
}
