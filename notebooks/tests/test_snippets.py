"""Every snippet of the publication's README runs as it stands, in the folder it is about."""

import os
import re
import shutil
import subprocess
import sys

import duckdb
import pytest

from conftest import ROOT

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

JAVA = """
import java.sql.*;
import java.util.*;
import org.apache.spark.sql.*;

class Snippet {{
  public static void main(String[] args) throws Exception {{
    {body}
  }}
}}
"""

SPARK = """
    SparkSession spark = SparkSession.builder().master("local[1]")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.ui.enabled", "false").getOrCreate();
    {snippet}
    System.out.println("rows " + england.count());
"""


def snippets(published, language):
    return [body for name, body in BLOCK.findall(published.text("README.md")) if name == language]


def england(published):
    """What the examples ask for, asked in another way: items per 1,000 by period."""
    return duckdb.sql(f"""
        SELECT period_end, value
        FROM '{published.folder}/parquet/measure_org_period/*.parquet'
        WHERE measure_id = 'opioid_items_per_1000' AND org_code = 'ENG'
          AND org_vintage = 'as_was' AND window_months = 1
        ORDER BY period_end""").fetchall()


def run(command, published):
    done = subprocess.run(
        command, cwd=published.folder, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def java(body, published, tmp_path):
    classpath = ROOT / "jobs/target/classpath"
    if not classpath.exists() or not shutil.which("java"):
        pytest.skip("medsip is not built here: any call of ./medsip builds it")
    source = tmp_path / "Snippet.java"
    source.write_text(JAVA.format(body=body))
    options = f"@{ROOT}/config/spark.jvm.options"
    return run(["java", options, "-cp", classpath.read_text().strip(), str(source)], published)


def test_sql(published):
    (sql,) = snippets(published, "sql")
    os.chdir(published.folder)

    with duckdb.connect("medsip.duckdb", read_only=True) as connection:
        answer = connection.sql(sql).fetchall()

    assert [row[:2] for row in answer] == england(published)
    assert answer


@pytest.mark.parametrize("library", ["pandas", "Polars", "delta-rs", "DuckDB"])
def test_python(published, library):
    blocks = snippets(published, "python")
    (reads,) = [block for block in blocks if block.startswith(f"# {library}\n")]

    printed = run([sys.executable, "-c", reads + blocks[-1]], published)

    for period_end, value in england(published):
        assert re.search(rf"{period_end}.* {value:.4f}"[:-1], printed), printed


def test_r(published):
    if not shutil.which("Rscript"):
        pytest.skip("there is no R here")
    (reads,) = snippets(published, "r")

    printed = run(["Rscript", "-e", reads + "cat(nrow(table), names(table)[1])"], published)

    assert printed == f"{published.rows('dim_measure')} measure_id"


def test_java_over_jdbc(published, tmp_path):
    (reads,) = [block for block in snippets(published, "java") if "jdbc:" in block]
    folder = f'String folder = "{published.folder}";\n'

    printed = java(folder + reads, published, tmp_path)

    for period_end, value in england(published):
        assert f"{period_end} {value}" in printed


def test_spark(published, tmp_path):
    (reads,) = [block for block in snippets(published, "java") if "spark." in block]
    expected = duckdb.sql(
        f"SELECT count(*) FROM '{published.folder}/parquet/measure_org_period/*.parquet'"
        " WHERE org_level = 'england'"
    ).fetchall()[0]

    printed = java(SPARK.format(snippet=reads), published, tmp_path)

    assert printed.splitlines()[-1] == f"rows {expected[0]}"
