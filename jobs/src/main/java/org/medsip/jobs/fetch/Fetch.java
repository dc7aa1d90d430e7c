package org.medsip.jobs.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medsip.common.run.InputRefused;
import org.medsip.common.run.Progress;
import org.medsip.jobs.fetch.Outcome.Fate;
import org.medsip.jobs.fetch.Web.Received;
import org.medsip.jobs.landing.Fetched;
import org.medsip.jobs.landing.Inspection;
import org.medsip.jobs.landing.Inspection.Understood;

/**
 * Gets what a run needs from its publishers. A file is stored only when it is whole and is what a
 * run would take it for; what cannot be had does not keep the rest from being fetched.
 */
public final class Fetch {

  private final Sources sources;
  private final Folder folder;
  private final Web web;
  private final Progress progress;
  private final Instant now;

  /**
   * Files for a folder.
   *
   * @param now when it is fetched
   * @throws InputRefused if the folder has a damaged record
   */
  public Fetch(Sources sources, Path folder, Web web, Progress progress, Instant now) {
    this.sources = sources;
    this.folder = new Folder(folder);
    this.web = web;
    this.progress = progress;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** What would be fetched for some months; publishers are asked, and nothing is written. */
  public List<Outcome> preview(List<YearMonth> months) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Offer offer : sources.offers()) {
      for (Planned planned : ask(offer, months, outcomes)) {
        outcomes.add(outcome(planned, planned.stem(), foreseen(planned), ""));
      }
    }
    return outcomes;
  }

  /**
   * Fetches what is new for some months.
   *
   * @throws org.medsip.common.run.Busy if somebody else fetches into the folder
   */
  public List<Outcome> run(List<YearMonth> months) {
    List<Outcome> outcomes = new ArrayList<>();
    try (FileChannel lock = folder.lock()) {
      for (Offer offer : sources.offers()) {
        for (Planned planned : ask(offer, months, outcomes)) {
          outcomes.addAll(fetch(planned));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return outcomes;
  }

  /** What the user has to get: a sentence for each file. */
  public List<String> byHand() {
    return sources.byHand().stream().map(file -> file.sentence(folder.path())).toList();
  }

  private List<Planned> ask(Offer offer, List<YearMonth> months, List<Outcome> outcomes) {
    progress.say("asking for " + offer.title());
    try {
      YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
      Plan plan = offer.plan(months, month, address -> web.text(address, offer));
      plan.missing().forEach(what -> outcomes.add(question(offer, Fate.MISSING, what)));
      return plan.files();
    } catch (Unreachable e) {
      outcomes.add(question(offer, Fate.UNREACHABLE, said(e)));
    } catch (InputRefused e) {
      outcomes.add(question(offer, Fate.REFUSED, said(e)));
    }
    return List.of();
  }

  private Fate foreseen(Planned planned) {
    List<Fetched> before = folder.fetched(planned);
    if (before.isEmpty()) {
      return Fate.NEW;
    }
    return planned.isSameAs(before.get(0)) ? Fate.UNCHANGED : Fate.TO_ASK;
  }

  private List<Outcome> fetch(Planned planned) {
    List<Fetched> before = folder.fetched(planned);
    if (foreseen(planned) == Fate.UNCHANGED) {
      return unchanged(planned, before);
    }
    Part part = folder.part(planned);
    try {
      Optional<Received> received = web.file(planned, lastFrom(planned, before), part);
      return received.isEmpty()
          ? unchanged(planned, before)
          : takeIn(planned, received.get(), part);
    } catch (Unreachable e) {
      return List.of(outcome(planned, planned.stem(), Fate.UNREACHABLE, said(e)));
    } catch (InputRefused e) {
      part.delete();
      return List.of(outcome(planned, planned.stem(), Fate.REFUSED, said(e)));
    }
  }

  /** A version means something at the address it was given for, and nowhere else. */
  private static Optional<Fetched> lastFrom(Planned planned, List<Fetched> before) {
    return before.stream()
        .filter(file -> file.url().equals(planned.link().address().toString()))
        .findFirst();
  }

  private List<Outcome> unchanged(Planned planned, List<Fetched> files) {
    return files.stream().map(file -> unchanged(planned, file)).toList();
  }

  private Outcome unchanged(Planned planned, Fetched file) {
    if (!planned.published().equals(file.published())) {
      folder.note(file.publishedAgain(planned.published()));
    }
    return outcome(planned, file.file(), Fate.UNCHANGED, "");
  }

  private List<Outcome> takeIn(Planned planned, Received received, Part part) {
    if (planned.members().isEmpty() || !Members.isZip(part.file())) {
      Outcome outcome = takeIn(planned, received, part, planned.stem() + received.ending());
      return List.of(outcome);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Members.Member member : new Members(part.file()).chosen(planned)) {
      Part unpacked = folder.member(member.stem() + "_" + planned.month());
      try {
        member.unpack(unpacked);
        String name = member.stem() + "_" + planned.month() + ".csv";
        outcomes.add(takeIn(planned, received, unpacked, name));
      } finally {
        unpacked.delete();
      }
    }
    part.delete();
    return outcomes;
  }

  /** Stores a whole file, if it is what it should be. */
  private Outcome takeIn(Planned planned, Received received, Part part, String name) {
    progress.say("looking at " + name);
    Understood file = understood(planned, part, name);
    Optional<Fetched> same =
        folder.fetched(planned).stream()
            .filter(before -> before.sha256().equals(file.file().sha256()))
            .findFirst();
    if (same.isPresent()) {
      part.delete();
      return unchanged(planned, same.get());
    }
    Fetched fetched =
        new Fetched(
            name,
            file.file().sha256(),
            file.file().bytes(),
            planned.source(),
            planned.month(),
            planned.link().address().toString(),
            now,
            planned.published(),
            received.etag(),
            received.lastModified());
    folder.keep(part.file(), fetched);
    part.delete();
    return outcome(planned, name, Fate.NEW, "");
  }

  /**
   * What a run would take a file for.
   *
   * @throws InputRefused if that is not what it was fetched as
   */
  private static Understood understood(Planned planned, Part part, String name) {
    Inspection found = Inspection.ofFile(part.file().toString(), name);
    if (!(found instanceof Understood file)) {
      String reason = found instanceof Inspection.Refused refused ? refused.reason() : "it is none";
      throw new InputRefused(
          "%s of %s is not stored: %s; look at %s"
              .formatted(name, planned.source(), reason, planned.offer().page()));
    }
    String month = file.month().toString().substring(0, 7);
    if (!planned.offer().datasets().contains(file.dataset().label())) {
      throw new InputRefused(
          "%s is not stored: it is %s and not %s"
              .formatted(
                  name, file.dataset().label(), String.join(" or ", planned.offer().datasets())));
    }
    if (!planned.month().isEmpty() && !planned.month().equals(month)) {
      throw new InputRefused(
          "%s is not stored: it is of %s and not of %s".formatted(name, month, planned.month()));
    }
    return file;
  }

  private static Outcome outcome(Planned planned, String file, Fate fate, String why) {
    return new Outcome(planned.source(), file, planned.link().address().toString(), fate, why);
  }

  private static Outcome question(Offer offer, Fate fate, String why) {
    return new Outcome(offer.id(), "", offer.page().toString(), fate, why);
  }

  private static String said(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
