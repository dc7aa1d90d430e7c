package org.medsip.common.run;

/** Where a run says what it is doing; the command line shows it on standard error. */
public interface Progress {

  /** One sentence, without row data. */
  void say(String sentence);

  /** Says nothing. */
  Progress SILENT = sentence -> {};
}
