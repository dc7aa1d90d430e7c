package org.medsip.common.product;

/** A pharmaceutical form: how it is taken and what one unit of its QUANTITY is. */
record Form(String name, Route route, QuantityUnit quantityUnit) {

  boolean contradicts(Form other) {
    return route != other.route || isLiquid() != other.isLiquid();
  }

  boolean isLiquid() {
    return quantityUnit == QuantityUnit.ML;
  }

  /** Tablets, capsules and granules: the forms that may be modified-release. */
  boolean isSwallowedWhole() {
    return route == Route.ORAL && !isLiquid();
  }

  boolean isPatch() {
    return quantityUnit == QuantityUnit.PATCH;
  }

  boolean isSpray() {
    return quantityUnit == QuantityUnit.DOSE;
  }
}
