package org.medsip.jobs.rawfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.medsip.common.run.InputRefused;
import org.medsip.jobs.landing.Glance;

/**
 * The format {@code medsip}: files of prescribing, each as published, or folders of nothing else.
 */
public final class RawFileSource implements TableProvider, DataSourceRegister {

  /** What users call it. */
  public static final String NAME = "medsip";

  /** Each stretch begins its dictionaries anew, which costs what reading so many bytes does. */
  private static final long LEAST_BYTES_OF_A_STRETCH = 64L << 20;

  private static final int STRETCHES_OF_A_PROCESSOR = 2;

  @Override
  public String shortName() {
    return NAME;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return table(options).schema();
  }

  @Override
  public RawFileTable getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return table(new CaseInsensitiveStringMap(properties));
  }

  private static RawFileTable table(CaseInsensitiveStringMap options) {
    int parts =
        STRETCHES_OF_A_PROCESSOR * SparkSession.active().sparkContext().defaultParallelism();
    List<Glance> files = Glance.at(places(options), parts, LEAST_BYTES_OF_A_STRETCH);
    if (files.isEmpty()) {
      throw new InputRefused("No file is named, or none is in the folder; name one to be read");
    }
    return new RawFileTable(files);
  }

  /** Spark hands one place on as it is and several as a JSON array. */
  private static List<String> places(CaseInsensitiveStringMap options) {
    if (options.containsKey("path")) {
      return List.of(options.get("path"));
    }
    try {
      return List.of(
          new ObjectMapper().readValue(options.getOrDefault("paths", "[]"), String[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Spark writes places as an array", e);
    }
  }
}
