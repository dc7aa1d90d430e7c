package org.medsip.jobs.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.Progress;
import org.medsip.jobs.landing.Limits;

/**
 * The files in a zip that holds several. Their names are compared and never used as paths: what is
 * stored has a name that the sources allow.
 *
 * @param zip the whole zip
 */
record Members(Path zip) {

  /**
   * A file in the zip.
   *
   * @param stem its name without folder and ending
   */
  record Member(Path zip, String entry, String stem) {

    /**
     * Writes it to a part.
     *
     * @throws InputRefused if it is damaged or far larger than the zip
     */
    void unpack(Part part) {
      part.restart("");
      try (ZipFile file = new ZipFile(zip.toFile())) {
        ZipEntry packed = file.getEntry(entry);
        CheckedInputStream bytes = new CheckedInputStream(file.getInputStream(packed), new CRC32());
        copy(bytes, part, Limits.PUBLISHED.ratio() * Files.size(zip));
        if (bytes.getChecksum().getValue() != packed.getCrc()) {
          throw damaged(entry);
        }
      } catch (IOException e) {
        throw damaged(entry + " (" + e.getMessage() + ")");
      }
    }

    private void copy(InputStream bytes, Part part, long most) throws IOException {
      byte[] buffer = new byte[1 << 16];
      try (OutputStream out = part.append()) {
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
          out.write(buffer, 0, read);
          part.grew(read, Progress.SILENT);
          if (part.length() > most) {
            throw new InputRefused(
                ("The member %s of a fetched zip is not stored: it unpacks to more than %d times"
                        + " the size of the zip")
                    .formatted(entry, Limits.PUBLISHED.ratio()));
          }
        }
      }
    }
  }

  static boolean isZip(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 9;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The members that a file is planned to have: those of the first name that any has.
   *
   * @throws InputRefused if none has any of the names
   */
  List<Member> chosen(Planned planned) {
    List<Member> all = all();
    for (Pattern name : planned.members()) {
      List<Member> named =
          all.stream().filter(member -> name.matcher(member.stem() + ".csv").matches()).toList();
      if (!named.isEmpty()) {
        return named;
      }
    }
    throw new InputRefused(
        "%s of %s is not stored: the zip holds %s, and nothing that the sources name; look at %s"
            .formatted(
                planned.source(),
                planned.month(),
                all.stream().map(Member::stem).toList(),
                planned.offer().page()));
  }

  private List<Member> all() {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(entry -> entry.matches("([^/\\\\]+/)*[A-Za-z0-9._-]+\\.(csv|CSV)"))
          .map(entry -> new Member(zip, entry, stem(entry)))
          .toList();
    } catch (IOException e) {
      throw damaged("whose list of files cannot be read (" + e.getMessage() + ")");
    }
  }

  private static String stem(String entry) {
    String name = entry.substring(entry.lastIndexOf('/') + 1);
    return name.substring(0, name.length() - ".csv".length());
  }

  private static InputRefused damaged(String what) {
    return new InputRefused("A fetched zip is not stored: it is damaged, " + what);
  }
}
