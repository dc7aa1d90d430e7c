"""What a month's newest publication changed is written out, for that month alone."""

import json

import pytest
from airflow.sdk.exceptions import AirflowFailException


def test_a_revised_month_gets_a_report(airflow, stub):
    (stub.folder / "revisions.json").write_text(json.dumps("run_id,month\nr2,2026-02-01"))

    run = airflow.run("medsip_changes", month="2026-02")

    assert airflow.states(run) == {"report": "success"}
    assert "month = DATE '2026-02-01'" in stub.calls()[0][-1]
    report = stub.folder / "reports/revised-2026-02.csv"
    assert report.read_text() == "run_id,month\nr2,2026-02-01\n"


def test_a_month_that_was_published_once_gets_none(airflow, stub):
    run = airflow.run("medsip_changes", month="2026-02")

    assert airflow.states(run) == {"report": "skipped"}
    assert list((stub.folder / "reports").iterdir()) == []


def test_what_is_no_month_reaches_no_query(bag, stub):
    report = bag.dags["medsip_changes"].get_task("report")
    report.month = "2026-02-01' OR '1' = '1"
    with pytest.raises(AirflowFailException, match="is not a month"):
        report.execute({})
    assert not (stub.folder / "calls.txt").exists()
