package org.medsip.jobs.cli;

import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.trees.TreeNode;

/** What a user's SQL may do: read the tables that were named for it, and nothing else. */
final class ReadOnlySql {

  /** Functions that call into the program, or read a table by its place. */
  private static final List<String> FUNCTIONS = List.of("reflect", "java_method", "try_reflect");

  private static final List<String> TABLE_FUNCTIONS =
      List.of("table_changes", "table_changes_by_path");

  /** Closes to the SQL of a session what no parser sees: files by path, and foreign code. */
  static void restrict(SparkSession spark) {
    spark.conf().set("spark.sql.runSQLOnFiles", "false");
    FUNCTIONS.forEach(
        name -> spark.sessionState().functionRegistry().dropFunction(new FunctionIdentifier(name)));
    TABLE_FUNCTIONS.forEach(
        name ->
            spark
                .sessionState()
                .tableFunctionRegistry()
                .dropFunction(new FunctionIdentifier(name)));
  }

  /**
   * Refuses a text that is anything but a query.
   *
   * @throws AnalysisException if it is not SQL
   * @throws UsageError if it would do more than read
   */
  static void require(SparkSession spark, String sql) throws AnalysisException {
    ParserInterface parser = spark.sessionState().sqlParser();
    LogicalPlan plan = parser.parsePlan(sql);
    if (!isQuery(parser, sql) || doesMoreThanRead(plan)) {
      throw new UsageError("The SQL is not a query that only reads; begin it with SELECT or WITH");
    }
  }

  /** Whether the grammar of queries has it: no statement, with or without a WITH before it. */
  private static boolean isQuery(ParserInterface parser, String sql) {
    try {
      parser.parseQuery(sql);
      return true;
    } catch (AnalysisException e) {
      return false;
    }
  }

  private static boolean doesMoreThanRead(LogicalPlan plan) {
    TreeNode<?> node = plan;
    for (int place = 1; node != null; place++) {
      if (node instanceof Command
          || node instanceof ParsedStatement
          || node instanceof ScriptTransformation) {
        return true;
      }
      node = plan.apply(place);
    }
    return false;
  }

  private ReadOnlySql() {}
}
