package org.medsip.common.product;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.medsip.common.SharedData;
import org.medsip.common.product.Resolution.NotOpioid;
import org.medsip.common.product.Resolution.Resolved;
import org.medsip.common.product.Resolution.Unresolved;

/** Prescribing joined to its products, added up exactly. */
record Tally(List<Line> lines) {

  private static final ProductResolver RESOLVER = new ProductResolver(ProductReference.load());

  private static final Map<String, Tally> READ_ONCE = new ConcurrentHashMap<>();

  record Line(Prescribed row, Resolution resolution) {

    Optional<Product> product() {
      return resolution instanceof Resolved resolved
          ? Optional.of(resolved.product())
          : Optional.empty();
    }

    BigDecimal units() {
      return product().orElseThrow().units(row.totalQuantity(), row.nic());
    }
  }

  /** Ten months of England in 2016; a test that asks is skipped when they are absent. */
  static Tally ofEngland2016() {
    SharedData.file(Prescribed.PCA_2016);
    return READ_ONCE.computeIfAbsent(Prescribed.PCA_2016, file -> Tally.of(Prescribed.inPca2016()));
  }

  static Tally of(Collection<Prescribed> rows) {
    Map<List<String>, Resolution> known = new LinkedHashMap<>();
    return new Tally(
        rows.stream()
            .map(
                row ->
                    new Line(
                        row,
                        known.computeIfAbsent(
                            List.of(row.bnfCode(), row.name()),
                            key -> RESOLVER.resolve(row.bnfCode(), row.name()))))
            .toList());
  }

  Tally where(Predicate<Line> condition) {
    return new Tally(lines.stream().filter(condition).toList());
  }

  Tally whereProduct(Predicate<Product> condition) {
    return where(line -> line.product().filter(condition).isPresent());
  }

  BigDecimal opioidItems() {
    return items(line -> !(line.resolution() instanceof NotOpioid));
  }

  BigDecimal items(Predicate<Line> condition) {
    return sum(line -> condition.test(line) ? line.row().items() : BigDecimal.ZERO);
  }

  BigDecimal ome(OmeSet set) {
    return perUnit(product -> product.omeMg(set));
  }

  BigDecimal ddd(DddVariant variant) {
    return perUnit(product -> product.ddd(variant));
  }

  BigDecimal perUnit(Function<Product, Optional<BigDecimal>> value) {
    return sum(
        line ->
            line.product()
                .flatMap(value)
                .map(one -> one.multiply(line.units()))
                .orElse(BigDecimal.ZERO));
  }

  BigDecimal sum(Function<Line, BigDecimal> value) {
    return lines.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What is not resolved, with its reason and items. */
  Map<String, BigDecimal> unresolved() {
    return lines.stream()
        .filter(line -> line.resolution() instanceof Unresolved)
        .collect(
            Collectors.groupingBy(
                line ->
                    "%s %s: %s"
                        .formatted(
                            line.row().bnfCode(),
                            line.row().name().strip(),
                            ((Unresolved) line.resolution()).reason()),
                TreeMap::new,
                Collectors.reducing(BigDecimal.ZERO, line -> line.row().items(), BigDecimal::add)));
  }
}
