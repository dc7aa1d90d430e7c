"""A simulated England as its publishers would offer it: month by month, on a shelf to fetch from."""

import re
import shutil

import pytest

from conftest import ROOT, forget_what_was_told, set_variables

MONTH = re.compile(r"(20\d\d)-?(0[1-9]|1[0-2])(?!\d)")

LAUNCHER = """#!/usr/bin/env bash
# What is fetched comes from a shelf; every other call is one of the command line itself.
set -euo pipefail
if [[ "$1" != fetch ]]; then exec {medsip} "$@"; fi
while [[ "$#" -gt 0 ]]; do
  case "$1" in
    --months) month="$2"; shift ;;
    --out) out="$2"; shift ;;
    --dry-run) exit 0 ;;
  esac
  shift
done
mkdir -p -- "$out"
cp -r -- {shelf}/"$month"/. "$out"
"""


class Shelf:
    """The files by month. What has no month in its name lies with the first, a revision beside."""

    def __init__(self, files, folder, monkeypatch):
        self.folder = folder / "shelf"
        self.revisions = {}
        months = sorted({month_of(file) for file in files if month_of(file)})
        for month in months:
            (self.folder / month).mkdir(parents=True)
            for file in files:
                if file.name == "truth.json" or (month_of(file) or months[0]) == month:
                    self.put(file, month)
        self.months = months
        launcher = folder / "medsip"
        launcher.write_text(LAUNCHER.format(medsip=ROOT / "medsip", shelf=self.folder))
        launcher.chmod(0o755)
        set_variables(monkeypatch, folder, launcher=launcher)
        forget_what_was_told()

    def put(self, file, month):
        if re.search(r"_r\d", file.stem):
            self.revisions[month] = file
        else:
            shutil.copy(file, self.folder / month)

    def publish_again(self, month):
        """Puts the revision of a month beside its first publication."""
        shutil.copy(self.revisions[month], self.folder / month)


def month_of(file):
    found = MONTH.search(file.name)
    return "-".join(found.groups()) if found else None


def files_of(england):
    if not (england / "in").is_dir():
        pytest.skip(f"there is no simulated England at {england}: ./medsip test makes it")
    return sorted(file for file in (england / "in").rglob("*") if file.is_file())
