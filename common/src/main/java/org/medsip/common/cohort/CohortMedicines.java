package org.medsip.common.cohort;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medsip.common.contract.Definitions;
import org.medsip.common.product.DddVariant;
import org.medsip.common.product.OmeSet;
import org.medsip.common.product.Product;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution;
import org.medsip.common.product.Resolution.Resolved;
import org.medsip.common.product.Resolution.Unresolved;
import org.medsip.common.product.Route;
import org.medsip.common.run.Fingerprint;

/**
 * What a presentation is to the cohorts. Which chemical substances are in scope stands in {@code
 * schemas/reference/cohort_scopes.csv}; the routes of the opioids are oral and transdermal.
 */
public final class CohortMedicines {

  /** The scope that makes members of cohorts. */
  private static final String OPIOIDS = "otd";

  private static final String TABLE = "cohort_scopes.csv";
  private static final Set<Route> ROUTES = Set.of(Route.ORAL, Route.TRANSDERMAL);
  private static final BigDecimal HOURS = BigDecimal.valueOf(24);
  private static final BigDecimal TWICE_A_DAY = new BigDecimal("0.5");
  private static final int SCALE = 10;

  /**
   * A presentation.
   *
   * @param scope {@code otd}, {@code gabapentinoid}, {@code benzodiazepine}, {@code z_drug}, {@code
   *     unresolved} for an opioid that cannot be resolved, or {@code none}
   * @param chemicalCode the chemical substance
   * @param omeMgPerUnit oral morphine equivalent of one unit, by factor set
   * @param daysPerUnit how long one unit lasts, where that is known
   */
  public record Medicine(
      String scope,
      String chemicalCode,
      Map<OmeSet, BigDecimal> omeMgPerUnit,
      Optional<BigDecimal> daysPerUnit) {}

  private final List<NamedCsvRecord> scopes = Definitions.table(TABLE);
  private final ProductReference reference = ProductReference.load();
  private final ProductResolver resolver = new ProductResolver(reference);

  /** Changes whenever anything does that this class reads. */
  public String fingerprint() {
    return Fingerprint.of(
        Definitions.texts("reference", TABLE).getOrDefault(TABLE, ""), reference.contentHash());
  }

  /** The chemical substances of the opioids in scope, whatever their route. */
  public List<String> opioids() {
    return scopes.stream()
        .filter(row -> row.getField("scope").equals(OPIOIDS))
        .map(row -> row.getField("bnf_prefix"))
        .toList();
  }

  /** The routes of the opioids in scope. */
  public static List<String> routes() {
    return ROUTES.stream().map(Route::id).sorted().toList();
  }

  /** What a presentation is, by its code and name. */
  public Medicine of(String bnfCode, String bnfName) {
    String chemical = bnfCode.substring(0, Math.min(bnfCode.length(), 9));
    String scope =
        scopes.stream()
            .filter(row -> bnfCode.startsWith(row.getField("bnf_prefix")))
            .map(row -> row.getField("scope"))
            .findFirst()
            .orElse("none");
    return scope.equals(OPIOIDS)
        ? opioid(chemical, resolver.resolve(bnfCode, bnfName))
        : new Medicine(scope, chemical, Map.of(), Optional.empty());
  }

  private static Medicine opioid(String chemical, Resolution resolution) {
    if (resolution instanceof Resolved resolved && ROUTES.contains(resolved.product().route())) {
      Product product = resolved.product();
      return new Medicine(OPIOIDS, chemical, product.omeMgPerUnit(), daysPerUnit(product));
    }
    String scope = resolution instanceof Unresolved ? "unresolved" : "none";
    return new Medicine(scope, chemical, Map.of(), Optional.empty());
  }

  /**
   * A patch lasts as long as it is worn, a modified-release presentation half a day or a whole one,
   * and anything else as its defined daily dose says.
   */
  private static Optional<BigDecimal> daysPerUnit(Product product) {
    if (product.wearHours().isPresent()) {
      return product.wearHours().map(hours -> hours.divide(HOURS, SCALE, RoundingMode.HALF_EVEN));
    }
    return switch (product.release()) {
      case MODIFIED -> Optional.of(TWICE_A_DAY);
      case MODIFIED_24_HOUR -> Optional.of(BigDecimal.ONE);
      case IMMEDIATE -> product.ddd(DddVariant.WITH_DERIVED);
    };
  }
}
