"""A month goes from its publication to the atlas, layer by layer, and stops where it must."""

from datetime import datetime, timedelta, timezone

import pytest
from airflow.sdk.exceptions import AirflowFailException, TaskDeferred

NOT_YET = "Prescribing of 2026-05 is not published yet: try again when it is"
BROKEN = "Rule prescribing.items_not_negative does not hold: expected 0 rows, found 3"


def steps(stub):
    """The calls, each by the words that tell it apart."""
    for call in stub.calls():
        words = [call[0], *(word for word in call if word == "--dry-run")]
        yield " ".join(words + (call[call.index("--until") + 1 :][:1] if "--until" in call else []))


def test_every_layer_follows_the_one_before(airflow, stub):
    run = airflow.run("medsip_month", month="2026-05")

    assert set(airflow.states(run).values()) == {"success"}
    assert list(steps(stub)) == [
        *("fetch --dry-run", "fetch", "inspect"),
        *("run bronze", "run silver", "run gold", "run published"),
    ]
    assert airflow.told(run) == [
        ("epd", "2026-05"),
        ("imd_release", ""),
        ("measure_org_period", "2026-05"),
        ("prescribing", "2026-05"),
        ("published", ""),
    ]


def test_only_the_first_layer_takes_files_in(airflow, stub):
    airflow.run("medsip_month", month="2026-05")

    takes_in = ["--input" in call for call in stub.calls() if call[0] == "run"]
    assert takes_in == [True, False, False, False]


def test_a_month_that_is_not_out_yet_is_waited_for(airflow, stub):
    stub.answer(*[(["--dry-run"], 5, NOT_YET)] * 2)

    run = airflow.run("medsip_month", month="2026-05")

    assert str(run.state) == "success"
    assert list(steps(stub))[:4] == ["fetch --dry-run"] * 3 + ["fetch"]


def test_waiting_holds_no_worker(bag, stub):
    stub.answer((["--dry-run"], 5, NOT_YET))
    wait = bag.dags["medsip_month"].get_task("wait")

    with pytest.raises(TaskDeferred) as deferred:
        wait.ask({}, since=datetime.now(timezone.utc).isoformat())

    assert "temporal" in deferred.value.trigger.serialize()[0]
    assert deferred.value.method_name == "ask"


def test_waiting_ends_after_sixty_days(bag, stub):
    stub.answer((["--dry-run"], 5, NOT_YET))
    long_ago = datetime.now(timezone.utc) - timedelta(days=61)

    with pytest.raises(AirflowFailException, match="2026-05 is not published yet"):
        bag.dags["medsip_month"].get_task("wait").ask({}, since=long_ago.isoformat())


@pytest.mark.parametrize("task, words", [("fetch", ["--out"]), ("silver", ["silver"])])
def test_what_may_pass_is_tried_again(airflow, stub, task, words):
    busy = (words, 5, "Another run is at work on the lake")
    stub.answer(*([([*words, "--dry-run"], 0, "")] if task == "fetch" else []), busy, busy)

    run = airflow.run("medsip_month", month="2026-05")

    assert str(run.state) == "success"
    assert airflow.tries(run)[task] == 3


def test_a_disk_that_fails_for_a_moment_is_tried_again(airflow, stub, monkeypatch):
    import medsip_layers

    folder, failures = medsip_layers.TemporaryDirectory, [OSError("No space left on device")]
    monkeypatch.setattr(
        medsip_layers, "TemporaryDirectory", lambda: fail(failures.pop()) if failures else folder()
    )

    run = airflow.run("medsip_month", month="2026-05")

    assert str(run.state) == "success"
    assert airflow.tries(run)["bronze"] == 2


def fail(error):
    raise error


@pytest.mark.parametrize("code", [2, 3, 70, 137])
def test_what_would_fail_the_same_way_is_not_tried_again(airflow, stub, code):
    stub.answer((["inspect"], code, "The file epd.csv is not understood"))

    run = airflow.run("medsip_month", month="2026-05")

    assert airflow.states(run)["inspect"] == "failed"
    assert airflow.tries(run)["inspect"] == 1
    assert list(steps(stub))[-1] == "inspect"


def test_a_failed_gate_blocks_what_follows_and_names_the_rule(airflow, stub, capfd):
    stub.answer((["silver"], 4, BROKEN))

    run = airflow.run("medsip_month", month="2026-05")

    states = airflow.states(run)
    assert states["bronze"] == "success" and states["silver"] == "failed"
    assert states["gold"] == states["published"] == "upstream_failed"
    assert airflow.tries(run)["silver"] == 1
    assert airflow.told(run) == [("epd", "2026-05")]
    assert f"AirflowFailException: medsip: {BROKEN} (exit code 4)" in capfd.readouterr().out


def test_the_month_is_the_partition_of_the_run(bag):
    task = bag.dags["medsip_month"].get_task("fetch")
    template = task.arguments[task.arguments.index("--months") + 1]

    def month(**context):
        return task.render_template(template, context)

    assert month(params={"month": None}, partition_key="2026-05") == "2026-05"
    assert month(params={"month": "2025-01"}, partition_key=None) == "2025-01"
