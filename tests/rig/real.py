"""The real inputs: files written by other tools, outside the repository."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = ROOT.parent / "shared" / "data" / "real"


def folder() -> Path:
    """Return the folder of the real inputs: AMITY_REAL_DATA, or next to the repository."""
    return Path(os.environ.get("AMITY_REAL_DATA") or DEFAULT)


def expected() -> bool:
    """Return whether real inputs are required: their folder exists or is named. Then no test is skipped."""
    return "AMITY_REAL_DATA" in os.environ or folder().is_dir()


def path_of(name: str) -> Path:
    """Return the path of a real input, or skip the test if there is no such folder."""
    path = folder() / name
    if path.exists():
        return path
    assert not expected(), f"real input {name} is missing from {folder()}"
    return pytest.skip("no real inputs here (AMITY_REAL_DATA names their folder)")


@pytest.fixture(scope="session")
def real_data() -> Callable[[str], Path]:
    """Return a function that returns the path of a real input: `real_data("harvest/export.csv")`."""
    return path_of
