package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;
import org.medsip.common.columnar.Numbered;
import org.medsip.jobs.gold.variation.FigureBlock.Site;

/** The wanted organisations met so far, numbered as they come. */
final class SitesByKind {

  /** In place of the number of an organisation that is not wanted. */
  static final int UNWANTED = -1;

  private final WantedFigures wanted;
  private final Map<Kind, OfKind> byKind = new HashMap<>();
  private final List<Site> sites = new ArrayList<>();

  SitesByKind(WantedFigures wanted) {
    this.wanted = wanted;
  }

  /** What some organisations have in common. */
  private record Kind(String level, String vintage) {}

  /** Those of a level and a vintage. */
  OfKind ofKind(String level, String vintage) {
    return byKind.computeIfAbsent(new Kind(level, vintage), OfKind::new);
  }

  /** The organisations by their numbers. */
  List<Site> inOrder() {
    return sites;
  }

  /** Those of one level and vintage, by their codes. */
  final class OfKind {

    private final Kind kind;
    private final boolean areWanted;
    private final Numbered<UTF8String> codes = new Numbered<>(UTF8String::copy);
    private int[] numbers = new int[1 << 4];
    private int known;

    private OfKind(Kind kind) {
      this.kind = kind;
      areWanted = wanted.includes(kind.level(), kind.vintage());
    }

    boolean areWanted() {
      return areWanted;
    }

    /** The number of an organisation; its code may lie in memory that is used again. */
    int numberOf(UTF8String code) {
      int at = codes.numberOf(code);
      if (at == known) {
        add(code.toString());
      }
      return numbers[at];
    }

    private void add(String code) {
      if (known == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * known);
      }
      boolean isWanted = wanted.includes(code);
      numbers[known++] = isWanted ? sites.size() : UNWANTED;
      if (isWanted) {
        sites.add(new Site(kind.level(), code, kind.vintage()));
      }
    }
  }
}
