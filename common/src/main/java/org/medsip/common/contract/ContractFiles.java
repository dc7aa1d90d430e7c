package org.medsip.common.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files that are made from declarations and definitions and kept beside them: a contract for
 * each table under {@code schemas/contracts}, the data dictionary under {@code docs}, and pages
 * that others make.
 */
public final class ContractFiles {

  private static final String CONTRACTS = "schemas/contracts";
  private static final String DICTIONARY = "docs/data-dictionary.md";
  private static final String ENDING = ".odcs.yaml";

  private ContractFiles() {}

  /**
   * Writes the files, and removes contracts that belong to no table any more.
   *
   * @param root the folder that holds {@code schemas} and {@code docs}
   * @param pages further pages: path below the root to content
   * @throws UncheckedIOException if a file cannot be read, written or removed
   */
  public static void export(Path root, List<Table> tables, Map<String, String> pages) {
    SortedMap<String, String> wanted = wanted(tables, pages);
    try {
      for (String leftOver : leftOver(root, wanted.keySet())) {
        Files.delete(root.resolve(leftOver));
      }
      for (Map.Entry<String, String> file : wanted.entrySet()) {
        Path path = root.resolve(file.getKey());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, file.getValue(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What differs between the files and the declarations, a sentence for each file, in order of
   * path; empty where they agree.
   *
   * @param root the folder that holds {@code schemas} and {@code docs}
   * @param pages further pages: path below the root to content
   * @throws UncheckedIOException if a file cannot be read
   */
  public static List<String> check(Path root, List<Table> tables, Map<String, String> pages) {
    SortedMap<String, String> wanted = wanted(tables, pages);
    try {
      Set<String> leftOver = leftOver(root, wanted.keySet());
      Set<String> all = new TreeSet<>(wanted.keySet());
      all.addAll(leftOver);
      List<String> differences = new ArrayList<>();
      for (String file : all) {
        if (leftOver.contains(file)) {
          differences.add(file + " belongs to no table: remove it.");
        } else {
          differences.addAll(difference(root, file, wanted.getOrDefault(file, "")));
        }
      }
      return differences;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> difference(Path root, String file, String wanted) throws IOException {
    Path path = root.resolve(file);
    if (!Files.exists(path)) {
      return List.of(file + " is missing: run ./medsip schemas export.");
    }
    if (!wanted.equals(Files.readString(path, StandardCharsets.UTF_8))) {
      return List.of(file + " differs from the declarations: run ./medsip schemas export.");
    }
    return List.of();
  }

  private static SortedMap<String, String> wanted(List<Table> tables, Map<String, String> pages) {
    SortedMap<String, String> files = new TreeMap<>(pages);
    for (Table table : tables) {
      String file = CONTRACTS + "/" + table.layer().label() + "/" + table.name() + ENDING;
      if (files.put(file, OdcsContract.of(table)) != null) {
        throw new IllegalArgumentException("Table " + table.name() + " is declared twice");
      }
    }
    files.put(DICTIONARY, DataDictionary.of(tables));
    return files;
  }

  private static Set<String> leftOver(Path root, Set<String> wanted) throws IOException {
    Path contracts = root.resolve(CONTRACTS);
    if (!Files.isDirectory(contracts)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.walk(contracts)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(ENDING) && !wanted.contains(file))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
