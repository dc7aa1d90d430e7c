package org.medsip.jobs.published;

import java.nio.file.Path;

/** Publishes a lake in a process of its own, and dies when all is written and nothing shown. */
final class Killed {

  static final int EXIT = 137;

  public static void main(String[] arguments) {
    new PublishedLake(Path.of(arguments[0]))
        .publisher(
            sentence -> {
              if (sentence.equals("published: everything is written")) {
                Runtime.getRuntime().halt(EXIT);
              }
            })
        .publish();
  }

  private Killed() {}
}
