package org.medsip.common.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractFilesTest {

  private static final String FILE_CONTRACT = "schemas/contracts/bronze/tiny_file.odcs.yaml";
  private static final String OTHER_CONTRACT =
      "schemas/contracts/silver/tiny_prescribing.odcs.yaml";

  private static final Map<String, String> PAGES = Map.of("docs/page.md", "# A page\n");

  private final Path root;

  ContractFilesTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void finds_nothing_to_say_after_an_export() {
    ContractFiles.export(root, List.of(TinyTables.FILES, TinyTables.PRESCRIBING), PAGES);
    assertThat(ContractFiles.check(root, List.of(TinyTables.FILES, TinyTables.PRESCRIBING), PAGES))
        .isEmpty();
    assertThat(root.resolve("docs/data-dictionary.md")).isNotEmptyFile();
    assertThat(root.resolve(OTHER_CONTRACT)).isNotEmptyFile();
    assertThat(root.resolve("docs/page.md")).hasContent("# A page\n");
  }

  @Test
  void names_what_is_missing() {
    assertThat(ContractFiles.check(root, List.of(TinyTables.FILES), PAGES))
        .containsExactly(
            "docs/data-dictionary.md is missing: run ./medsip schemas export.",
            "docs/page.md is missing: run ./medsip schemas export.",
            FILE_CONTRACT + " is missing: run ./medsip schemas export.");
  }

  @Test
  void names_what_is_stale() throws IOException {
    ContractFiles.export(root, List.of(TinyTables.FILES), PAGES);
    Files.writeString(root.resolve(FILE_CONTRACT), "name: tiny_file\r\n");
    assertThat(ContractFiles.check(root, List.of(TinyTables.FILES), PAGES))
        .containsExactly(
            FILE_CONTRACT + " differs from the declarations: run ./medsip schemas export.");
  }

  @Test
  void names_and_then_removes_what_belongs_to_no_table() {
    ContractFiles.export(root, List.of(TinyTables.FILES, TinyTables.PRESCRIBING), PAGES);
    assertThat(ContractFiles.check(root, List.of(TinyTables.FILES), PAGES))
        .contains(OTHER_CONTRACT + " belongs to no table: remove it.");
    ContractFiles.export(root, List.of(TinyTables.FILES), PAGES);
    assertThat(root.resolve(OTHER_CONTRACT)).doesNotExist();
  }

  @Test
  void refuses_one_table_declared_twice() {
    assertThatThrownBy(
            () -> ContractFiles.export(root, List.of(TinyTables.FILES, TinyTables.FILES), PAGES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tiny_file is declared twice");
  }
}
