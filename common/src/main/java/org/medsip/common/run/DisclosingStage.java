package org.medsip.common.run;

import org.medsip.common.disclosure.DisclosurePolicy;

/**
 * A stage that reads people and writes what may be published of them: the only kind by which
 * anything of a table of class PERSON reaches gold.
 */
public interface DisclosingStage extends Stage {

  /** The policy in force, which is also part of the {@link #definition()}. */
  DisclosurePolicy policy();
}
