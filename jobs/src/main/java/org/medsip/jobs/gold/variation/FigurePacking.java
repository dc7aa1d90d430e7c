package org.medsip.jobs.gold.variation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;
import org.medsip.common.columnar.Numbered;
import org.medsip.jobs.gold.variation.FigureBlock.KeyOf;
import org.medsip.jobs.gold.variation.FigureBlock.Way;
import org.medsip.jobs.gold.variation.FigureColumns.KindNumbers;
import org.medsip.jobs.gold.variation.FigureColumns.WayNumbers;

/**
 * Gives each figure to the block of its key, and blocks when they are full. Figures are taken from
 * columns as Spark has read them: to make rows and objects of their texts cost more than all the
 * rest.
 */
final class FigurePacking<K> implements Iterator<FigureBlock> {

  private final Iterator<ColumnarBatch> batches;
  private final StructType types;
  private final WantedFigures wanted;
  private final KeyOf<K> keyOf;
  private final Numbered<Way> ways = new Numbered<>(way -> way);
  private final SitesByKind sites;
  private final Map<K, PackedFigures> packed = new LinkedHashMap<>();
  private final Deque<FigureBlock> ready = new ArrayDeque<>();

  /**
   * @param batches columns of {@link FigureColumns}
   * @param types their types
   */
  FigurePacking(
      Iterator<ColumnarBatch> batches, StructType types, WantedFigures wanted, KeyOf<K> keyOf) {
    this.batches = batches;
    this.types = types;
    this.wanted = wanted;
    this.keyOf = keyOf;
    this.sites = new SitesByKind(wanted);
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && batches.hasNext()) {
      add(new FigureColumns(batches.next(), types));
    }
    if (ready.isEmpty()) {
      packed.values().stream().filter(some -> !some.isEmpty()).forEach(this::take);
    }
    return !ready.isEmpty();
  }

  @Override
  public FigureBlock next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(PackedFigures full) {
    ready.add(full.taken(ways.inOrder(), sites.inOrder()));
  }

  /** Texts are looked at once for all figures of a batch that have them in common. */
  private void add(FigureColumns figures) {
    Numbered<WayNumbers> waysOfBatch = new Numbered<>(numbers -> numbers);
    Numbered<KindNumbers> kindsOfBatch = new Numbered<>(numbers -> numbers);
    List<Measured> measured = new ArrayList<>();
    List<SitesByKind.OfKind> ofKinds = new ArrayList<>();
    for (int row = 0; row < figures.size(); row++) {
      int way = waysOfBatch.numberOf(figures.wayNumbers(row));
      if (way == measured.size()) {
        measured.add(measured(figures, row));
      }
      int kind = kindsOfBatch.numberOf(figures.kindNumbers(row));
      if (kind == ofKinds.size()) {
        ofKinds.add(sites.ofKind(figures.level(row), figures.vintage(row)));
      }
      if (figures.hasValue(row)) {
        add(figures, row, measured.get(way), ofKinds.get(kind));
      }
    }
  }

  private void add(FigureColumns figures, int row, Measured measured, SitesByKind.OfKind ofKind) {
    PackedFigures into = measured.into();
    if (into != null && ofKind.areWanted()) {
      int site = ofKind.numberOf(figures.code(row));
      if (site != SitesByKind.UNWANTED) {
        into.add(measured.way(), site, figures, row);
        if (into.isFull()) {
          take(into);
        }
      }
    }
  }

  /**
   * How some figures of a batch are measured.
   *
   * @param way the number of the way
   * @param into where they are packed; null where they are not wanted
   */
  private record Measured(int way, @Nullable PackedFigures into) {}

  private Measured measured(FigureColumns figures, int row) {
    Way way = figures.way(row);
    K key = keyOf.of(way, figures.day(row));
    PackedFigures into =
        wanted.includes(way)
            ? packed.computeIfAbsent(key, next -> new PackedFigures(next, figures.numbers()))
            : null;
    return new Measured(ways.numberOf(way), into);
  }
}
