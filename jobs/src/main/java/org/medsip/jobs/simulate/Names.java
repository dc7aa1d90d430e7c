package org.medsip.jobs.simulate;

import java.util.List;
import org.medsip.jobs.simulate.Draw.Topic;

/** Names of organisations, streets and substances that exist nowhere, as varied as real ones. */
final class Names {

  /** Ends every organisation name, so that nobody takes it for a real one wherever it is copied. */
  static final String MARK = " (SYNTHETIC)";

  private static final List<String> PLACES =
      List.of(
          "ASHCOMBE",
          "BEAUCH\u00CANE",
          "BRACKENTHORPE",
          "CALDERWICK",
          "CHURCH NORTHAM",
          "DUNMERE",
          "ELVERSTOKE",
          "FALLOWFORD",
          "GREYSTOW",
          "HALLOW END",
          "HARTSMEAD",
          "KINGSHOLT",
          "LANGTHWAITE",
          "LITTLE EASTERBY",
          "MARLSTONE",
          "MERESIDE",
          "NETHERCOTE",
          "OAKENSHAW VALE",
          "PENHALLOW",
          "QUARRENDON HILL",
          "RAVENSGILL",
          "ROSEMOUNT",
          "ST ALBAN'S WELL",
          "ST BRIDE'S MAJOR",
          "STONEYFOLD",
          "TARNBECK",
          "THISTLEDOWN",
          "UPPER HEXLEY",
          "WETHERLAM",
          "WOODCHURCH-ON-LEA");
  private static final List<String> FORMS =
      List.of(
          "%s SURGERY",
          "THE %s PRACTICE",
          "%s MEDICAL CENTRE",
          "%s HEALTH CENTRE",
          "DR O'%s & PARTNERS",
          "%s, THE OLD SCHOOL SURGERY",
          "%s GROUP PRACTICE");
  private static final List<String> STREETS =
      List.of(
          "ROCK STREET", "CHURCH LANE", "KING'S ROAD", "STATION ROAD, NORTH SIDE", "HIGH STREET");
  private static final List<String> SYLLABLES =
      List.of(
          "ba", "ce", "dol", "fen", "gri", "lo", "ma", "nor", "pra", "que", "ri", "sol", "ta", "vu",
          "xi", "zan");
  private static final List<String> ENDINGS =
      List.of("pril", "statin", "azole", "olol", "idine", "cillin", "mab", "oxetine");

  private Names() {}

  static String practice(long seed, int number) {
    Draw draw = Draw.of(seed, Topic.NAME, number);
    return FORMS.get(draw.below(FORMS.size())).formatted(place(draw)) + MARK;
  }

  static String network(long seed, int number) {
    return place(Draw.of(seed, Topic.NAME, number, 1, 0)) + " " + (number + 1) + " PCN" + MARK;
  }

  static String site(long seed, int number) {
    return place(Draw.of(seed, Topic.NAME, number, 2, 0)) + " COMMUNITY SERVICE" + MARK;
  }

  /** Four lines and a postcode that no letter reaches. */
  static List<String> address(long seed, int number, int kind) {
    Draw draw = Draw.of(seed, Topic.NAME, number, kind, 1);
    String town = place(draw);
    String second = draw.withChance(0.2) ? town + ", NEAR " + place(draw) : "";
    return List.of(
        (1 + draw.below(99)) + " " + STREETS.get(draw.below(STREETS.size())),
        second,
        town,
        draw.withChance(0.6) ? "SYNTHSHIRE" : "",
        "ZZ%d %d%c%c"
            .formatted(
                10 + draw.below(90),
                1 + draw.below(9),
                (char) ('A' + draw.below(26)),
                (char) ('A' + draw.below(26))));
  }

  private static String place(Draw draw) {
    return PLACES.get(draw.below(PLACES.size()));
  }

  /** A substance; {@code sim} before it marks it in any list. */
  static String substance(int chapter, int number) {
    Draw draw = Draw.of(chapter, Topic.NAME, number, 3, 0);
    String stem = SYLLABLES.get(draw.below(SYLLABLES.size()));
    String more = SYLLABLES.get(draw.below(SYLLABLES.size()));
    return "Sim" + stem + more + ENDINGS.get(draw.below(ENDINGS.size()));
  }
}
