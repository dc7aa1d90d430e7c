package org.medsip.jobs.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output, for data alone, and standard error, for everything else. */
final class Console {

  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private static final PrintStream ERR = new PrintStream(System.err, true, StandardCharsets.UTF_8);

  static void print(String data) {
    OUT.print(data + "\n");
    OUT.flush();
  }

  static void say(String sentence) {
    ERR.println(sentence);
  }

  private Console() {}
}
