package org.medsip.jobs.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A publisher on this machine that speaks https. Its certificate is made for it, and trusted by
 * this Java until it is closed.
 */
public final class Portal implements AutoCloseable {

  private static final String PASSWORD = "for-tests";

  private final WireMockServer server;
  private final SSLContext trustedBefore;
  private final Path keys;

  private Portal(WireMockServer server, SSLContext trustedBefore, Path keys) {
    this.server = server;
    this.trustedBefore = trustedBefore;
    this.keys = keys;
  }

  public static Portal open(Path folder) throws Exception {
    Path keys = folder.resolve("portal.p12");
    makeCertificate(keys);
    WireMockServer server =
        new WireMockServer(
            WireMockConfiguration.options()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(keys.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
    server.start();
    SSLContext before = SSLContext.getDefault();
    SSLContext.setDefault(trusting(keys));
    return new Portal(server, before, keys);
  }

  /** The host and port it answers at; it answers at 127.0.0.1 too. */
  public String host() {
    return "localhost:" + server.httpsPort();
  }

  /** An address on it. */
  public String at(String path) {
    return "https://" + host() + path;
  }

  /** A socket with the certificate of the portal, for answers that no HTTP server would give. */
  ServerSocket socket() throws IOException, GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(stored(keys), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), null, null);
    return context.getServerSocketFactory().createServerSocket(0);
  }

  WireMockServer server() {
    return server;
  }

  /** Answers one address. */
  void says(String path, ResponseDefinitionBuilder answer) {
    server.stubFor(get(urlEqualTo(path)).willReturn(answer));
  }

  void says(MappingBuilder request) {
    server.stubFor(request);
  }

  static ResponseDefinitionBuilder text(String text) {
    return aResponse().withBody(text);
  }

  int asked(String path) {
    return (int)
        server.getAllServeEvents().stream()
            .filter(event -> event.getRequest().getUrl().equals(path))
            .count();
  }

  @Override
  public void close() {
    SSLContext.setDefault(trustedBefore);
    server.stop();
  }

  private static void makeCertificate(Path keys) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "portal",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool made no certificate");
    }
  }

  private static SSLContext trusting(Path keys) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("portal", stored(keys).getCertificate("portal"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore stored(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
