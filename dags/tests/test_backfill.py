"""Two years are taken in month by month; a month published again costs what depends on it."""

from datetime import datetime, timezone

from airflow.models.asset import AssetPartitionDagRun
from airflow.utils.session import create_session

YEARS = [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]


def taken_in(stub):
    return [call[call.index("--input") + 1][-7:] for call in stub.calls() if "--input" in call]


def test_months_are_taken_in_one_after_the_other_in_order(airflow, stub):
    run = airflow.run("medsip_backfill", first="2024-01", last="2025-12")

    assert str(run.state) == "success"
    calls = stub.calls()
    assert [call[0] for call in calls[:72]] == ["fetch", "inspect", "run"] * 24
    assert [call[call.index("--months") + 1] for call in calls[:72:3]] == YEARS
    assert [call[1][-7:] for call in calls[1:72:3]] == YEARS
    assert taken_in(stub) == YEARS
    assert [call[call.index("--until") + 1] for call in calls[72:]] == [
        *("silver", "gold", "published")
    ]
    told = airflow.told(run)
    for table in ("epd", "prescribing", "measure_org_period"):
        assert [month for name, month in told if name == table] == YEARS


def test_a_second_try_goes_on_where_the_first_stopped(airflow, stub):
    stub.answer((["fetch", "2024-03"], 5, "The publisher cannot be reached"))

    run = airflow.run("medsip_backfill", first="2024-01", last="2024-04")

    assert str(run.state) == "success"
    assert taken_in(stub) == ["2024-01", "2024-02", "2024-02", "2024-03", "2024-04"]
    assert ("epd", "2024-01") in airflow.told(run)


def test_a_month_that_is_refused_stops_all_that_follows(airflow, stub):
    stub.answer((["inspect", str(stub.folder / "in/2024-03")], 3, "epd.csv is not understood"))

    run = airflow.run("medsip_backfill", first="2024-01", last="2024-04")

    assert taken_in(stub) == ["2024-01", "2024-02"]
    assert airflow.told(run) == []
    assert set(airflow.states(run).values()) == {"failed", "upstream_failed"}
    assert ("epd", "2024-01") in airflow.told(
        airflow.run("medsip_backfill", first="2024-01", last="2024-04")
    ), "what was not told is told by the next run"


def test_a_revised_month_is_told_of_with_its_dependants_and_nothing_else(airflow, stub):
    span = {"first": "2026-01", "last": "2026-04"}
    airflow.run("medsip_backfill", **span)
    runs_of_changes()
    stub.publish(**{"2026-02": "second of 2026-02"})

    run = airflow.run("medsip_backfill", **span)

    assert airflow.told(run) == [
        ("epd", "2026-02"),
        ("measure_org_period", "2026-02"),
        ("measure_org_period", "2026-03"),
        ("prescribing", "2026-02"),
        ("published", ""),
    ]
    assert runs_of_changes() == ["2026-02"]


def test_where_nothing_is_new_nothing_is_told(airflow, stub):
    span = {"first": "2026-01", "last": "2026-02"}
    airflow.run("medsip_backfill", **span)
    runs_of_changes()

    run = airflow.run("medsip_backfill", **span)

    assert str(run.state) == "success"
    assert airflow.told(run) == []
    assert runs_of_changes() == []


def runs_of_changes():
    """The months for which the scheduler is to start medsip_changes; they are then forgotten."""
    with create_session() as session:
        pending = session.query(AssetPartitionDagRun).filter_by(target_dag_id="medsip_changes")
        months = sorted(run.partition_key for run in pending)
        pending.delete()
    return months


def test_airflows_own_backfill_makes_one_run_of_each_month_in_order(bag):
    from airflow.serialization.serialized_objects import DagSerialization

    dag = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(bag.dags["medsip_month"]))
    days = [datetime(year, 1, 1, tzinfo=timezone.utc) for year in (2024, 2026)]

    runs = list(dag.iter_dagrun_infos_between(days[0], days[1]))

    assert [run.partition_key for run in runs[:24]] == YEARS
