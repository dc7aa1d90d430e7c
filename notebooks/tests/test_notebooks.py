"""Every notebook runs from a fresh kernel, and its two forms, text and notebook, say the same."""

import os

import jupytext
import nbclient
import nbformat
import pytest

from conftest import ROOT

FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.py"))


def cells(notebook):
    return [(cell.cell_type, cell.source) for cell in notebook.cells]


@pytest.mark.parametrize("text", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_paired_and_holds_no_output(text):
    paired = nbformat.read(text.with_suffix(".ipynb"), as_version=4)

    assert cells(paired) == cells(jupytext.read(text)), "run: jupytext --sync notebooks/*.py"
    assert not any(cell.get("outputs") for cell in paired.cells)


@pytest.mark.parametrize("text", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs(text, published, tmp_path, monkeypatch):
    monkeypatch.setenv("MEDSIP_PUBLISHED", str(published.folder))
    monkeypatch.setenv("MEDSIP_OUT", str(tmp_path))
    notebook = jupytext.read(text)

    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=120).execute(cwd=str(FOLDER))

    if text.stem.startswith("04") and not has_real_data():
        pytest.skip("there is no real data to reproduce a published figure from")
    figures = [data for cell in notebook.cells for data in pictures(cell)]
    assert figures or not text.stem.startswith(("01", "02"))


def pictures(cell):
    outputs = cell.get("outputs", [])
    return [output for output in outputs if "image/png" in output.get("data", {})]


def has_real_data():
    folder = os.environ.get("MEDSIP_DATA", str(ROOT.parent / "shared/data"))
    return os.path.isdir(os.path.join(folder, "epd_real"))
