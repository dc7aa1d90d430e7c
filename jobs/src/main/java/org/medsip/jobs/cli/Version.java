package org.medsip.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the program, as the build wrote it down. */
final class Version {

  static final String OF_THE_PROGRAM = read();

  private static String read() {
    try (InputStream in = Version.class.getResourceAsStream("/medsip.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Version() {}
}
