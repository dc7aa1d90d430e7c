package org.medsip.jobs.fetch;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.medsip.common.run.InputRefused;

/**
 * The hosts that may be asked for a source.
 *
 * @param names host names, with a port where it is not that of https; one that begins with a dot is
 *     any host below it
 */
record Hosts(List<String> names) {

  private static final int PORT_OF_HTTPS = 443;

  /**
   * An address, if it may be asked.
   *
   * @throws InputRefused if it is of another host, or not https
   */
  URI require(URI address) {
    if (!allow(address)) {
      throw new InputRefused(
          ("%s is not asked: only https addresses of %s are; if it is right, add its host to"
                  + " the sources")
              .formatted(shown(address), String.join(", ", names)));
    }
    return address;
  }

  boolean allow(URI address) {
    @Nullable String host = address.getHost();
    if (!"https".equalsIgnoreCase(address.getScheme())
        || host == null
        || address.getRawUserInfo() != null) {
      return false;
    }
    String named = host.toLowerCase(Locale.ROOT);
    String asked =
        address.getPort() < 0 || address.getPort() == PORT_OF_HTTPS
            ? named
            : named + ":" + address.getPort();
    return names.stream()
        .anyMatch(name -> name.startsWith(".") ? asked.endsWith(name) : asked.equals(name));
  }

  /** An address as it may be printed: what follows the question mark may be a signature. */
  static String shown(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }
}
