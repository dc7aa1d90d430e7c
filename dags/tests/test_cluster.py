"""Layers run on a Spark cluster by spark-submit where the Variable medsip_spark names one."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from conftest import ROOT, forget_what_was_told, set_variables
from england import Shelf, files_of

SUBMIT = """#!/usr/bin/env bash
exec "{java}" @{options} -Xmx1g -cp "$SPARK_HOME/jars/*" org.apache.spark.deploy.SparkSubmit "$@"
"""

STUB_SUBMIT = """#!/usr/bin/env bash
printf '%s\\n' "$@" > {folder}/submitted.txt
echo "an executor was lost" >&2
echo "medsip: Rule prescribing.items does not hold" >&2
exit {code}
"""


def on_cluster(monkeypatch, folder, master, port, **more):
    """Settings by which the layers go to a cluster."""
    connection = {"conn_type": "spark", "host": master, "port": port}
    monkeypatch.setenv("AIRFLOW_CONN_MEDSIP_CLUSTER", json.dumps(connection))
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:{os.environ['PATH']}")
    for name, value in {"spark": "medsip_cluster", **more}.items():
        monkeypatch.setenv("AIRFLOW_VAR_MEDSIP_" + name.upper(), str(value))


def script(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)


@pytest.mark.parametrize("code, tries", [(4, 1), (5, 3)])
def test_the_program_on_the_cluster_ends_as_it_does_here(
    airflow, stub, monkeypatch, capfd, code, tries
):
    script(stub.folder / "bin/spark-submit", STUB_SUBMIT.format(folder=stub.folder, code=code))
    settings = {"spark_application": "jobs.jar", "spark_jars": "common.jar"}
    on_cluster(monkeypatch, stub.folder, "spark://master.example", 7077, **settings)

    run = airflow.run("medsip_month", month="2026-05")

    assert airflow.states(run)["bronze"] == "failed"
    assert airflow.states(run)["silver"] == "upstream_failed"
    assert airflow.tries(run)["bronze"] == tries
    assert f"medsip: Rule prescribing.items does not hold (exit code {code})" in capfd.readouterr().out
    words = (stub.folder / "submitted.txt").read_text().split()
    assert words[:2] == ["--master", "spark://master.example:7077"]
    assert words[words.index("jobs.jar") + 1 :][:2] == ["run", "--input"]


@pytest.mark.slow
def test_bronze_is_built_on_a_standalone_cluster(airflow, database, tmp_path, monkeypatch):
    england = Path(os.environ.get("MEDSIP_ENGLAND", ROOT / "target/england"))
    files = [file for file in files_of(england) if "quin-age" in file.name]
    shelf = Shelf(files, tmp_path, monkeypatch)
    spark = spark_home(tmp_path / "spark")
    own = sorted((ROOT / "jobs/target").glob("medsip-jobs-*.jar"), key=os.path.getmtime)[-1]
    (common,) = [jar for jar in class_path() if ROOT in jar.parents]
    monkeypatch.setenv("SPARK_HOME", str(spark))
    monkeypatch.setenv("SPARK_SCALA_VERSION", "2.12")
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    with standalone(spark, tmp_path) as port:
        on_cluster(
            *(monkeypatch, spark, "spark://127.0.0.1", port),
            **{"spark_application": own, "spark_jars": common},
        )

        run = airflow.run(
            "medsip_month", passing_over="silver|gold|published", month=shelf.months[0]
        )

    assert str(run.state) == "success"
    assert ("registered_patients", shelf.months[0]) in airflow.told(run)
    assert list((tmp_path / "work").glob("app-*/0")), "an executor of the cluster did the work"


def java():
    return Path(os.environ.get("JAVA_HOME") or Path(shutil.which("java")).resolve().parents[1], "bin/java")


def class_path():
    return [Path(jar) for jar in (ROOT / "jobs/target/classpath").read_text().strip().split(":")]


def spark_home(folder):
    """A Spark distribution of the libraries that the command line is built with."""
    (folder / "jars").mkdir(parents=True)
    for jar in class_path():
        if ROOT not in jar.parents:
            (folder / "jars" / jar.name).symlink_to(jar)
    options = ROOT / "config/spark.jvm.options"
    script(folder / "bin/spark-submit", SUBMIT.format(java=java(), options=options))
    return folder


@contextlib.contextmanager
def standalone(spark, folder):
    """A master and a worker on this machine; yields the master's port."""
    port = free_port()
    url = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    daemons = [
        [f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port)],
        [f"{deploy}.worker.Worker", "--host", "127.0.0.1", "--cores", "2", "--memory", "2g"]
        + ["--work-dir", str(folder / "work"), url],
    ]
    started = []
    try:
        for number, (main, *arguments) in enumerate(daemons):
            log = folder / f"daemon-{number}.log"
            command = [java(), f"@{ROOT / 'config/spark.jvm.options'}", "-Xmx512m"]
            command += ["-cp", f"{spark}/jars/*", main, "--webui-port", "0", *arguments]
            started.append(subprocess.Popen(command, stdout=log.open("w"), stderr=subprocess.STDOUT))
            wait_for(port)
        yield port
    finally:
        for daemon in started:
            daemon.kill()
            daemon.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.5)
    raise AssertionError(f"no Spark master came up on port {port}")
