package org.medsip.jobs.landing;

import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a file says of it.
 *
 * @param path its path inside the input folder, with {@code /} between the steps
 */
record FileName(String path) {

  private static final Pattern MONTH =
      Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)[-_]?(0[1-9]|1[0-2])(?:[-_]?[0-3]\\d)?(?!\\d)");
  private static final Pattern WEEK = Pattern.compile("week([0-5]\\d)(20\\d\\d)(?!\\d)");
  private static final Pattern SUPPLEMENT =
      Pattern.compile("f_bnf1_\\d([0-3]\\d)(0[1-9]|1[0-2])(\\d\\d)\\.");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)(?!\\d)");
  private static final Pattern AREAS =
      Pattern.compile("lsoa(?:[^0-9]*20)?(11|21)(?!\\d)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SUFFIX = Pattern.compile("_r(\\d{1,6})(?=\\.|$)");
  private static final Pattern FOLDER = Pattern.compile("(?:^|/)revisions/(\\d{1,6})/");

  /** The month in the name of the file, else of the nearest folder that has one. */
  Optional<LocalDate> month() {
    String[] steps = path.split("/");
    for (int i = steps.length - 1; i >= 0; i--) {
      Optional<LocalDate> found = monthOf(steps[i]);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** January of the last year in the name of the file. */
  Optional<LocalDate> year() {
    Matcher years = YEAR.matcher(last());
    Optional<LocalDate> found = Optional.empty();
    while (years.find()) {
      found = Optional.of(LocalDate.of(Integer.parseInt(years.group(1)), 1, 1));
    }
    return found;
  }

  /**
   * The edition of small areas that the name of the file says, or of the nearest folder that says
   * one: the first number behind {@code lsoa}, if it is 2011 or 2021 and not the year of the file.
   */
  Optional<String> areas(int yearOfFile) {
    String[] steps = path.split("/");
    for (int i = steps.length - 1; i >= 0; i--) {
      Matcher areas = AREAS.matcher(steps[i]);
      if (areas.find() && 2000 + Integer.parseInt(areas.group(1)) != yearOfFile) {
        return Optional.of("20" + areas.group(1));
      }
    }
    return Optional.empty();
  }

  /** The number of the revision, by folder or suffix; 0 is the first publication. */
  int revision() {
    Matcher folder = FOLDER.matcher(path);
    if (folder.find()) {
      return Integer.parseInt(folder.group(1));
    }
    Matcher suffix = SUFFIX.matcher(last());
    return suffix.find() ? Integer.parseInt(suffix.group(1)) : 0;
  }

  private String last() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Optional<LocalDate> monthOf(String step) {
    Matcher week = WEEK.matcher(step);
    if (week.find()) {
      LocalDate inYear = LocalDate.of(Integer.parseInt(week.group(2)), 7, 1);
      return Optional.of(
          inYear
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(week.group(1)))
              .withDayOfMonth(1));
    }
    Matcher supplement = SUPPLEMENT.matcher(step);
    if (supplement.find()) {
      int year = 2000 + Integer.parseInt(supplement.group(3));
      return Optional.of(LocalDate.of(year, Integer.parseInt(supplement.group(2)), 1));
    }
    Matcher month = MONTH.matcher(step);
    return month.find()
        ? Optional.of(
            LocalDate.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)), 1))
        : Optional.empty();
  }
}
