package org.medsip.jobs.silver;

import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medsip.common.product.BnfRecodes;
import org.medsip.common.product.Citation;
import org.medsip.common.product.DddVariant;
import org.medsip.common.product.DmdSupplement;
import org.medsip.common.product.HighDoseThreshold;
import org.medsip.common.product.OmeSet;
import org.medsip.common.product.Product;
import org.medsip.common.product.ProductReference;
import org.medsip.common.product.ProductResolver;
import org.medsip.common.product.Resolution;
import org.medsip.common.product.Resolution.NotOpioid;
import org.medsip.common.product.Resolution.Resolved;
import org.medsip.common.product.Resolution.Unresolved;
import org.medsip.common.table.SilverTables;

/** Rows of {@code product_month} from the presentations of a month. */
final class ProductRows {

  /** The reference tables, loaded once in a process. */
  private static final class Loaded {
    static final ProductReference REFERENCE = ProductReference.load();
    static final ProductResolver RESOLVER = new ProductResolver(REFERENCE);
    static final DmdSupplement SUPPLEMENT = new DmdSupplement(REFERENCE);
  }

  static ProductReference reference() {
    return Loaded.REFERENCE;
  }

  static DmdSupplement supplement() {
    return Loaded.SUPPLEMENT;
  }

  /** Whether codes are of the BNF sections that are described. */
  static Column areDescribed(Column bnfCode) {
    return reference().chemicals().sections().stream()
        .map(bnfCode::startsWith)
        .reduce(Column::or)
        .orElseThrow();
  }

  /**
   * A row of month, code and name, with everything that is known of the presentation. It is resolved
   * by its own code; where that is not known any more, by what it is called today.
   */
  static Row resolved(Row presentation, BnfRecodes recodes) {
    String code = presentation.getAs("bnf_code");
    String name = presentation.getAs("bnf_name");
    LocalDate month = presentation.<Date>getAs("month").toLocalDate();
    String current = recodes.current(code, month);
    Map<String, Object> values = new HashMap<>();
    values.put("month", presentation.getAs("month"));
    values.put("bnf_code", code);
    values.put("current_bnf_code", current);
    values.put("recode_note", recodes.leftOpen(code, month).orElse(null));
    values.put("bnf_name", name);
    values.put("chemical_name", reference().chemicals().nameOf(current).orElse(null));
    Resolution resolution = Loaded.RESOLVER.resolve(code, name);
    if (resolution instanceof Unresolved && !current.equals(code)) {
      resolution = Loaded.RESOLVER.resolve(current, name);
    }
    if (resolution instanceof Resolved resolved) {
      values.put("resolution", "opioid");
      describe(resolved.product(), values);
    } else if (resolution instanceof Unresolved unresolved) {
      values.put("resolution", "unresolved");
      values.put("unresolved_reason", unresolved.reason());
    } else if (resolution instanceof NotOpioid) {
      values.put("resolution", "not_opioid");
    }
    return RowFactory.create(
        SilverTables.PRODUCT_MONTH.columnNames().stream().map(values::get).toArray());
  }

  private static void describe(Product product, Map<String, Object> values) {
    values.put("substance", product.substance());
    values.put("partner", product.partner().orElse(null));
    values.put("route", product.route().id());
    values.put("form", product.form());
    values.put("release", product.release().id());
    values.put("strength", product.strength());
    values.put("strength_unit", product.strengthUnit());
    values.put("quantity_unit", product.quantityUnit().id());
    values.put("nic_per_dose", product.nicPerDose().orElse(null));
    values.put("wear_hours", product.wearHours().orElse(null));
    values.put("opioid_mg_per_unit", product.opioidMgPerUnit());
    for (DddVariant variant : DddVariant.values()) {
      values.put("ddd_" + variant.id() + "_per_unit", product.ddd(variant).orElse(null));
    }
    for (OmeSet set : OmeSet.values()) {
      values.put("ome_" + set.id() + "_per_unit", product.omeMg(set).orElse(null));
    }
    values.put("long_acting", product.regularLongActing());
    for (HighDoseThreshold threshold : HighDoseThreshold.values()) {
      values.put("high_dose_" + threshold.id(), product.isHighDoseAt(threshold));
    }
    values.put(
        "citations",
        product.citations().stream().map(ProductRows::text).collect(Collectors.joining("; ")));
  }

  private static String text(Citation citation) {
    return citation.table() + " " + citation.row();
  }

  private ProductRows() {}
}
