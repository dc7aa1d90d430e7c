package org.medsip.jobs.fetch;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.Progress;
import org.medsip.jobs.fetch.Planned.Lasts;
import org.medsip.jobs.landing.Fetched;

/**
 * Asks publishers: politely, again where a failure may pass, and only the hosts of a source. It
 * follows redirects by hand, so that each address is looked at before it is asked.
 */
public final class Web {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_BYTES_OF_A_PAGE = 16 << 20;
  private static final int BUFFER = 1 << 16;
  private static final int NO_SUCH_RANGE = 416;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> MAY_PASS =
      Set.of(408, NO_SUCH_RANGE, 425, 429, 500, 502, 503, 504);
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+)");

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(LONGEST_CONNECT)
          .build();
  private final Patience patience;
  private final Progress progress;
  private final RateLimiter<Object> pace;

  public Web(Patience patience, Progress progress) {
    this.patience = patience;
    this.progress = progress;
    this.pace = RateLimiter.smoothBuilder(patience.pause()).build();
  }

  /**
   * What came of asking for a file.
   *
   * @param ending the ending of its name
   * @param etag by which its server tells its versions apart; may be empty
   * @param lastModified when its server says it changed; may be empty
   */
  record Received(String ending, String etag, String lastModified) {}

  /**
   * The text at an address.
   *
   * @throws Unreachable if it cannot be had
   * @throws InputRefused if the address, or one it leads to, is not of the offer
   */
  String text(URI address, Offer offer) {
    return persistently(() -> textOnce(address, offer));
  }

  /**
   * Gets a file, going on where an earlier attempt was cut off.
   *
   * @param before what is known of the file as it was fetched before
   * @return empty where the file is as it was
   * @throws Unreachable if it cannot be had
   * @throws InputRefused if it is too large, or leads to another host
   */
  Optional<Received> file(Planned planned, Optional<Fetched> before, Part part) {
    return persistently(() -> fileOnce(planned, before, part));
  }

  /** A text as an address. */
  static URI address(String text) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      throw new Unreachable("A publisher gives '" + text + "' as a link, which is none", e);
    }
  }

  private <T> T persistently(CheckedSupplier<T> request) {
    RetryPolicy<T> again =
        RetryPolicy.<T>builder()
            .handle(Passing.class)
            .withMaxAttempts(patience.attempts())
            .withBackoff(patience.firstWait(), patience.longestWait())
            .withDelayFnOn(context -> wait(context.<Passing>getLastException()), Passing.class)
            .onRetryScheduled(
                event ->
                    progress.say(
                        "%s; asking again in %d s"
                            .formatted(
                                event.getLastException().getMessage(),
                                event.getDelay().toSeconds())))
            .build();
    try {
      return Failsafe.with(again).get(request);
    } catch (Passing e) {
      throw new Unreachable(
          "%s, in each of %d attempts; try again later"
              .formatted(e.getMessage(), patience.attempts()),
          e);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new Unreachable("The request was broken off: " + e.getCause(), e);
    }
  }

  /** A negative wait is that of the policy itself. */
  private static Duration wait(Passing failure) {
    return failure.waitAsked().isZero() ? Duration.ofNanos(-1) : failure.waitAsked();
  }

  private String textOnce(URI address, Offer offer) throws InterruptedException {
    HttpResponse<InputStream> response = ask(address, offer, Map.of());
    try (InputStream body = new Watched(response.body(), patience.stall())) {
      if (response.statusCode() != 200) {
        throw failed(address, offer, response, Lasts.FOR_EVER);
      }
      byte[] text = body.readNBytes(MOST_BYTES_OF_A_PAGE + 1);
      if (text.length > MOST_BYTES_OF_A_PAGE) {
        throw new InputRefused(
            "%s is not read: it is longer than 16 MiB".formatted(Hosts.shown(address)));
      }
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Passing(Hosts.shown(address) + " was cut off", e);
    }
  }

  private Optional<Received> fileOnce(Planned planned, Optional<Fetched> before, Part part)
      throws InterruptedException {
    Offer offer = planned.offer();
    URI address =
        planned.link().lasts() == Lasts.FOR_EVER
            ? planned.link().address()
            : CkanPackage.link(textOnce(planned.link().address(), offer));
    HttpResponse<InputStream> response = ask(address, offer, conditions(before, part));
    try (InputStream body = new Watched(response.body(), patience.stall())) {
      if (response.statusCode() == 304) {
        return Optional.empty();
      }
      long whole = begin(address, planned, response, part);
      copy(address, offer, body, part);
      check(address, whole, part);
      return Optional.of(
          new Received(
              ending(address), header(response, "ETag"), header(response, "Last-Modified")));
    } catch (IOException e) {
      throw new Passing(
          "%s was cut off after %d bytes (%s)"
              .formatted(Hosts.shown(address), part.length(), e.getMessage()),
          e);
    }
  }

  private static Map<String, String> conditions(Optional<Fetched> before, Part part) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (part.length() > 0 && !part.version().isEmpty()) {
      headers.put("Range", "bytes=" + part.length() + "-");
      headers.put("If-Range", part.version());
      return headers;
    }
    before
        .map(Fetched::etag)
        .filter(etag -> !etag.isEmpty())
        .ifPresent(etag -> headers.put("If-None-Match", etag));
    before
        .map(Fetched::lastModified)
        .filter(date -> !date.isEmpty())
        .ifPresent(date -> headers.put("If-Modified-Since", date));
    return headers;
  }

  /**
   * Makes the part ready for what comes.
   *
   * @return the length of the whole file; negative where the server does not say it
   */
  private long begin(URI address, Planned planned, HttpResponse<InputStream> response, Part part) {
    long whole = response.headers().firstValueAsLong("Content-Length").orElse(-1);
    if (response.statusCode() == 206) {
      Matcher range = RANGE.matcher(header(response, "Content-Range"));
      if (!range.matches() || Long.parseLong(range.group(1)) != part.length()) {
        part.delete();
        throw new Passing(Hosts.shown(address) + " was continued at another byte", Duration.ZERO);
      }
      whole = Long.parseLong(range.group(2));
    } else if (response.statusCode() == 200) {
      part.restart(version(response));
    } else {
      if (response.statusCode() == NO_SUCH_RANGE) {
        part.delete();
      }
      throw failed(address, planned.offer(), response, planned.link().lasts());
    }
    requireSize(address, planned.offer(), whole, part);
    return whole;
  }

  private void copy(URI address, Offer offer, InputStream body, Part part) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = part.append()) {
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        out.write(buffer, 0, read);
        part.grew(read, progress);
        requireSize(address, offer, part.length(), part);
      }
    }
  }

  private static void requireSize(URI address, Offer offer, long bytes, Part part) {
    if (bytes > offer.mostBytes()) {
      part.delete();
      throw new InputRefused(
          ("%s is not fetched: it is larger than the %d MB that the sources allow %s; raise"
                  + " most_megabytes if it is right")
              .formatted(Hosts.shown(address), offer.mostMegabytes(), offer.id()));
    }
  }

  private static void check(URI address, long whole, Part part) throws IOException {
    if (whole >= 0 && part.length() != whole) {
      long came = part.length();
      part.delete();
      throw new Passing(
          "%s gave %d of %d bytes".formatted(Hosts.shown(address), came, whole), Duration.ZERO);
    }
    if (part.length() == 0 || part.isPage()) {
      String what = part.length() == 0 ? "nothing" : "a web page";
      part.delete();
      throw new Passing(
          "%s gave %s in place of a file".formatted(Hosts.shown(address), what), Duration.ZERO);
    }
  }

  private HttpResponse<InputStream> ask(URI address, Offer offer, Map<String, String> headers)
      throws InterruptedException {
    Hosts hosts = new Hosts(offer.hosts());
    Set<URI> asked = new HashSet<>();
    URI at = hosts.require(address);
    try {
      while (asked.add(at) && asked.size() <= MOST_REDIRECTS) {
        pace.acquirePermit();
        HttpResponse<InputStream> response =
            client.send(request(at, headers), BodyHandlers.ofInputStream());
        if (!REDIRECTS.contains(response.statusCode())) {
          return response;
        }
        response.body().close();
        at = hosts.require(at.resolve(address(header(response, "Location"))));
      }
    } catch (IOException e) {
      throw new Passing("%s cannot be reached (%s)".formatted(Hosts.shown(at), reason(e)), e);
    }
    throw new Unreachable(
        "%s leads from one address to the next without an end; look at %s"
            .formatted(Hosts.shown(address), offer.page()));
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private HttpRequest request(URI address, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience.stall())
            .header("User-Agent", "medsip (open NHS data to tables)");
    headers.forEach(request::header);
    return request.GET().build();
  }

  /** A link that has expired may pass too: the next attempt asks for a new one. */
  private RuntimeException failed(
      URI address, Offer offer, HttpResponse<InputStream> response, Lasts lasts) {
    int status = response.statusCode();
    String what = "%s answers with status %d".formatted(Hosts.shown(address), status);
    Duration wait = waitAsked(response);
    if (wait.compareTo(patience.longestWait()) > 0) {
      return new Unreachable(
          "%s and asks to be left alone for %d s; try again then"
              .formatted(what, wait.toSeconds()));
    }
    boolean expired = lasts == Lasts.FOR_AN_HOUR && status >= 400;
    if (expired || MAY_PASS.contains(status)) {
      return new Passing(what, wait);
    }
    return new Unreachable(
        "%s; look at %s whether it has moved, and mend the sources".formatted(what, offer.page()));
  }

  /** What {@code Retry-After} says: seconds, or a time on the clock of the server. */
  private static Duration waitAsked(HttpResponse<?> response) {
    String asked = header(response, "Retry-After");
    if (asked.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(asked));
    }
    try {
      Duration wait = Duration.between(time(header(response, "Date")), time(asked));
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }

  private static ZonedDateTime time(String text) {
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
  }

  private static String version(HttpResponse<InputStream> response) {
    String etag = header(response, "ETag");
    return etag.isEmpty() || etag.startsWith("W/") ? header(response, "Last-Modified") : etag;
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String ending(URI address) {
    Matcher ending = Pattern.compile(".*(\\.[A-Za-z]{2,4})").matcher(MonthlyPages.nameOf(address));
    return ending.matches() ? ending.group(1).toLowerCase(Locale.ROOT) : ".csv";
  }
}
