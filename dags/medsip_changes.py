"""What a month's newest publication changed, as a table to open.

It runs for each month whose prescribing became different, whichever DAG took it in, and for no other.
"""

from datetime import datetime, timedelta

from airflow.sdk import DAG, PartitionedAssetTimetable

from medsip_calls import ReportOfRevision
from medsip_layers import ASSETS
from medsip_runs import MONTH_BY_HAND

with DAG(
    "medsip_changes",
    description="Reports what a month that was published again changed, by site and BNF section",
    doc_md=__doc__,
    schedule=PartitionedAssetTimetable(assets=ASSETS["prescribing"]),
    start_date=datetime(2024, 1, 1),
    catchup=False,
    max_active_runs=1,
    params=MONTH_BY_HAND,
    default_args={"retries": 8, "retry_delay": timedelta(minutes=5)},
    tags=["medsip"],
):
    ReportOfRevision(task_id="report", month="{{ params.month or partition_key }}")
