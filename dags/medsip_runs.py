"""What runs of several DAGs have in common."""

from datetime import timedelta

from airflow.sdk import Param

from medsip_calls import MONTH

MONTH_BY_HAND = {
    "month": Param(
        None,
        type=["null", "string"],
        pattern=f"^{MONTH.pattern}$",
        description="Month of a run that is started by hand, such as 2026-05",
    )
}

PATIENTLY = {
    "retries": 8,
    "retry_delay": timedelta(minutes=5),
    "retry_exponential_backoff": True,
    "max_retry_delay": timedelta(hours=2),
}
"""How what may pass is tried again."""
