package org.medsip.jobs.gold.variation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.medsip.common.stats.JointClass;

/**
 * What is found of one organisation by one subject, release and frame.
 *
 * @param deprivation what the release says; null where it says nothing
 * @param deprived whether it is in the most deprived fifth; null where nobody knows
 * @param standing where it stands; none where too little is known
 * @param excess what was counted above the rate of all; null where it has no value
 * @param tooLittle why too little is known; null where enough is
 */
record Judgement(
    Peer peer,
    Subject subject,
    long release,
    Frame frame,
    @Nullable Deprivation deprivation,
    @Nullable Boolean deprived,
    Optional<Standing> standing,
    @Nullable Double excess,
    @Nullable String tooLittle) {

  /**
   * The judgement of an organisation.
   *
   * @param standings where those of its level stand
   * @param mostDeprived which of them are deprived
   */
  static Judgement of(
      Peer peer,
      Subject subject,
      long release,
      Frame frame,
      Standings standings,
      Deprived mostDeprived) {
    Deprivation deprivation = peer.deprivation(release).orElse(null);
    Boolean deprived = mostDeprived.is(peer);
    Optional<Standing> standing = standings.of(peer, frame);
    Double excess =
        peer.value() == null
            ? null
            : Math.max(
                0,
                peer.counted().numerator() - standings.rateOfAll() * peer.counted().denominator());
    return new Judgement(
        peer,
        subject,
        release,
        frame,
        deprivation,
        deprived,
        standing,
        excess,
        tooLittle(peer, deprivation, deprived, standing, frame));
  }

  private static @Nullable String tooLittle(
      Peer peer,
      @Nullable Deprivation deprivation,
      @Nullable Boolean deprived,
      Optional<Standing> standing,
      Frame frame) {
    if (peer.value() == null) {
      return "the measure has no value for the whole of the period";
    }
    if (peer.isSmallPractice()) {
      return peer.registrants() == null
          ? "no list size is known"
          : "fewer than 1,000 people are registered";
    }
    if (deprivation == null || deprived == null) {
      return "nothing is known of its deprivation";
    }
    if (!deprivation.isCovered()) {
      return "deprivation is known of fewer than 95% of its people";
    }
    if (standing.isEmpty()) {
      return peer.counted().numerator() > 0
          ? "fewer than 10 can be compared " + frame.inWords()
          : "nothing was counted";
    }
    return null;
  }

  JointClass joint() {
    if (tooLittle != null || deprived == null || standing.isEmpty()) {
      return JointClass.INSUFFICIENT;
    }
    double high = standing.get().high();
    return deprived ? JointClass.ofDeprived(high) : JointClass.ofOther(high);
  }
}
