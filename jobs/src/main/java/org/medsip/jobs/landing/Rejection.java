package org.medsip.jobs.landing;

import java.io.Serializable;

/**
 * Why a record was not accepted, in a word and in a sentence.
 *
 * @param reason the word
 * @param detail which column, what was expected and what was found
 */
public record Rejection(Reason reason, String detail) implements Serializable {}
