package org.medsip.jobs.gold.variation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsip.jobs.gold.Memberships;

/** With whom an organisation is compared. */
enum Frame {
  /** All organisations of its level in England. */
  NATIONAL {
    @Override
    @Nullable String of(Peer peer) {
      return Memberships.ENGLAND;
    }

    @Override
    String inWords() {
      return "in England";
    }
  },
  /** Those of its level in its ICB; only practices and PCNs are many enough. */
  WITHIN_ICB {
    @Override
    @Nullable String of(Peer peer) {
      return LEVELS_WITHIN_ICB.contains(peer.level()) ? peer.parent("icb") : null;
    }

    @Override
    String inWords() {
      return "in its ICB";
    }
  };

  private static final List<String> LEVELS_WITHIN_ICB = List.of(Peer.PRACTICE, "pcn");

  /** The organisation whose members an organisation is compared with; null where there is none. */
  abstract @Nullable String of(Peer peer);

  abstract String inWords();
}
