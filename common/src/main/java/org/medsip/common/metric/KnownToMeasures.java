package org.medsip.common.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.ProductFacts.Kind;
import org.medsip.common.product.BnfChemicals;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution;
import org.medsip.common.product.Resolution.NotOpioid;
import org.medsip.common.product.Resolution.Resolved;

/**
 * What a definition can name: the substances of the BNF, every presentation the product reference
 * lists, and the sets of age and sex weights.
 *
 * @param chemicals the chemical substances by code
 * @param products every presentation that is listed, and one of each substance of which none is
 * @param weightSets the names of the sets of weights
 */
record KnownToMeasures(
    BnfChemicals chemicals, List<ProductFacts> products, Set<String> weightSets) {

  private static final String ANY_PRODUCT = "AAAAAA";

  static KnownToMeasures of(ProductReference reference, Set<String> weightSets) {
    ProductResolver resolver = new ProductResolver(reference);
    List<ProductFacts> products = new ArrayList<>();
    for (String code : reference.presentationCodes()) {
      if (resolver.resolve(code, "") instanceof Resolved resolved) {
        products.add(ProductFacts.of(resolved.product()));
      }
    }
    SortedSet<String> listed = new TreeSet<>();
    products.forEach(product -> listed.add(product.bnfCode().substring(0, 9)));
    reference.chemicals().names().keySet().stream()
        .filter(code -> !listed.contains(code))
        .map(code -> code + ANY_PRODUCT)
        .map(code -> ProductFacts.of(code, kind(resolver.resolve(code, ""))))
        .forEach(products::add);
    return new KnownToMeasures(reference.chemicals(), List.copyOf(products), weightSets);
  }

  private static Kind kind(Resolution resolution) {
    return resolution instanceof NotOpioid ? Kind.NOT_OPIOID : Kind.UNRESOLVED;
  }

  /** Every value that some listed presentation has of an attribute, in order. */
  SortedSet<String> values(Function<ProductFacts, @Nullable String> attribute) {
    SortedSet<String> values = new TreeSet<>();
    products.stream().map(attribute).flatMap(Stream::ofNullable).forEach(values::add);
    return values;
  }
}
