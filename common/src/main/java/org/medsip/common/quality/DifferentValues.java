package org.medsip.common.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;

/** Every different value of a column, or none where there are too many to keep. */
abstract class DifferentValues<T> extends ColumnWitnesses {

  private static final long serialVersionUID = 1L;

  /** More than there are practices, small areas or presentations. */
  static final int MOST = 1 << 16;

  private final Set<T> values = new HashSet<>();
  private boolean areTooMany;

  DifferentValues(DataType type) {
    super(type);
  }

  final boolean isKnown(T value) {
    return values.contains(value);
  }

  final void add(T value) {
    if (!areTooMany) {
      values.add(value);
      forgetTooMany(values.size() > MOST);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // those of the same column are of the same kind
  final void addPresent(ColumnWitnesses more) {
    DifferentValues<T> others = (DifferentValues<T>) more;
    forgetTooMany(others.areTooMany);
    others.values.forEach(this::add);
  }

  private void forgetTooMany(boolean areNow) {
    if (areNow) {
      areTooMany = true;
      values.clear();
    }
  }

  @Override
  final boolean areKnown() {
    return !areTooMany;
  }

  @Override
  List<?> present() {
    return List.copyOf(values);
  }
}
