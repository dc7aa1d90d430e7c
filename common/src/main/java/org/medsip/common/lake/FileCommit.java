package org.medsip.common.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
import org.medsip.common.contract.Table;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map$;

/**
 * Makes files that are already written the rows of some partitions, in one commit: the one place
 * that speaks to Delta's transactions, and so to Scala.
 */
final class FileCommit {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DeltaLog log;
  private final Table table;
  private final String partition;
  private final String columnsWithStatistics;

  FileCommit(DeltaLog log, Table table, String columnsWithStatistics) {
    this.log = log;
    this.table = table;
    this.partition = table.partition().orElseThrow();
    this.columnsWithStatistics = columnsWithStatistics;
  }

  /**
   * @param files all rows that the partitions have from now on
   * @param userMetadata what is to be read with the commit
   */
  void replace(
      Collection<String> partitions,
      String predicate,
      List<WrittenFile> files,
      String userMetadata) {
    OptimisticTransaction transaction = log.startTransaction();
    describe(transaction);
    List<Action> actions = new ArrayList<>();
    for (AddFile file : JavaConverters.seqAsJavaList(transaction.filterFiles())) {
      if (partitions.contains(file.partitionValues().apply(partition))) {
        actions.add(file.remove());
      }
    }
    files.forEach(file -> actions.add(added(file)));
    commit(transaction, actions, SaveMode.Overwrite, Option.apply(predicate), userMetadata);
  }

  /** Commits nothing but a text that is to be read with the newest commit. */
  void remark(String userMetadata) {
    commit(log.startTransaction(), List.of(), SaveMode.Append, Option.empty(), userMetadata);
  }

  private void commit(
      OptimisticTransaction transaction,
      List<Action> actions,
      SaveMode mode,
      Option<String> predicate,
      String userMetadata) {
    transaction.commit(
        sequence(actions),
        new DeltaOperations.Write(
            mode,
            Option.apply(sequence(List.of(partition))),
            predicate,
            Option.apply(userMetadata)));
  }

  /** States the columns of a new table, and those that an older one has not. */
  private void describe(OptimisticTransaction transaction) {
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
        sequence(List.of(partition)),
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

  private AddFile added(WrittenFile file) {
    return new AddFile(
        partition + "=" + file.partition() + "/" + file.name(),
        new scala.collection.immutable.Map.Map1<>(partition, file.partition()),
        file.bytes(),
        file.modified(),
        true,
        statistics(file),
        null,
        null,
        Option.empty(),
        Option.empty(),
        Option.empty());
  }

  private static String statistics(WrittenFile file) {
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
