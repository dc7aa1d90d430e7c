package org.medsip.jobs.rawfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.ColumnBlock;
import org.medsip.jobs.landing.ColumnReader;
import org.medsip.jobs.landing.Glance;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.landing.Source;
import org.medsip.jobs.landing.Stretch;
import org.medsip.jobs.landing.Wanted;

/** What can be said of a file for sure, because all of it is read. */
final class WholeFile {

  private static final int ROWS = 1 << 12;

  /**
   * The file with its hash, its character set and the places where it can be cut.
   *
   * @throws InputRefused where it is not understood
   */
  static Source of(Source glanced) {
    String name = Glance.nameOf(glanced);
    Inspection found = Inspection.ofFile(glanced.file().location(), name);
    if (found instanceof Inspection.Understood understood) {
      return understood.source();
    }
    throw new InputRefused(
        found instanceof Inspection.Refused refused
            ? "%s cannot be read: %s".formatted(name, refused.reason())
            : name + " is not a file of prescribing");
  }

  static List<Stretch> stretches(Source source) {
    try {
      return ColumnReader.stretches(source);
    } catch (IOException e) {
      throw new UncheckedIOException("While reading " + Glance.nameOf(source), e);
    }
  }

  /** Why the first record that is refused is refused, if one is. */
  static Optional<String> refusal(Source source) throws IOException {
    Wanted nothing = new Wanted(Set.of(), Map.of());
    ColumnBlock block = new ColumnBlock(source.table(), nothing, ROWS);
    try {
      for (Stretch stretch : stretches(source)) {
        try (ColumnReader reader =
            ColumnReader.open(source, stretch, Refused.of(source), nothing)) {
          while (reader.read(block)) {}
        }
      }
      return Optional.empty();
    } catch (InputRefused refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }

  private WholeFile() {}
}
