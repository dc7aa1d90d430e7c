"""A month of prescribing, from its publication to the atlas.

The run's partition is the month. It starts two months later, which is when the month may be out, and
waits for it. A layer is one task with one Spark job, not one for each table: a JVM that opens a lake
costs ten seconds before it has done anything, and within a layer tables share what has been read.
"""

from datetime import datetime

from airflow.sdk import DAG, CronPartitionTimetable

from medsip_calls import Call, WaitForPublication
from medsip_layers import Layer
from medsip_runs import MONTH_BY_HAND, PATIENTLY

MONTH = "{{ params.month or partition_key }}"
FOLDER = "{{ var.value.medsip_input }}/" + MONTH

with DAG(
    "medsip_month",
    description="Waits for a month to be published, takes it in, and publishes what follows from it",
    doc_md=__doc__,
    schedule=CronPartitionTimetable(
        "0 6 1 * *", timezone="Europe/London", run_offset=-2, key_format="%Y-%m"
    ),
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    params=MONTH_BY_HAND,
    default_args=PATIENTLY,
    tags=["medsip"],
):
    wait = WaitForPublication(
        task_id="wait", arguments=["fetch", "--dry-run", "--months", MONTH, "--out", FOLDER]
    )
    fetch = Call(task_id="fetch", arguments=["fetch", "--months", MONTH, "--out", FOLDER])
    inspect = Call(task_id="inspect", arguments=["inspect", FOLDER])
    bronze = Layer(
        task_id="bronze", layers=("landing", "bronze"), arguments=["--input", FOLDER]
    )
    silver = Layer(task_id="silver", layers=("silver",))
    gold = Layer(task_id="gold", layers=("gold",))
    published = Layer(task_id="published", layers=("published",))

    wait >> fetch >> inspect >> bronze >> silver >> gold >> published
