package org.medsip.common.product;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words by which names tell their form and release; the first in the list decides. */
record NameWords(List<Word<Form>> forms, List<Word<Release>> releases) {

  Optional<Form> formIn(String lowerCaseName) {
    return first(forms, lowerCaseName);
  }

  Optional<Release> releaseIn(String lowerCaseName) {
    return first(releases, lowerCaseName);
  }

  private static <T> Optional<T> first(List<Word<T>> words, String name) {
    return words.stream()
        .filter(word -> word.pattern().matcher(name).find())
        .map(Word::meaning)
        .findFirst();
  }

  /** A word, not part of a longer one; digits may touch it. */
  record Word<T>(Pattern pattern, T meaning) {

    static <T> Word<T> of(String text, T meaning) {
      return new Word<>(Pattern.compile("(?<![a-z])" + Pattern.quote(text) + "(?![a-z])"), meaning);
    }
  }
}
