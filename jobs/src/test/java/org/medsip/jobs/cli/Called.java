package org.medsip.jobs.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.medsip.common.SparkTest;

/**
 * What a call of the command line came to.
 *
 * @param exitCode the number it ended with
 * @param data what it printed
 * @param said what it told the user beside it
 */
record Called(int exitCode, String data, String said) {

  /** Calls medsip within this JVM, on the session of the tests. */
  static Called medsip(String... arguments) {
    SparkTest.spark();
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(data, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
      int exitCode = Main.execute(arguments);
      return new Called(
          exitCode, data.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
