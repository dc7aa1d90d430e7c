package org.medsip.common.contract;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The hand-written files of {@code schemas/}, as they are packaged with the program. */
public final class Definitions {

  /**
   * The files of a folder, by name, in order.
   *
   * @param folder folder under {@code schemas/}, such as {@code measures}
   * @param ending how the names of the files end
   */
  public static SortedMap<String, String> texts(String folder, String ending) {
    URL url = Definitions.class.getClassLoader().getResource(folder);
    if (url == null) {
      throw new IllegalStateException("schemas/" + folder + " is not packaged with the program");
    }
    try {
      URI uri = url.toURI();
      return uri.getScheme().equals("jar")
          ? fromJar(uri, folder, ending)
          : read(Path.of(uri), ending);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rows of a hand-written table of {@code schemas/reference}, such as {@code ambitions.csv}.
   *
   * @throws IllegalStateException if it is not packaged with the program
   */
  public static List<NamedCsvRecord> table(String file) {
    try (InputStream in =
        Definitions.class.getClassLoader().getResourceAsStream("reference/" + file)) {
      if (in == null) {
        throw new IllegalStateException("Reference table " + file + " is not packaged");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(text)) {
        return rows.stream().toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Reference table " + file + " cannot be read", e);
    }
  }

  private static SortedMap<String, String> fromJar(URI uri, String folder, String ending)
      throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
      return read(jar.getPath(folder), ending);
    } catch (FileSystemAlreadyExistsException e) {
      return read(FileSystems.getFileSystem(uri).getPath(folder), ending);
    }
  }

  private static SortedMap<String, String> read(Path folder, String ending) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> wanted =
          files.filter(file -> file.getFileName().toString().endsWith(ending)).toList();
      for (Path file : wanted) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return texts;
  }

  private Definitions() {}
}
