package org.medsip.jobs.published.atlas;

/**
 * A place of a schematic map.
 *
 * @param row row of the grid, from 1 in the north
 * @param column column of the grid, from 1 in the west
 * @param label a short name
 * @param title its name and value in words
 * @param value the value as people read it
 * @param shade 1 (lowest fifth) to 5 (highest); 0 where there is no value
 * @param link its page
 */
public record Tile(
    int row, int column, String label, String title, String value, int shade, String link) {}
