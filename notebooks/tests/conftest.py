import os
from pathlib import Path

import pytest

import publication

ROOT = Path(__file__).resolve().parents[2]


def pytest_addoption(parser):
    parser.addoption("--all", action="store_true", help="also what takes minutes")


@pytest.fixture(scope="session")
def published():
    """A publication of a simulated England: MEDSIP_PUBLISHED, or that of the demo."""
    named = os.environ.get("MEDSIP_PUBLISHED")
    folder = Path(named) if named else ROOT / "out/demo/lake/published"
    if not folder.exists():
        pytest.skip(f"there is no publication at {folder}: run ./medsip demo")
    return publication.Publication(folder.resolve())


@pytest.fixture(scope="session")
def everything(request):
    return request.config.getoption("--all")
