"""Size of chunks: the limits of decisions 0007 and 0015, on both databases."""

from types import SimpleNamespace

import pytest

from amity.agency.rules import LIMITS
from amity.imports import pace


@pytest.fixture
def aim(monkeypatch):
    def found(vendor, **kind):
        monkeypatch.setattr(pace, "connection", SimpleNamespace(vendor=vendor))
        monkeypatch.setattr(pace, "limit", lambda name: LIMITS[name].value)
        return pace.Pace(250, LIMITS["import.chunk_rows"].value, **kind)

    return found


def test_a_chunk_has_at_most_ten_thousand_rows_and_half_a_second():
    assert (LIMITS["import.chunk_rows"].value, LIMITS["import.chunk_ms"].value) == (10_000, 500)


@pytest.mark.parametrize(
    ("vendor", "of_time", "seconds"),
    [("sqlite", True, 0.35), ("sqlite", False, 0.35), ("postgresql", True, 0.5), ("postgresql", False, 0.35)],
)
def test_each_database_aims_within_the_limit(aim, vendor, of_time, seconds):
    assert aim(vendor, of_time=of_time)._aim == pytest.approx(seconds)


def test_a_slow_chunk_makes_the_next_one_smaller_and_a_fast_one_no_larger_than_the_limit(aim, monkeypatch):
    clock = iter([0.0, 1.0, 1.0, 1.0])
    monkeypatch.setattr("amity.imports.pace.time.monotonic", lambda: next(clock))
    chunks = aim("postgresql", of_time=True)
    with chunks:
        pass
    slow = chunks.size
    chunks.size = 9_000
    with chunks:
        pass

    assert (slow, chunks.size) == (125, 10_000)
