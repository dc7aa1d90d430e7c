package org.medsip.common.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsip.common.run.Busy;
import org.medsip.common.run.InputRefused;

class LakeLockTest {

  @TempDir private Path folder;

  @Test
  void the_second_run_on_a_lake_is_told_that_it_is_busy() {
    String lake = folder.resolve("lake").toString();
    try (LakeLock first = LakeLock.take(lake)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> LakeLock.take(lake))
          .isInstanceOf(Busy.class)
          .hasMessageContaining(lake);
      assertThatThrownBy(() -> LakeLock.take("file://" + lake)).isInstanceOf(Busy.class);
    }
  }

  @Test
  void the_lock_is_free_when_the_run_has_ended() {
    String lake = folder.toString();
    LakeLock.take(lake).close();
    LakeLock.take(lake).close();
    assertThat(Path.of(lake, ".lock")).exists();
  }

  @Test
  void two_lakes_do_not_wait_for_each_other() {
    try (LakeLock one = LakeLock.take(folder.resolve("one").toString());
        LakeLock other = LakeLock.take(folder.resolve("other").toString())) {
      assertThat(one).isNotSameAs(other);
    }
  }

  @Test
  void a_lake_in_an_object_store_is_guarded_by_its_commits_alone() {
    try (LakeLock one = LakeLock.take("s3a://bucket/lake");
        LakeLock other = LakeLock.take("s3a://bucket/lake")) {
      assertThat(one).isNotSameAs(other);
    }
  }

  @Test
  void a_place_that_cannot_be_a_lake_is_refused_with_a_reason() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> LakeLock.take(file.toString()))
        .isInstanceOf(InputRefused.class)
        .hasMessageContaining(file.toString());
  }
}
