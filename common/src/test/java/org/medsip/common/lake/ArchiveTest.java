package org.medsip.common.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveTest {

  private static final String SHA_256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private Path folder;

  @BeforeEach
  void takeAFolder(@TempDir Path empty) {
    folder = empty;
  }

  @ParameterizedTest
  @EnumSource(Archive.Mode.class)
  void aFileIsKnownByTheHashOfItsBytesAndCanBeReadAgain(Archive.Mode mode) throws IOException {
    ArchivedFile kept = keep(archive(mode), "abc");

    assertThat(kept.sha256()).isEqualTo(SHA_256_OF_ABC);
    assertThat(kept.bytes()).isEqualTo(3);
    try (InputStream bytes = kept.open()) {
      assertThat(bytes.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("abc");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"COPY", "LINK"})
  void aFileThatComesTwiceIsStoredOnceAndFoundByItsHash(Archive.Mode mode) throws IOException {
    Archive archive = archive(mode);

    ArchivedFile first = keep(archive, "abc");
    ArchivedFile second = keep(archive, "abc");

    assertThat(second).isEqualTo(first);
    assertThat(archive.find(SHA_256_OF_ABC)).contains(first);
    assertThat(filesInTheArchive()).hasSize(1);
  }

  @Test
  void aFileThatIsNotKeptLeavesNothingBehind() throws IOException {
    try (Archive.Incoming incoming = archive(Archive.Mode.COPY).receive(written("abc"))) {
      assertThat(incoming.read()).isEqualTo('a');
    }

    assertThat(filesInTheArchive()).isEmpty();
  }

  @Test
  void aLinkedFileIsTheSameFile() throws IOException {
    ArchivedFile kept = keep(archive(Archive.Mode.LINK), "abc");

    Path stored = Path.of(java.net.URI.create(kept.location()).getPath());
    assertThat(Files.isSameFile(stored, folder.resolve("file"))).isTrue();
  }

  private Archive archive(Archive.Mode mode) {
    return mode == Archive.Mode.NONE
        ? Archive.none()
        : Archive.of(new org.apache.hadoop.fs.Path(folder.resolve("lake").toUri()), mode);
  }

  private ArchivedFile keep(Archive archive, String text) throws IOException {
    try (Archive.Incoming incoming = archive.receive(written(text))) {
      return incoming.keep();
    }
  }

  private org.apache.hadoop.fs.Path written(String text) throws IOException {
    return new org.apache.hadoop.fs.Path(Files.writeString(folder.resolve("file"), text).toUri());
  }

  private List<Path> filesInTheArchive() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("lake"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
