"""The DAGs run the command line itself on a simulated England, and come to what it comes to alone."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import ROOT
from england import Shelf, files_of


@pytest.fixture
def england():
    return Path(os.environ.get("MEDSIP_ENGLAND", ROOT / "target/england"))


def publication(lake):
    return json.loads((lake / "published/publication.json").read_text())


def months_told(told, table):
    return [month for name, month in told if name == table]


def test_the_line_builds_and_publishes_what_a_lake_lacks(airflow, england, tmp_path, monkeypatch):
    """The lake is the command line's, without its publication and without one of its tables."""
    shelf = Shelf(files_of(england), tmp_path, monkeypatch)
    for month in shelf.revisions:
        shelf.publish_again(month)
    lake = tmp_path / "lake"
    shutil.copytree(england / "lake", lake, symlinks=True)
    (lake / "published").unlink()
    shutil.rmtree(lake / "publications")
    shutil.rmtree(lake / "gold/dim_organisation")

    run = airflow.run("medsip_month", passing_over="silver", month=shelf.months[-1])

    assert set(airflow.states(run).values()) == {"success"}
    told = airflow.told(run)
    assert months_told(told, "epd") == shelf.months
    assert months_told(told, "dim_organisation") == [""]
    assert months_told(told, "published") == [""]
    assert (lake / "gold/dim_organisation/_delta_log").is_dir()
    assert publication(lake) == publication(england / "lake")


@pytest.mark.slow
def test_month_by_month_and_revised_the_lake_is_what_one_run_makes_of_all(
    airflow, england, tmp_path, monkeypatch
):
    shelf = Shelf(files_of(england), tmp_path, monkeypatch)
    (revised,) = shelf.revisions
    *before, last = shelf.months
    airflow.run("medsip_backfill", first=before[0], last=before[-1])
    airflow.run("medsip_month", month=last)
    shelf.publish_again(revised)

    run = airflow.run("medsip_backfill", first=revised, last=revised)
    changes = airflow.run("medsip_changes", month=revised)

    told = airflow.told(run)
    assert months_told(told, "epd") == [revised]
    assert months_told(told, "prescribing") == [revised]
    assert months_told(told, "registrants") == months_told(told, "imd_release") == []
    assert min(months_told(told, "measure_org_period")) >= revised
    assert str(changes.state) == "success"
    assert len((tmp_path / f"reports/revised-{revised}.csv").read_text().splitlines()) > 1
    assert publication(tmp_path / "lake") == publication(england / "lake")


@pytest.mark.slow
def test_two_years_are_taken_in_for_real(airflow, tmp_path, monkeypatch):
    simulated = tmp_path / "england/in"
    subprocess.run(
        [ROOT / "medsip", "simulate", "--out", simulated, "--scale", "0.002", "--months", "24"],
        check=True,
    )
    shelf = Shelf(files_of(tmp_path / "england"), tmp_path, monkeypatch)

    run = airflow.run("medsip_backfill", first=shelf.months[0], last=shelf.months[-1])

    assert set(airflow.states(run).values()) == {"success"}
    assert months_told(airflow.told(run), "prescribing") == shelf.months
    assert len(shelf.months) == 24
    assert publication(tmp_path / "lake")
