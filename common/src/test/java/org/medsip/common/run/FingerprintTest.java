package org.medsip.common.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void itIsTheSha256OfTheTextsEachWithItsEnd() {
    assertThat(Fingerprint.of("a"))
        .as("printf 'a\\377' | sha256sum")
        .isEqualTo("8dd06b5ab6b594257e41b7d8dd440a4062eddc67fdab5c13b4dc300176896f6e");
  }

  @Test
  void whereOneTextEndsAndTheNextBeginsMakesADifference() {
    assertThat(
            List.of(
                Fingerprint.of("ab", "c"),
                Fingerprint.of("a", "bc"),
                Fingerprint.of("abc"),
                Fingerprint.of("abc", ""),
                Fingerprint.of("c", "ab")))
        .doesNotHaveDuplicates();
  }

  @Test
  void nothingHasAFingerprintToo() {
    assertThat(Fingerprint.of())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }
}
