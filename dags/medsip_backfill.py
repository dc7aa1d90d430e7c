"""A span of months at once: a new lake's history, or months that may have been published again.

Months are taken in one after the other, in order. Silver, gold and the publication follow once for
all of them: built month by month, every rolling year would be built twelve times.
"""

from datetime import datetime

from airflow.sdk import DAG, Param

from medsip_calls import MONTH
from medsip_layers import Layer, TakeInMonths
from medsip_runs import PATIENTLY

with DAG(
    "medsip_backfill",
    description="Takes in every month of a span, in order, and publishes what follows from them",
    doc_md=__doc__,
    schedule=None,
    start_date=datetime(2024, 1, 1),
    max_active_runs=1,
    params={
        end: Param(
            type="string",
            pattern=f"^{MONTH.pattern}$",
            description=f"The {end} month, such as {example}",
        )
        for end, example in (("first", "2024-05"), ("last", "2026-04"))
    },
    default_args=PATIENTLY,
    tags=["medsip"],
):
    take_in = TakeInMonths(
        task_id="take_in", first="{{ params.first }}", last="{{ params.last }}"
    )
    silver = Layer(task_id="silver", layers=("silver",))
    gold = Layer(task_id="gold", layers=("gold",))
    published = Layer(task_id="published", layers=("published",))

    take_in >> silver >> gold >> published
