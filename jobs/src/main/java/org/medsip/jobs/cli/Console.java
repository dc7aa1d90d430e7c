package org.medsip.jobs.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Standard output, for data alone, and standard error, for everything else. */
final class Console {

  static void print(String data) {
    PrintStream out = inUtf8(System.out);
    out.print(data + "\n");
    out.flush();
  }

  static void say(String sentence) {
    inUtf8(System.err).println(sentence);
  }

  private static PrintStream inUtf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private Console() {}
}
