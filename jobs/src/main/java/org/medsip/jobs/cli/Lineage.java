package org.medsip.jobs.cli;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.medsip.common.contract.Table;
import org.medsip.common.lake.BuiltFrom;
import org.medsip.common.lake.Lake;
import org.medsip.common.run.Available;
import org.medsip.common.run.Part;
import org.medsip.common.run.Stage;

/** Which partitions of which tables a partition was built from, back to what the files say. */
final class Lineage {

  private final Lake lake;
  private final Map<String, Stage> stages;
  private final Map<String, BuiltFrom> builtFrom = new HashMap<>();

  Lineage(Lake lake, List<Stage> stages) {
    this.lake = lake;
    this.stages = stages.stream().collect(Collectors.toMap(s -> s.writes().name(), s -> s));
  }

  /** The stage that makes a table; none for what a run records, or reads from files. */
  Optional<Stage> stage(Table table) {
    return Optional.ofNullable(stages.get(table.name()));
  }

  /** The parts a partition is built from, directly. */
  Collection<Part> directly(Part part) {
    return stage(part.table())
        .map(stage -> stage.plan(available(stage)).getOrDefault(part.partition(), List.of()))
        .orElse(List.of());
  }

  /** These parts and all that they are built from. */
  Set<Part> behind(Collection<Part> parts) {
    Set<Part> all = new LinkedHashSet<>(parts);
    Deque<Part> open = new ArrayDeque<>(parts);
    while (!open.isEmpty()) {
      for (Part part : directly(open.remove())) {
        if (all.add(part)) {
          open.add(part);
        }
      }
    }
    return all;
  }

  private Available available(Stage stage) {
    return new Available(
        stage.reads().stream()
            .collect(Collectors.toMap(table -> table, table -> built(table).partitions())));
  }

  private BuiltFrom built(Table table) {
    return builtFrom.computeIfAbsent(table.name(), name -> lake.builtFrom(table));
  }
}
