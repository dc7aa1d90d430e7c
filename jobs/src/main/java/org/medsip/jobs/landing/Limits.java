package org.medsip.jobs.landing;

/**
 * How far a compressed file is unpacked before it is refused.
 *
 * @param entries the most members of a zip
 * @param bytes the most bytes of what it holds
 * @param ratio the most times its own size, once more than 16 MiB are unpacked
 */
public record Limits(int entries, long bytes, long ratio) {

  /** Twenty times a national month, which unpacks to 7 GB at about twenty to one. */
  public static final Limits PUBLISHED = new Limits(100, 128L << 30, 250);
}
