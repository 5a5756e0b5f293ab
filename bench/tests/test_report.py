"""The tables of the benchmark: each measurement that was taken is in the document."""

from typing import Any

from bench.report import table

ONE = {"p50_ms": 10.0, "p95_ms": 12.0}
EMAILS = {"taken": 2_000, "a minute": 15_000, "a minute of the clock": 12_345, "MB before": 120, "MB after": 123}


def results(**more: Any) -> dict[str, Any]:
    """Return what a run measures, as small as can be."""
    reading = {"one project": {"1_000": ONE, "100_000": ONE}}
    inside = {"raw aggregate": ONE, "data part": ONE, "projects": 10}
    writing = {
        "one entry over REST": ONE, "one plain insert": ONE, "ratio": 1, "entries_a_second_with_four_clients": 200,
    }  # fmt: skip
    machine = {"cores": 2, "processor": "a processor", "memory_gb": 8, "python": "3.13"}
    found = {"reading": reading, "inside": inside, "writing": writing} | more
    return {"taken_on": "2026-11-28", "machine": machine, "databases": {"postgresql": found}}


def test_going_out_is_shown_with_few_items_and_with_many():
    queue = {"1000": ONE | {"queries": 19, "processor_ms": 8.0}, "10000": ONE | {"queries": 19, "processor_ms": 8.4}}
    shown = table(results(**{"going out": {"queue": queue}}))

    assert "| Going out of an account manager, median ms within a process | 1,000 items | 10,000 items |" in shown
    assert "| queue | 10.0 | 10.0 | 1.05 | 19 | ≤ 1.1 × |" in shown


def test_emails_a_minute_are_shown_with_the_memory_before_and_after():
    shown = table(results(mailbox=EMAILS, **{"mailbox sync": EMAILS | {"taken": 10_000, "MB after": 131}}))

    assert "| imported from files | 2,000 | 15,000 | 12,345 | 120 MB | 123 MB |" in shown
    assert "| read from an IMAP server | 10,000 | 15,000 | 12,345 | 120 MB | 131 MB |" in shown


def test_what_was_not_measured_has_no_table():
    assert "emails taken" not in table(results())
