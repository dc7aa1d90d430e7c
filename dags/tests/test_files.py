"""The files of this folder: quick to read, short, and in step with the command line."""

import json
import os
import re
import subprocess
import sys

import pytest

from conftest import DAGS, ROOT

DAG_FILES = sorted(file for file in DAGS.glob("*.py") if "with DAG(" in file.read_text())

IMPORT = """
import os, sys, time
from airflow.sdk import DAG, Asset, CronPartitionTimetable, Param, PartitionedAssetTimetable
import airflow.providers.apache.spark.operators.spark_submit
import airflow.providers.standard.hooks.subprocess
import airflow.providers.standard.triggers.temporal

seen = []
sys.addaudithook(lambda event, args: seen.append((event, str(args[0]) if args else "")))
started = time.perf_counter()
for name in sys.argv[1:]:
    __import__(name)
took = time.perf_counter() - started

def is_outside(event, what):
    if event in ("open", "os.listdir", "os.scandir"):
        return not what.startswith(MODULES)
    return event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "sqlite3.", "urllib."))

MODULES = (sys.path[0], sys.prefix, sys.base_prefix)
print(took)
print([one for one in seen if is_outside(*one)])
"""


def test_airflow_finds_them_without_a_complaint(bag):
    assert bag.import_errors == {}
    assert set(bag.dags) == {"medsip_month", "medsip_backfill", "medsip_changes"}
    assert {file.stem for file in DAG_FILES} == set(bag.dags)


def test_reading_them_takes_less_than_a_second_and_touches_nothing_else(tmp_path):
    script = tmp_path / "read.py"
    script.write_text(f"import sys; sys.path[0] = {str(DAGS)!r}\n" + IMPORT)
    names = [file.stem for file in DAG_FILES]
    read = subprocess.run(
        [sys.executable, script, *names], env=os.environ, text=True, capture_output=True
    )

    took, outside = read.stdout.splitlines()[-2:]
    assert float(took) < 1, read.stderr
    assert outside == "[]"


@pytest.mark.parametrize("file", sorted(DAGS.glob("*.py")), ids=lambda file: file.name)
def test_is_short(file):
    assert len(file.read_text().splitlines()) < 150


def test_stages_and_tables_are_those_of_the_command_line():
    import stages_from_json

    stages = subprocess.run(
        [ROOT / "medsip", "stages", "--json"], check=True, text=True, capture_output=True
    ).stdout

    assert (DAGS / "medsip_stages.py").read_text() == stages_from_json.module(json.loads(stages)), (
        "run: ./medsip stages --json | python3 dags/stages_from_json.py > dags/medsip_stages.py"
    )


def test_every_table_is_an_asset_that_one_task_of_a_line_brings_out(bag):
    from medsip_layers import ASSETS

    for dag_id in ("medsip_month", "medsip_backfill"):
        brought_out = [asset.name for task in bag.dags[dag_id].tasks for asset in task.outlets]
        assert sorted(brought_out) == sorted(asset.name for asset in ASSETS.values())


def test_one_writer_at_a_time(bag):
    writers = [task for dag in bag.dags.values() for task in dag.tasks if task.outlets]

    assert {task.pool for task in writers} == {"medsip_lake"}
    assert {dag.max_active_runs for dag in bag.dags.values()} == {1}


def test_what_is_installed_is_locked_by_its_hash_and_by_no_address():
    lock = (DAGS / "requirements.lock").read_text()

    assert "://" not in lock and not re.search("^--", lock, re.M)
    for wanted in re.findall(r"^[a-z].*==.*$", (DAGS / "requirements.in").read_text(), re.M):
        assert re.search(rf"^{re.escape(wanted)} \\\n +--hash=sha256:", lock, re.M), wanted
