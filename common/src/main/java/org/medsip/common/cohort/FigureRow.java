package org.medsip.common.cohort;

import java.util.Optional;
import org.medsip.common.disclosure.Shown;

/**
 * One published figure.
 *
 * @param key which it is
 * @param shown what is shown of it; empty where the months to know it are not there
 */
public record FigureRow(Key key, Optional<Shown> shown) {

  /**
   * Which figure.
   *
   * @param figure what is counted; the kinds are those of {@code cohort_figure}
   * @param cohort the cohort, empty where it is none
   * @param category the category, empty where there is none
   * @param level the level of the organisation
   * @param org the organisation
   */
  public record Key(String figure, String cohort, String category, String level, String org) {}
}
