"""The check after the hammer: every promise is stored, every sum is right, and every record is intact."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from amity.audit import trail
from amity.audit.models import Payload
from amity.timesheets.models import Entry
from amity.timesheets.sums.verify import verify

KEPT = ("seconds", "text")
MOST_SHOWN = 5


@dataclass
class Judgement:
    """The result of a run. Faults are sentences, and there are none if the run is clean."""

    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    retried: Counter[str] = field(default_factory=Counter)
    by_role: Counter[str] = field(default_factory=Counter)
    promises: int = 0
    superseded: int = 0
    entries: int = 0
    deadlocks: int | None = None


def judge(folder: Path) -> Judgement:
    """Read every process's file and compare it with the database."""
    found, promises = Judgement(), _read(folder)
    _count(found, promises)
    history = _history()
    _judge_entries(found, [one for one in promises if one["act"].startswith("entry.")], history)
    _judge_bulk(found, promises)
    _judge_trail(found, history)
    verdict = verify()
    found.entries = verdict.entries
    found.faults += [f"sum of {one[0]} {one[1]}: stored {one[2]}, entries say {one[3]}" for one in verdict.differing]
    found.faults += [f"trail record {number} does not match its digest" for number in trail.tampered()]
    found.deadlocks = _deadlocks()
    return found


def _read(folder: Path) -> list[dict[str, Any]]:
    """Return every complete line. A killed process may leave an incomplete last one, which was never acknowledged."""
    promises = []
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_bytes().split(b"\n")[:-1]:
            promises.append(json.loads(line) | {"role": file.stem.partition("-")[0]})
    return promises


def _count(found: Judgement, promises: list[dict[str, Any]]) -> None:
    last = {one["process"]: one for one in promises if one["act"] == "counts"}
    for one in last.values():
        found.counts.update(one["counts"])
        found.by_role[one["role"]] += one["counts"].get("done", 0)
        found.retried.update(one["retried"])
    stories = [one["story"] for one in promises if one["act"] == "error"]
    found.faults += [f"{len(stories)} errors, the first:\n{stories[0]}"] if stories else []


def _history() -> dict[int, list[tuple[str, dict[str, Any]]]]:
    """Return each entry's history in the audit log, oldest first: action and image after it."""
    history: dict[int, list[tuple[str, dict[str, Any]]]] = {}
    payloads = Payload.objects.select_related("record").filter(record__subject_kind="timesheets.entry")
    for payload in payloads.order_by("record_id").iterator(chunk_size=2000):
        image = payload.body.get("after", payload.body)
        history.setdefault(payload.record.subject_id, []).append((payload.record.action, image))
    return history


def _judge_entries(
    found: Judgement, promises: list[dict[str, Any]], history: dict[int, list[tuple[str, dict[str, Any]]]]
) -> None:
    """Check that each promise is in the audit log, and an entry's last one in the database or changed later."""
    known = {(number, act, image["version"]) for number, acts in history.items() for act, image in acts}
    lost = [one for one in promises if (one["id"], one["act"], one["version"]) not in known]
    found.faults += [f"lost: {one}" for one in lost[:MOST_SHOWN]]
    stored = {row["pk"]: row for row in Entry.objects.values("pk", "version", *KEPT)}
    last: dict[int, dict[str, Any]] = {}
    for one in promises:
        if one["version"] >= last.get(one["id"], one)["version"]:
            last[one["id"]] = one
    for number, one in last.items():
        row, acts = stored.get(number), history.get(number, [("", {"version": 0})])
        if acts[-1][1]["version"] > one["version"]:
            found.superseded += 1  # committed by the killed process, which could no longer report it
        elif one["act"] == "entry.deleted":
            found.faults += [f"deleted, yet there: {one}"] if row else []
        elif row is None or row["version"] != one["version"] or any(row[name] != one[name] for name in KEPT):
            found.faults.append(f"promised {one}, stored {row}")
    found.promises += len(promises)


def _judge_bulk(found: Judgement, promises: list[dict[str, Any]]) -> None:
    undone = {number for one in promises if one["act"] == "bulk.undone" for number in one["ids"]}
    brought = {number for one in promises if one["act"] == "bulk" for number in one["ids"]}
    there = set(Entry.objects.filter(person__name="Brought").values_list("pk", flat=True))
    found.promises += len(brought) + len(undone)
    found.faults += [f"brought in bulk, and lost: {number}" for number in sorted(brought - undone - there)[:MOST_SHOWN]]
    found.faults += [f"taken back, and there: {number}" for number in sorted(undone & there)[:MOST_SHOWN]]


def _judge_trail(found: Judgement, history: dict[int, list[tuple[str, dict[str, Any]]]]) -> None:
    """Check that the last image in the audit log is the entry's current state."""
    stored = {row["pk"]: row for row in Entry.objects.exclude(person__name="Brought").values("pk", "version", *KEPT)}
    for number, acts in history.items():
        action, image = acts[-1]
        row = stored.pop(number, None)
        if action == "entry.deleted":
            found.faults += [f"entry {number} is deleted on the trail, yet there"] if row else []
        elif row is None or row["version"] != image["version"] or row["seconds"] != image["seconds"]:
            found.faults.append(f"entry {number} is {row}, the trail says {image['version']}, {image['seconds']} s")
    found.faults += [f"entry {number} has no trail" for number in sorted(stored)[:MOST_SHOWN]]


def _deadlocks() -> int | None:
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])
