/**
 * From a publisher's portal to a folder that a run takes in: the only room that asks the network.
 */
@NullMarked
package org.medsip.jobs.fetch;

import org.jspecify.annotations.NullMarked;
