package org.medsip.common.run;

import org.medsip.common.contract.Table;

/** One partition of one table. */
public record Part(Table table, String partition) {}
