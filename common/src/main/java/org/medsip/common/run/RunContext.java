package org.medsip.common.run;

import java.time.Instant;

/**
 * Which run this is. The only place from which a run's name and time reach the data, always as
 * provenance.
 *
 * @param runId name of the run, unique in the lake
 * @param startedAt when it started
 * @param programVersion version of medsip
 */
public record RunContext(String runId, Instant startedAt, String programVersion) {}
