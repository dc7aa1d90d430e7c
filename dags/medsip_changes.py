"""What a month's newest publication changed, as a table to open.

It runs for each month whose prescribing became different, whichever DAG took it in, and for no other.
"""

from datetime import datetime, timedelta

from airflow.sdk import DAG, Param, PartitionedAssetTimetable

from medsip_calls import ReportOfRevision
from medsip_layers import ASSETS

with DAG(
    "medsip_changes",
    description="Reports what a month that was published again changed, by site and BNF section",
    doc_md=__doc__,
    schedule=PartitionedAssetTimetable(assets=ASSETS["prescribing"]),
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    params={
        "month": Param(
            None,
            type=["null", "string"],
            pattern=r"^\d{4}-(0[1-9]|1[0-2])$",
            description="Month of a run that is started by hand, such as 2026-05",
        )
    },
    default_args={"retries": 8, "retry_delay": timedelta(minutes=5)},
    tags=["medsip"],
):
    ReportOfRevision(task_id="report", month="{{ params.month or partition_key }}")
