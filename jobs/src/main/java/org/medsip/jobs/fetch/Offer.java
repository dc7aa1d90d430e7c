package org.medsip.jobs.fetch;

import java.net.URI;
import java.time.YearMonth;
import java.util.List;

/** Something a publisher offers: an entry of the configuration of sources. */
sealed interface Offer permits CkanPackage, MonthlyPages, FixedFile {

  String id();

  String title();

  String publisher();

  String licence();

  /** The page for people. */
  URI page();

  /** What its files must turn out to be, as {@code inspect} says it. */
  List<String> datasets();

  /** The only hosts that are asked for it. */
  List<String> hosts();

  int mostMegabytes();

  /** The addresses that are asked for it without anybody having been asked before. */
  List<URI> addresses();

  /**
   * Which files are to be had for some months.
   *
   * @param months the months that are wanted, in order
   * @param now the month in which it is asked
   * @param publisher answers what an address says
   */
  Plan plan(List<YearMonth> months, YearMonth now, Asked publisher);

  /** Answers with the text at an address of a publisher. */
  interface Asked {
    String answer(URI address);
  }

  /** The most bytes of a file. */
  default long mostBytes() {
    return 1_000_000L * mostMegabytes();
  }

  /**
   * What is wrong with the entry, in words that complete "the entry is wrong:"; empty if nothing.
   */
  String mistake();
}
