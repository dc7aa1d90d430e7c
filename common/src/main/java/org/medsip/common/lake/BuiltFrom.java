package org.medsip.common.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What each partition of a table was built from: partition to fingerprint. It is kept in the Delta
 * commit that wrote the rows, so that rows and record are committed together or not at all.
 *
 * @param fingerprints partition value as text ({@code 2017-09-01}, or {@link #WHOLE}) to a SHA-256
 *     over everything the partition depends on
 */
public record BuiltFrom(SortedMap<String, String> fingerprints) {

  /** The one partition of a table that is not partitioned. */
  public static final String WHOLE = "ALL";

  private static final String PENDING = "pending ";
  private static final String CONTENT = " content ";

  private static final ObjectMapper JSON = new ObjectMapper();

  public BuiltFrom(Map<String, String> fingerprints) {
    this(new TreeMap<>(fingerprints));
  }

  public static BuiltFrom nothing() {
    return new BuiltFrom(new TreeMap<>());
  }

  /** The partitions, in order. */
  public SortedSet<String> partitions() {
    return new TreeSet<>(fingerprints.keySet());
  }

  /**
   * What a partition is known by: what it was built from, or what its rows say where that was
   * recorded. The partition must be there.
   */
  public String fingerprint(String partition) {
    String fingerprint = fingerprints.get(partition);
    if (fingerprint == null) {
      throw new IllegalArgumentException("There is no partition " + partition);
    }
    int content = fingerprint.indexOf(CONTENT);
    return content < 0 ? fingerprint : fingerprint.substring(content + CONTENT.length());
  }

  /** The partitions that were not there earlier, or are known by something else. */
  public BuiltFrom changedSince(BuiltFrom earlier) {
    return those(
        partition ->
            !earlier.fingerprints.containsKey(partition)
                || !earlier.fingerprint(partition).equals(fingerprint(partition)));
  }

  /** The partitions that were not there earlier, or were built from something else. */
  public BuiltFrom staleSince(BuiltFrom earlier) {
    return those(partition -> !inputs(partition).equals(earlier.inputs(partition)));
  }

  private BuiltFrom those(Predicate<String> wanted) {
    SortedMap<String, String> some = new TreeMap<>(fingerprints);
    some.keySet().removeIf(wanted.negate());
    return new BuiltFrom(some);
  }

  private String inputs(String partition) {
    String fingerprint = fingerprints.getOrDefault(partition, "");
    int content = fingerprint.indexOf(CONTENT);
    return content < 0 ? fingerprint : fingerprint.substring(0, content);
  }

  /**
   * The record with what the rows of each partition say.
   *
   * @param contents partition to a hash of its rows
   */
  public BuiltFrom knownBy(Map<String, String> contents) {
    SortedMap<String, String> known = new TreeMap<>(fingerprints);
    known.replaceAll(
        (partition, inputs) -> inputs + CONTENT + contents.getOrDefault(partition, "no rows"));
    return new BuiltFrom(known);
  }

  /**
   * The record while rows are written but not yet found good. It equals no record of good rows, so
   * that a run which ends before that is stale where it stopped.
   */
  public BuiltFrom pending() {
    SortedMap<String, String> pending = new TreeMap<>(fingerprints);
    pending.replaceAll((partition, fingerprint) -> PENDING + fingerprint);
    return new BuiltFrom(pending);
  }

  /** The record of some of the partitions. */
  public BuiltFrom only(Collection<String> partitions) {
    SortedMap<String, String> some = new TreeMap<>(fingerprints);
    some.keySet().retainAll(partitions);
    return new BuiltFrom(some);
  }

  BuiltFrom with(BuiltFrom newer) {
    SortedMap<String, String> all = new TreeMap<>(fingerprints);
    all.putAll(newer.fingerprints);
    return new BuiltFrom(all);
  }

  BuiltFrom without(Collection<String> partitions) {
    SortedMap<String, String> rest = new TreeMap<>(fingerprints);
    rest.keySet().removeAll(partitions);
    return new BuiltFrom(rest);
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(fingerprints);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static BuiltFrom fromJson(String json) {
    try {
      return new BuiltFrom(JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A commit of the lake has unreadable metadata: " + json, e);
    }
  }
}
