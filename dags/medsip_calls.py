"""Calls of the command line on one machine, and what their exit codes mean to Airflow."""

import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from airflow.providers.standard.hooks.subprocess import SubprocessHook
from airflow.providers.standard.triggers.temporal import TimeDeltaTrigger
from airflow.sdk import BaseOperator, Variable
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

BUSY = 5
"""The exit code of what may pass: the lake is busy, a publisher is silent, a month is not out yet."""

LAUNCHER = str(Path(__file__).parent.parent / "medsip")

LONGEST_WAIT = timedelta(days=60)

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Ended(NamedTuple):
    """How a call ended, and the last thing it said: of a failure, the sentence that explains it."""

    code: int
    said: str

    def require_success(self):
        """Fails the task; only what may pass is tried again, since the rest would end the same way."""
        if self.code:
            kind = AirflowException if self.code == BUSY else AirflowFailException
            raise kind(f"{self.said} (exit code {self.code})")


def setting(name, default=None):
    """The Airflow Variable medsip_NAME, asked when a task runs and never when a file is read."""
    return Variable.get("medsip_" + name, default=default)


class CallingHere(BaseOperator):
    """A task that calls the launcher through Bash on the machine it runs on."""

    _process = None

    def here(self, *arguments, into="/dev/stderr"):
        """Makes one call; its messages become the task's log, its data goes to a file."""
        self._process = SubprocessHook()
        call = ["bash", "-c", 'into="$1"; shift; exec "$@" > "$into"', "medsip", into]
        ended = self._process.run_command([*call, setting("launcher", LAUNCHER), *arguments])
        return Ended(ended.exit_code, ended.output)

    def on_kill(self):
        if self._process:
            self._process.send_sigterm()


class Call(CallingHere):
    """One call of the command line that needs no Spark."""

    template_fields = ("arguments",)

    def __init__(self, *, arguments, **kwargs):
        super().__init__(**kwargs)
        self.arguments = arguments

    def execute(self, context):
        self.here(*self.arguments).require_success()


class WaitForPublication(CallingHere):
    """Asks the publishers for a month, and between two questions waits without holding a worker."""

    template_fields = ("arguments",)

    def __init__(self, *, arguments, **kwargs):
        super().__init__(**kwargs)
        self.arguments = arguments

    def execute(self, context):
        self.ask(context, since=datetime.now(timezone.utc).isoformat())

    def ask(self, context, since, event=None):
        ended = self.here(*self.arguments)
        if ended.code != BUSY:
            ended.require_success()
            return
        if datetime.now(timezone.utc) - datetime.fromisoformat(since) > LONGEST_WAIT:
            raise AirflowFailException(f"{ended.said} (asked for {LONGEST_WAIT.days} days)")
        pause = timedelta(seconds=float(setting("ask_every_seconds", "21600")))
        self.defer(trigger=TimeDeltaTrigger(pause), method_name="ask", kwargs={"since": since})


class ReportOfRevision(CallingHere):
    """Writes what the newest publication of a month changed, if it was published before."""

    template_fields = ("month",)

    def __init__(self, *, month, **kwargs):
        super().__init__(**kwargs)
        self.month = month

    def execute(self, context):
        if not MONTH.fullmatch(self.month):
            raise AirflowFailException(f"'{self.month}' is not a month; write it as 2026-05")
        report = Path(setting("reports"), f"revised-{self.month}.csv")
        report.parent.mkdir(parents=True, exist_ok=True)
        of_month = f"FROM revision_diff WHERE month = DATE '{self.month}-01'"
        ended = self.here(
            *("query", "--lake", setting("lake"), "--format", "csv"),
            f"SELECT * {of_month} AND run_id = (SELECT max(run_id) {of_month})"
            " ORDER BY practice_code, bnf_section",
            into=str(report),
        )
        ended.require_success()
        if len(report.read_text().splitlines()) < 2:
            report.unlink()
            raise AirflowSkipException(f"{self.month} has been taken in once: nothing is revised")


def months(first, last):
    """Every month from the first to the last, both included."""
    for month in (first, last):
        if not MONTH.fullmatch(month):
            raise AirflowFailException(f"'{month}' is not a month; write it as 2026-05")
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, end + 1)]


def ended_on_cluster(error):
    """What spark-submit ended with: the program's exit code, and its own sentence among the log's lines."""
    code = re.search(r"Error code is: (\d+)", str(error))
    if not code:
        raise error
    said = [line for line in str(error).splitlines() if line.startswith("medsip: ")]
    return Ended(int(code[1]), said[-1] if said else str(error))
