"""The real inputs: files as other tools wrote them, kept outside the repository."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEFAULT = ROOT.parent / "shared" / "data" / "real"


def folder() -> Path:
    """Where the real inputs lie: AMITY_REAL_DATA, else beside the repository."""
    return Path(os.environ.get("AMITY_REAL_DATA") or DEFAULT)


@pytest.fixture(scope="session")
def real_data() -> Callable[[str], Path]:
    """`real_data("harvest/export.csv")`: the path of a real input; skips the test where there is none."""

    def path_of(name: str) -> Path:
        path = folder() / name
        if not path.exists():
            pytest.skip(f"real input {name} is not here (AMITY_REAL_DATA names its folder)")
        return path

    return path_of
