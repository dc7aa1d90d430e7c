package org.medsip.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.medsip.common.contract.Table;
import org.medsip.common.run.Stage;
import org.medsip.common.table.BronzeTables;
import org.medsip.jobs.published.Publisher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "stages",
    description = "Lists every stage in the order of a run, with what it reads and writes.")
final class StagesCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(names = "--json", description = "Print one JSON array.")
  private boolean json;

  private record Step(String stage, String layer, List<String> reads, List<String> writes) {}

  @Override
  public Integer call() throws JsonProcessingException {
    List<Step> steps = steps();
    Console.print(json ? JSON.writeValueAsString(asJson(steps)) : asText(steps));
    return ExitCode.DONE.number();
  }

  private static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("landing", "landing", List.of(), List.of("source_file")));
    steps.add(
        new Step(
            "bronze",
            "bronze",
            List.of("source_file"),
            BronzeTables.all().stream().map(Table::name).toList()));
    for (Stage stage : Stages.all(Configuration.packaged())) {
      steps.add(
          new Step(
              stage.writes().name(),
              stage.writes().layer().label(),
              stage.reads().stream().map(Table::name).toList(),
              List.of(stage.writes().name())));
    }
    steps.add(
        new Step(
            "published",
            "published",
            Publisher.publishable().stream().map(Table::name).toList(),
            List.of("published")));
    return steps;
  }

  private static List<Map<String, Object>> asJson(List<Step> steps) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Step step : steps) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("stage", step.stage());
      one.put("layer", step.layer());
      one.put("reads", step.reads());
      one.put("writes", step.writes());
      all.add(one);
    }
    return all;
  }

  private static String asText(List<Step> steps) {
    TextTable table = new TextTable(List.of("layer", "stage", "reads"));
    steps.forEach(
        step -> table.add(List.of(step.layer(), step.stage(), String.join(", ", step.reads()))));
    return table.toString();
  }
}
