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
  void theSecondRunOnALakeIsToldThatItIsBusy() {
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
  void theLockIsFreeWhenTheRunHasEnded() {
    String lake = folder.toString();
    LakeLock.take(lake).close();
    LakeLock.take(lake).close();
    assertThat(Path.of(lake, ".lock")).exists();
  }

  @Test
  void twoLakesDoNotWaitForEachOther() {
    try (LakeLock one = LakeLock.take(folder.resolve("one").toString());
        LakeLock other = LakeLock.take(folder.resolve("other").toString())) {
      assertThat(one).isNotSameAs(other);
    }
  }

  @Test
  void aLakeInAnObjectStoreIsGuardedByItsCommitsAlone() {
    try (LakeLock one = LakeLock.take("s3a://bucket/lake");
        LakeLock other = LakeLock.take("s3a://bucket/lake")) {
      assertThat(one).isNotSameAs(other);
    }
  }

  @Test
  void aPlaceThatCannotBeALakeIsRefusedWithAReason() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> LakeLock.take(file.toString()))
        .isInstanceOf(InputRefused.class)
        .hasMessageContaining(file.toString());
  }
}
