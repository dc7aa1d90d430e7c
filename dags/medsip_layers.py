"""Bringing layers of the lake up to date, and telling which months of which tables became different."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import Asset
from airflow.sdk.exceptions import AirflowException

from medsip_calls import MONTH, CallingHere, Ended, ended_on_cluster, months, setting
from medsip_stages import STAGES

POOL = "medsip_lake"
"""A pool of one slot: whatever writes to the lake stands in it, so that no two tasks do at once."""

ASSETS = {
    table: Asset(f"medsip.{table}", group=f"medsip.{stage['layer']}")
    for stage in STAGES
    for table in stage["writes"]
}


def written_by(*layers):
    return [ASSETS[table] for stage in STAGES if stage["layer"] in layers for table in stage["writes"]]


def read_by(*layers):
    """What the layers read of the layers before them."""
    tables = {t for stage in STAGES if stage["layer"] in layers for t in stage["reads"]}
    own = set(written_by(*layers))
    return [asset for table, asset in ASSETS.items() if table in tables and asset not in own]


class Layer(SparkSubmitOperator, CallingHere):
    """Brings the tables up to a layer up to date, with the quality gate behind each of them.

    It runs on this machine, or on the cluster of the connection that the Variable medsip_spark names.
    """

    template_fields = (*SparkSubmitOperator.template_fields, "arguments")

    def __init__(self, *, layers, arguments=(), **kwargs):
        super().__init__(
            java_class="org.medsip.jobs.cli.Main",
            name="medsip",
            pool=POOL,
            inlets=read_by(*layers),
            outlets=written_by(*layers),
            **kwargs,
        )
        self.until = layers[-1]
        self.arguments = list(arguments)

    def execute(self, context):
        self.tell(context, self.bring_up_to_date(context, self.arguments))

    def bring_up_to_date(self, context, arguments):
        """Runs the stages, and returns what each month of each table is now known by."""
        with TemporaryDirectory() as scratch:
            state = Path(scratch, "state.json")
            where = ("--lake", setting("lake"), "--until", self.until, "--state", str(state))
            self.run_stages(context, ["run", *arguments, *where]).require_success()
            return json.loads(state.read_text())

    def run_stages(self, context, arguments):
        cluster = setting("spark")
        if not cluster:
            return self.here(*arguments)
        self._conn_id = cluster
        self.application = setting("spark_application")
        self.jars = setting("spark_jars")
        self.application_args = arguments
        self._hook = None
        try:
            super().execute(context)
            return Ended(0, "")
        except AirflowException as error:
            return ended_on_cluster(error)

    def tell(self, context, state):
        """Leaves as outlets the tables that became different, with the months that did.

        What was told last is kept with the first of the assets, so that a call outside Airflow, or a
        task that was killed before it could tell, is made good by the next one.
        """
        store = context["asset_state_store"][self.outlets[0]]
        told = store.get("told", {})
        now = {
            asset.name: {part: known_by[:16] for part, known_by in parts.items()}
            for asset in self.outlets
            if (parts := state.get(asset.name.removeprefix("medsip.")))
        }
        different = [asset for asset in self.outlets if now.get(asset.name) != told.get(asset.name)]
        for asset in different:
            months = months_between(told.get(asset.name, {}), now.get(asset.name, {}))
            context["outlet_events"][asset].add_partitions(months)
            self.log.info("%s: %s", asset.name, ", ".join(months) or "the whole table")
        if different:
            store.set("told", now)
        self.outlets = different

    def on_kill(self):
        CallingHere.on_kill(self)
        if self._hook:
            super().on_kill()


class TakeInMonths(Layer):
    """Fetches, inspects and takes in months one after the other, in order, and stops at the first that fails."""

    template_fields = (*Layer.template_fields, "first", "last")

    def __init__(self, *, first, last, **kwargs):
        super().__init__(layers=("landing", "bronze"), **kwargs)
        self.first = first
        self.last = last

    def execute(self, context):
        state, done = {}, context["task_state_store"].get("taken_in", "")
        for month in months(self.first, self.last):
            if month >= done:
                folder = f"{setting('input')}/{month}"
                self.here("fetch", "--months", month, "--out", folder).require_success()
                self.here("inspect", folder).require_success()
                state = self.bring_up_to_date(context, ["--input", folder])
                context["task_state_store"].set("taken_in", month)
        self.tell(context, state)


def months_between(before, now):
    """The months of the partitions that differ; a table that has no partitions has none."""
    different = {part for part in before.keys() | now.keys() if before.get(part) != now.get(part)}
    return sorted({part[:7] for part in different if MONTH.fullmatch(part[:7])})
