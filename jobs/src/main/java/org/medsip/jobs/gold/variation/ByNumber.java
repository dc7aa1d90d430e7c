package org.medsip.jobs.gold.variation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Things together that belong to the same organisation, told by its number. */
final class ByNumber {

  /**
   * Those of each organisation, in the order they come; none empty.
   *
   * @param number the number of the organisation of a thing; {@link Peer#NOBODY} leaves it out
   */
  static <T> List<List<T>> of(List<T> things, ToIntFunction<T> number) {
    List<List<T>> byNumber = new ArrayList<>();
    for (T one : things) {
      int of = number.applyAsInt(one);
      while (byNumber.size() <= of) {
        byNumber.add(new ArrayList<>());
      }
      if (of != Peer.NOBODY) {
        byNumber.get(of).add(one);
      }
    }
    byNumber.removeIf(List::isEmpty);
    return byNumber;
  }

  private ByNumber() {}
}
