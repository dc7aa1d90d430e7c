package org.medsip.jobs.published.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A real Chromium, spoken to over its DevTools protocol by the web socket of the JDK: Selenium
 * needs another Guava than Spark's, and Playwright would bring 200 MB to every first build.
 */
final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  private Browser(Process process, URI address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Listener()).join();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Starts the Chromium of the machine; the test is skipped where there is none. */
  static Browser open(Path profile) throws IOException, InterruptedException {
    Optional<Path> chromium = chromium();
    Assumptions.assumeTrue(
        chromium.isPresent(),
        "There is no Chromium here: apt-get install chromium, and the pages are tested in it");
    Process process =
        new ProcessBuilder(
                chromium.get().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--window-size=1280,900",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    return new Browser(process, address(profile));
  }

  private static Optional<Path> chromium() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Chromium writes its port to a file of the profile; the page is then the first target. */
  private static URI address(Path profile) throws IOException, InterruptedException {
    Path port = profile.resolve("DevToolsActivePort");
    for (int tries = 0; tries < PATIENCE_SECONDS * 10; tries++) {
      if (Files.exists(port) && Files.readAllLines(port).size() == 2) {
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        try (var in = list.toURL().openStream()) {
          for (JsonNode target : JSON.readTree(in)) {
            if (target.path("type").asText().equals("page")) {
              return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("Chromium did not start");
  }

  /** Opens a page and waits until it is drawn. */
  void open(Path page, String fragment) {
    errors.clear();
    requests.clear();
    call("Page.navigate", Map.of("url", page.toUri() + fragment));
    await(
        "document.readyState === 'complete' && (document.documentElement.dataset.ready === 'yes'"
            + " || !document.querySelector('script[src$=\"atlas.js\"]'))");
  }

  /** Waits until an expression holds; a page that gives way to the next one has not held it. */
  void await(String expression) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      JsonNode answer = answer("Runtime.evaluate", evaluation(expression));
      if (answer.has("error") && !pageGaveWay(answer)) {
        throw new AssertionError(expression + ": " + answer.path("error"));
      }
      if (answer.at("/result/result/value").asBoolean(false)) {
        return;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(50);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("It never became true that " + expression + "; errors: " + errors);
  }

  /** The value of an expression, or of the promise it gives. */
  JsonNode value(String expression) {
    JsonNode answer = call("Runtime.evaluate", evaluation(expression));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(answer.path("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** What Chromium says of a question whose page went while it was asked. */
  private static boolean pageGaveWay(JsonNode answer) {
    String why = answer.at("/error/message").asText();
    return why.contains("navigated") || why.contains("context");
  }

  private static Map<String, Object> evaluation(String expression) {
    return Map.of("expression", expression, "returnByValue", true, "awaitPromise", true);
  }

  /** Follows a link; the page is asked to after it has answered, not while it answers. */
  void follow(String link) {
    value(
        "void setTimeout(() => document.querySelector(%s).click())"
            .formatted(JSON.valueToTree(link)));
  }

  /** Clicks in the middle of an element, as a person does. */
  void click(String selector) {
    JsonNode at =
        value(
            "(() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center'});"
                    .formatted(JSON.valueToTree(selector))
                + " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.get(0).asDouble(),
              "y",
              at.get(1).asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Presses at one place of the window and lets go at another. */
  void drag(double fromX, double fromY, double toX, double toY) {
    mouse("mouseMoved", fromX, fromY, 0);
    mouse("mousePressed", fromX, fromY, 1);
    mouse("mouseMoved", (fromX + toX) / 2, (fromY + toY) / 2, 1);
    mouse("mouseMoved", toX, toY, 1);
    mouse("mouseReleased", toX, toY, 0);
  }

  private void mouse(String type, double x, double y, int buttons) {
    call(
        "Input.dispatchMouseEvent",
        Map.of(
            "type", type, "x", x, "y", y, "button", "left", "buttons", buttons, "clickCount", 1));
  }

  void type(String text) {
    call("Input.insertText", Map.of("text", text));
  }

  void saveDownloadsTo(Path folder) {
    call(
        "Page.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  byte[] pdf() {
    return Base64.getDecoder()
        .decode(
            call(
                    "Page.printToPDF",
                    Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", true))
                .path("data")
                .asText());
  }

  /** A picture of the window. */
  byte[] picture() {
    return Base64.getDecoder()
        .decode(call("Page.captureScreenshot", Map.of()).path("data").asText());
  }

  /** Errors on the console and in scripts since the page was opened. */
  List<String> errors() {
    return List.copyOf(errors);
  }

  /** Addresses asked for since the page was opened that are no files of this machine. */
  List<String> requestsElsewhere() {
    return requests.stream()
        .filter(
            url -> !url.startsWith("file:") && !url.startsWith("data:") && !url.startsWith("blob:"))
        .toList();
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    JsonNode answer = answer(method, parameters);
    if (answer.has("error")) {
      throw new AssertionError(method + ": " + answer.path("error"));
    }
    return answer.path("result");
  }

  private JsonNode answer(String method, Map<String, Object> parameters) {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    socket.sendText(message.toString(), true).join();
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(method + " got no answer", e);
    }
  }

  private void hear(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt());
      if (answer != null) {
        answer.complete(message);
      }
      return;
    }
    JsonNode said = message.path("params");
    switch (message.path("method").asText()) {
      case "Network.requestWillBeSent" -> requests.add(said.path("request").path("url").asText());
      case "Runtime.exceptionThrown" -> errors.add(said.path("exceptionDetails").toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(said.path("type").asText())) {
          errors.add(said.path("args").toString());
        }
      }
      case "Log.entryAdded" -> errors.add(said.path("entry").path("text").asText());
      default -> {}
    }
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private final class Listener implements WebSocket.Listener {

    private final List<CharSequence> parts = new ArrayList<>();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.add(data.toString());
      if (last) {
        try {
          hear(JSON.readTree(String.join("", parts)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          parts.clear();
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
