package org.medsip.jobs.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.medsip.jobs.simulate.Draw.Topic;

/**
 * What happens to practices during the simulation; nothing happens twice to one of them.
 *
 * @param moves people of a practice that closes, going to another
 * @param changes practices that change network
 */
record Events(List<Move> moves, List<PcnChange> changes) {

  /**
   * From a month on, a part of the people of a closed practice belongs to another.
   *
   * @param reason {@code merger} or {@code closure}
   */
  record Move(int from, int to, double share, int month, String reason) {}

  /** From a month on, a practice belongs to another network. */
  record PcnChange(int practice, int from, int to, int month) {}

  static Events of(List<Pcn> pcns, List<List<Integer>> members, int first, int months, long seed) {
    Planner planner = new Planner(pcns, members, seed);
    int practices = members.stream().mapToInt(List::size).sum();
    planner.merge(count(Figure.MERGERS, practices), first + Math.max(1, months / 3));
    planner.close(count(Figure.CLOSURES, practices), first + Math.max(1, months / 2));
    planner.change(count(Figure.PCN_CHANGES, practices), first + Math.max(1, months / 2));
    return new Events(List.copyOf(planner.moves), List.copyOf(planner.changes));
  }

  private static int count(Figure share, int practices) {
    return (int) Math.max(1, Math.round(share.value() * practices));
  }

  private static final class Planner {
    private final List<List<Integer>> members;
    private final List<Pcn> inTurn;
    private final List<Move> moves = new ArrayList<>();
    private final List<PcnChange> changes = new ArrayList<>();
    private final Set<Integer> touched = new HashSet<>();

    Planner(List<Pcn> pcns, List<List<Integer>> members, long seed) {
      this.members = members;
      this.inTurn =
          pcns.stream()
              .sorted(
                  Comparator.comparingDouble(
                      pcn -> Draw.of(seed, Topic.EVENT, pcn.index()).uniform()))
              .toList();
    }

    void merge(int count, int month) {
      int done = 0;
      for (Pcn pcn : inTurn) {
        List<Integer> free = free(pcn);
        if (done < count && free.size() >= 2) {
          moves.add(new Move(free.get(0), free.get(1), 1, month, "merger"));
          touched.addAll(free.subList(0, 2));
          done++;
        }
      }
    }

    void close(int count, int month) {
      int done = 0;
      for (Pcn pcn : inTurn) {
        List<Integer> free = free(pcn);
        if (done < count && free.size() >= 3) {
          List<Integer> others = free.subList(1, free.size());
          for (int to : others) {
            moves.add(new Move(free.get(0), to, 1.0 / others.size(), month, "closure"));
          }
          touched.addAll(free);
          done++;
        }
      }
    }

    void change(int count, int month) {
      int done = 0;
      for (Pcn pcn : inTurn) {
        List<Integer> free = free(pcn);
        Pcn other = neighbour(pcn);
        if (done < count && members.get(pcn.index()).size() >= 2 && !free.isEmpty()) {
          if (other.index() != pcn.index()) {
            changes.add(new PcnChange(free.get(0), pcn.index(), other.index(), month));
            touched.add(free.get(0));
            done++;
          }
        }
      }
    }

    private List<Integer> free(Pcn pcn) {
      return members.get(pcn.index()).stream().filter(p -> !touched.contains(p)).toList();
    }

    private Pcn neighbour(Pcn pcn) {
      return inTurn.stream()
          .filter(other -> other.sicbl() == pcn.sicbl() && other.index() != pcn.index())
          .min(Comparator.comparingInt(other -> Math.abs(other.index() - pcn.index())))
          .orElse(pcn);
    }
  }
}
