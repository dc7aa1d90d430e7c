package org.medsip.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.medsip.common.metric.Measure;
import org.medsip.common.metric.Measure.Quantity;
import org.medsip.common.metric.Measure.Variant;
import org.medsip.common.metric.MeasureCatalogue;
import org.medsip.common.metric.MeasureVariant;
import org.medsip.common.metric.Selection;
import org.medsip.jobs.published.Sql;

/**
 * Every variant of every measure of a catalogue as statements for DuckDB: what would be written by
 * somebody who has the tables of silver and no medsip. What a measure selects is made from its
 * definition; what is the same for all measures stands in {@code bench/*.sql}.
 *
 * @param catalogue the measures
 */
record MeasureSql(MeasureCatalogue catalogue) {

  /**
   * Makes the temporary table {@code practice_month_measure} from tables or views {@code
   * prescribing} and {@code product_month}.
   */
  String practiceMonthMeasure() {
    List<String> rows = new ArrayList<>();
    List<String> effects = new ArrayList<>();
    List<MeasureVariant> variants = catalogue.variants();
    for (int place = 0; place < variants.size(); place++) {
      rows.add(row(place, variants.get(place)));
      effects.add(effect(place, variants.get(place)));
    }
    return text("practice_month_measure")
        .replace("{variants}", String.join(",\n", rows))
        .replace("{effects}", String.join("\nunion all\n", effects));
  }

  /**
   * Makes the temporary table {@code measure_org_period} from what the statement before left, and
   * tables or views {@code practice_month}, {@code practice_vintage} and {@code
   * weighted_registrants}.
   */
  String measureOrgPeriod() {
    return text("measure_org_period");
  }

  private static String row(int place, MeasureVariant of) {
    Measure measure = of.measure();
    return "  (%d, %s, %s, %s, %s, %s::double, %s, %s, %s, %s)"
        .formatted(
            place,
            Sql.text(measure.id()),
            Sql.text(of.id()),
            Sql.text(measure.numerator().quantity().name().toLowerCase(Locale.ROOT)),
            Sql.text(measure.denominator().kind().name()),
            measure.scale().toPlainString(),
            Sql.text(measure.interval().name()),
            textOrNull(measure.denominator().weights()),
            textOrNull(measure.standardisedBy()),
            measure.priority());
  }

  private static String textOrNull(@Nullable String value) {
    return value == null ? "null::varchar" : Sql.text(value);
  }

  /**
   * What a variant does with each presentation of a month, of those with which it does anything.
   */
  private static String effect(int place, MeasureVariant of) {
    Measure measure = of.measure();
    Variant variant = of.variant();
    Selection replaced = variant.selection();
    List<String> selected = new ArrayList<>();
    selected.add(where(replaced == null ? measure.numerator().selection() : replaced, variant));
    if (variant.where() != null) {
      selected.add(where(variant.where(), variant));
    }
    List<String> compared = new ArrayList<>();
    Selection denominator = measure.denominator().selection();
    compared.add(denominator == null ? "false" : where(denominator, variant));
    for (Measure.Exclusion exclusion : measure.exclusions()) {
      String isKept = "not coalesce(%s, false)".formatted(where(exclusion.selection(), variant));
      selected.add(isKept);
      compared.add(isKept);
    }
    return """
        select month, bnf_code, %d as place, nic_per_dose, %s::decimal(19, 10) as each,
          coalesce(%s, false) as selected,
          coalesce(%s, false) as compared
        from product where (%s) or (%s)"""
        .formatted(
            place,
            each(measure.numerator().quantity(), variant),
            all(selected),
            all(compared),
            all(selected),
            all(compared));
  }

  private static String each(Quantity quantity, Variant variant) {
    return switch (quantity) {
      case DDD -> "ddd_" + Objects.requireNonNull(variant.ddd()).id() + "_per_unit";
      case OME -> "ome_" + Objects.requireNonNull(variant.ome()).id() + "_per_unit";
      case ITEMS, QUANTITY, NIC, ACTUAL_COST -> "1";
    };
  }

  private static String where(Selection selection, Variant variant) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    if (selection.opioid()) {
      conditions.add("resolution <> 'not_opioid'");
    }
    if (!selection.bnf().isEmpty()) {
      conditions.add(begins(selection.bnf().keySet()));
    }
    if (!selection.notBnf().isEmpty()) {
      conditions.add("not " + begins(selection.notBnf().keySet()));
    }
    addOneOf(conditions, "substance", selection.substance());
    addOneOf(conditions, "partner", selection.partner());
    if (selection.compound() != null) {
      conditions.add("resolution = 'opioid'");
      conditions.add("(partner is not null) = " + selection.compound());
    }
    addOneOf(conditions, "route", selection.route());
    addOneOf(conditions, "form", selection.form());
    addOneOf(conditions, "release", selection.release());
    if (selection.strength() != null) {
      addStrength(conditions, selection.strength());
    }
    if (selection.longActing()) {
      conditions.add("long_acting");
    }
    if (selection.highDose()) {
      Integer threshold = variant.threshold();
      conditions.add(threshold == null ? "false" : "high_dose_" + threshold);
    }
    if (selection.dailyDose() != null) {
      conditions.add(ofADay(selection.dailyDose()));
    }
    if (!selection.anyOf().isEmpty()) {
      conditions.add(
          selection.anyOf().stream()
              .map(one -> where(one, variant))
              .collect(Collectors.joining(" or ", "(", ")")));
    }
    return all(conditions);
  }

  private static String begins(Collection<String> prefixes) {
    return prefixes.stream()
        .map(prefix -> "starts_with(current_bnf_code, " + Sql.text(prefix) + ")")
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  private static void addOneOf(List<String> conditions, String column, List<String> wanted) {
    if (!wanted.isEmpty()) {
      conditions.add(
          wanted.stream().map(Sql::text).collect(Collectors.joining(", ", column + " in (", ")")));
    }
  }

  private static void addStrength(List<String> conditions, Selection.Strength strength) {
    conditions.add("strength_unit = " + Sql.text(strength.unit()));
    BigDecimal atLeast = strength.atLeast();
    BigDecimal atMost = strength.atMost();
    if (atLeast != null) {
      conditions.add("strength >= " + atLeast.toPlainString());
    }
    if (atMost != null) {
      conditions.add("strength <= " + atMost.toPlainString());
    }
  }

  private static String ofADay(Selection.DailyDose dose) {
    return """
        case
          when wear_hours is not null then %1$s * 24 >= %2$s * wear_hours
          when release = 'modified' then %1$s * 2 >= %2$s
          when release = 'modified_24_hour' then %1$s >= %2$s
        end"""
        .formatted("ome_" + dose.ome().id() + "_per_unit", dose.atLeast().toPlainString());
  }

  private static String all(List<String> conditions) {
    return conditions.stream().collect(Collectors.joining(" and ", "(", ")"));
  }

  private static String text(String name) {
    String resource = "/bench/" + name + ".sql";
    try (InputStream in = Objects.requireNonNull(MeasureSql.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
