package org.medsip.jobs.published.atlas;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.resolve.ResourceCodeResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.medsip.jobs.published.DuckDb;
import org.medsip.jobs.published.PublicationFiles;
import org.medsip.jobs.published.Resources;

/** Writes the atlas: each page from its data, by one template. */
public final class Atlas {

  private static final String FOLDER = "atlas/";
  private static final String TEMPLATES = "atlas";
  private static final String WEB_JARS = "META-INF/resources/webjars/";

  /** What pages load, and where it is packaged. */
  private static final Map<String, String> ASSETS =
      Map.of(
          "echarts.js", WEB_JARS + "echarts/5.5.0/echarts.common.min.js",
          "tabulator.js", WEB_JARS + "tabulator-tables/6.3.1/dist/js/tabulator.min.js",
          "tabulator.css", WEB_JARS + "tabulator-tables/6.3.1/dist/css/tabulator_simple.min.css",
          "atlas.js", "atlas/atlas.js",
          "atlas.css", "atlas/atlas.css");

  /** Who made the published tables. */
  public record Edition(String program, boolean synthetic) {}

  private Atlas() {}

  /**
   * Writes every page that the tables fill.
   *
   * @param duckDb has a view of every table the pages read
   * @param tables the tables that are there
   * @return how many pages there are
   */
  public static int write(
      DuckDb duckDb, Set<String> tables, Edition edition, PublicationFiles files) {
    AtlasData data = new AtlasReader(duckDb, tables).read();
    ASSETS.forEach((name, path) -> files.write(FOLDER + "assets/" + name, asset(path)));
    List<Supplier<Page>> pages =
        data.isEmpty() ? List.of(Atlas::emptyPage) : new AtlasPages(data).all().toList();
    Path classes = compiled();
    TemplateEngine engine = engine(classes);
    pages.parallelStream()
        .map(Supplier::get)
        .forEach(page -> files.write(FOLDER + page.path(), html(engine, page, edition)));
    remove(classes);
    return pages.size();
  }

  /** Source maps are not beside the assets, and asking for one would be a request. */
  private static byte[] asset(String path) {
    return Resources.text(path)
        .replaceAll("(?m)^//# sourceMappingURL=.*$|/\\*# sourceMappingURL=.*?\\*/", "")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String html(TemplateEngine engine, Page page, Edition edition) {
    StringOutput output = new StringOutput();
    engine.render("page.jte", Map.of("page", page, "edition", edition), output);
    return output.toString();
  }

  private static TemplateEngine engine(Path classes) {
    TemplateEngine engine =
        TemplateEngine.create(
            new ResourceCodeResolver(TEMPLATES, Atlas.class.getClassLoader()),
            classes,
            ContentType.Html,
            Atlas.class.getClassLoader());
    engine.setTrimControlStructures(true);
    engine.prepareForRendering("page.jte");
    return engine;
  }

  private static Path compiled() {
    try {
      return Files.createTempDirectory("medsip-templates");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try (var all = Files.walk(folder)) {
      for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page emptyPage() {
    return new Page(
        "index.html",
        "Opioids and deprivation in England",
        "Overview",
        "There is no measure with a value yet: the lake has no month with prescribing and list sizes.",
        List.of(),
        List.of(),
        List.of());
  }
}
