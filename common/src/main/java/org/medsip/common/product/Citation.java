package org.medsip.common.product;

/**
 * A reference row that was used, and where it comes from.
 *
 * @param table file in {@code schemas/reference}
 * @param row the key of the row in that file
 * @param source who says so
 * @param sourceUrl where
 */
public record Citation(String table, String row, String source, String sourceUrl) {}
