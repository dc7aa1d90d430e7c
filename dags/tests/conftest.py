"""Airflow with a data base of its own, and the command line or a stand-in for it."""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DAGS = ROOT / "dags"
HOME = tempfile.mkdtemp(prefix="medsip-airflow-")

# Airflow reads its settings when it is imported.
os.environ.update(
    AIRFLOW_HOME=HOME,
    AIRFLOW__CORE__DAGS_FOLDER=str(DAGS),
    AIRFLOW__CORE__LOAD_EXAMPLES="False",
    AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION="False",
    AIRFLOW__CORE__UNIT_TEST_MODE="False",
    AIRFLOW__LOGGING__LOGGING_LEVEL="WARNING",
)
sys.path.insert(0, str(DAGS))


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="also what takes minutes")


def pytest_configure(config):
    config.addinivalue_line("markers", "slow: takes minutes; only with --all")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--all"):
        for item in items:
            if "slow" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="takes minutes: --all runs it"))


def pytest_unconfigure(config):
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def database():
    """A fresh data base of Airflow."""
    airflow = Path(sys.executable).with_name("airflow")
    subprocess.run([airflow, "db", "migrate"], check=True, capture_output=True)


@pytest.fixture(scope="session")
def bag(database):
    from airflow.dag_processing.dagbag import DagBag

    return DagBag()


class Airflow:
    """Runs DAGs as `dag.test()` does, without waiting between tries."""

    def __init__(self, bag):
        self.bag = bag

    def run(self, dag_id, passing_over=None, **conf):
        """Runs a DAG to its end, but for the tasks passed over, and returns its run."""
        dag = self.bag.dags[dag_id]
        for task in dag.tasks:
            task.retries = 2
            task.retry_delay = timedelta(0)
            task.retry_exponential_backoff = False
        return dag.test(run_conf=conf, logical_date=None, mark_success_pattern=passing_over)

    @staticmethod
    def states(run):
        return {ti.task_id: str(ti.state) for ti in run.get_task_instances()}

    @staticmethod
    def tries(run):
        return {ti.task_id: ti.try_number for ti in run.get_task_instances()}

    @staticmethod
    def told(run):
        """The events of a run's assets: (table, month), without a month for a table as a whole."""
        from airflow.models.asset import AssetEvent
        from airflow.utils.session import create_session

        with create_session() as session:
            events = session.query(AssetEvent).filter(AssetEvent.source_run_id == run.run_id)
            return sorted(
                (event.asset.name.removeprefix("medsip."), event.partition_key or "")
                for event in events
                if event.source_dag_id == run.dag_id
            )


@pytest.fixture
def airflow(bag):
    return Airflow(bag)


class Stub:
    """The stand-in for the command line, in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.launcher = folder / "medsip"
        shutil.copy(Path(__file__).with_name("stub_medsip.py"), self.launcher)
        self.launcher.chmod(0o755)

    def calls(self):
        text = (self.folder / "calls.txt").read_text()
        return [json.loads(line) for line in text.splitlines()]

    def answer(self, *answers):
        (self.folder / "answers.json").write_text(json.dumps(answers))

    def publish(self, **months):
        (self.folder / "shelf.json").write_text(json.dumps(months))


@pytest.fixture
def stub(tmp_path, monkeypatch):
    stub = Stub(tmp_path)
    set_variables(monkeypatch, tmp_path, launcher=stub.launcher, ask_every_seconds="0.1")
    forget_what_was_told()
    return stub


def set_variables(monkeypatch, folder, **more):
    settings = {"input": folder / "in", "lake": folder / "lake", "reports": folder / "reports"}
    for name, value in {**settings, **more}.items():
        monkeypatch.setenv("AIRFLOW_VAR_MEDSIP_" + name.upper(), str(value))


def forget_what_was_told():
    from airflow.models.asset_state_store import AssetStateStoreModel
    from airflow.utils.session import create_session

    with create_session() as session:
        session.query(AssetStateStoreModel).delete()


logging.getLogger("airflow").setLevel(logging.WARNING)
