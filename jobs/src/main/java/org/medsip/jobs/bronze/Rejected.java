package org.medsip.jobs.bronze;

import org.medsip.jobs.landing.Reason;

/**
 * A record that was read and not accepted.
 *
 * @param line the line it begins on
 * @param reason why, in a word
 * @param detail why, in a sentence
 * @param record the record as the file has it, cut at 10,000 characters
 */
public record Rejected(long line, Reason reason, String detail, String record)
    implements StrictReader.Outcome {}
