/**
 * What a table is: columns with type, unit, constraints, disclosure class and meaning, declared
 * once and rendered as Spark schema, quality checks, contract files and data dictionary.
 */
@NullMarked
package org.medsip.common.contract;

import org.jspecify.annotations.NullMarked;
