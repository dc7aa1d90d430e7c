package org.medsip.common.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.Format;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medsip.common.columnar.FileStatistics;
import org.medsip.common.contract.Table;
import scala.Option;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map$;

/**
 * Makes files the rows of some partitions, in one commit: the one place that speaks to Delta's
 * transactions, and so to Scala. It is of one transaction and commits once.
 */
final class FileCommit {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OptimisticTransaction transaction;
  private final Table table;
  private final List<String> partitionedBy;
  private final String columnsWithStatistics;

  FileCommit(DeltaLog log, Table table, String columnsWithStatistics) {
    this.transaction = log.startTransaction();
    this.table = table;
    this.partitionedBy = table.partition().stream().toList();
    this.columnsWithStatistics = columnsWithStatistics;
  }

  /**
   * Commits files that lie in the folder of the table.
   *
   * @param files all rows that the partitions have from now on
   * @param userMetadata what is to be read with the commit
   * @throws IllegalStateException if there are rows of another partition
   */
  void replace(
      Collection<String> partitions,
      Optional<String> predicate,
      List<WrittenFile> files,
      String userMetadata) {
    describe();
    List<Action> actions = new ArrayList<>();
    for (AddFile file : JavaConverters.seqAsJavaList(transaction.filterFiles())) {
      if (isOf(partitions, file)) {
        actions.add(file.remove());
      }
    }
    for (WrittenFile written : files) {
      AddFile file = added(written);
      if (!isOf(partitions, file)) {
        throw new IllegalStateException(
            "%s was built for %s but has rows in %s"
                .formatted(table.name(), predicate.orElse("all of it"), file.path()));
      }
      actions.add(file);
    }
    commit(actions, SaveMode.Overwrite, predicate, userMetadata);
  }

  /** Commits nothing but a text that is to be read with the newest commit. */
  void remark(String userMetadata) {
    commit(List.of(), SaveMode.Append, Optional.empty(), userMetadata);
  }

  private boolean isOf(Collection<String> partitions, AddFile file) {
    return partitionedBy.stream()
        .allMatch(column -> partitions.contains(file.partitionValues().apply(column)));
  }

  private void commit(
      List<Action> actions, SaveMode mode, Optional<String> predicate, String userMetadata) {
    transaction.commit(
        sequence(actions),
        new DeltaOperations.Write(
            mode,
            Option.apply(sequence(partitionedBy)),
            Option.apply(predicate.orElse(null)),
            Option.apply(userMetadata)));
  }

  /** States the columns of a new table, and those that an older one has not. */
  private void describe() {
    StructType declared = nullable(table.schema());
    Metadata known = transaction.metadata();
    if (transaction.readVersion() < 0) {
      transaction.updateMetadata(
          metadata(
              UUID.randomUUID().toString(),
              declared,
              new scala.collection.immutable.Map.Map1<>(
                  "delta.dataSkippingStatsColumns", columnsWithStatistics),
              Option.empty()),
          false);
      return;
    }
    StructType all = known.schema();
    for (StructField field : declared.fields()) {
      if (!Arrays.asList(all.fieldNames()).contains(field.name())) {
        all = all.add(field);
      }
    }
    if (!all.equals(known.schema())) {
      transaction.updateMetadata(
          metadata(known.id(), all, known.configuration(), known.createdTime()), false);
    }
  }

  private Metadata metadata(
      String id,
      StructType schema,
      scala.collection.immutable.Map<String, String> configuration,
      Option<Object> created) {
    return new Metadata(
        id,
        null,
        null,
        new Format("parquet", Map$.MODULE$.empty()),
        schema.json(),
        sequence(partitionedBy),
        configuration,
        created);
  }

  private static StructType nullable(StructType schema) {
    StructType nullable = new StructType();
    for (StructField field : schema.fields()) {
      nullable = nullable.add(field.name(), field.dataType(), true);
    }
    return nullable;
  }

  private static AddFile added(WrittenFile file) {
    scala.collection.immutable.Map<String, String> partition = Map$.MODULE$.empty();
    for (Map.Entry<String, String> value : file.partition().entrySet()) {
      partition = partition.$plus(new Tuple2<>(value.getKey(), value.getValue()));
    }
    return new AddFile(
        file.inTable(),
        partition,
        file.bytes(),
        file.modified(),
        true,
        statistics(file.statistics()),
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private static String statistics(FileStatistics file) {
    Map<String, Object> statistics = new TreeMap<>();
    statistics.put("numRecords", file.rows());
    statistics.put("minValues", file.least());
    statistics.put("maxValues", file.greatest());
    statistics.put("nullCount", file.absent());
    try {
      return JSON.writeValueAsString(statistics);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts and numbers are always writable", e);
    }
  }

  private static <T> Seq<T> sequence(List<T> list) {
    return JavaConverters.asScalaBuffer(list).toSeq();
  }
}
