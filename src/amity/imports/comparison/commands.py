"""Compare staged rows with earlier imports from their source and classify each row. Writes to the stage only."""

import json
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.functions import Collate

from amity.agency.queries import limit
from amity.imports.comparison.rules import Fate, Held, Incoming, Outcome, Scope, pair
from amity.imports.line_codes.finder import LineFinder
from amity.imports.models import HeldRow, Source
from amity.imports.names.matcher import IGNORE
from amity.imports.rules import Reason
from amity.imports.source_file.options import Options
from amity.imports.stage.stage import Stage
from amity.imports.time_rows.rules.canonical import SEPARATOR, SourceRow
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.timesheets import queries as timesheets

CHUNK = 5_000
REJECTED, IGNORED = "rejected", "ignored"
UNRESOLVED = {"guess", "none"}

Decision = tuple[str, int | None, tuple[str, ...], list[tuple[str, Reason]], int]
Judged = tuple[int, str, list[tuple[str, Reason]]]


def compare(source: Source, options: Options, stage: Stage) -> None:
    """Classify each staged row: new, changed, unchanged, ambiguous, rejected or ignored."""
    stage.forget_fates()
    stage.put_fact("lines_lost", 0)
    closed = timesheets.closed_months()
    judged = {frame: (fate, why) for frame, fate, why in _judged(stage, options)}
    stage.decide_frames((frame, fate, why) for frame, (fate, why) in judged.items())
    scope, has_lines = _scope(stage, judged.keys())
    if scope is None:
        return
    is_first = not HeldRow.objects.filter(source=source, work_date__range=(scope.first, scope.last)).exists()
    if is_first and not has_lines:
        _take_all(stage, scope, closed)
    else:
        _pair(source, stage, scope, closed)
    stage.put_fact("long_days", _long_days(stage))


def _take_all(stage: Stage, scope: Scope, closed: frozenset[int]) -> None:
    """Classify all rows as new where nothing was imported before.

    This takes a few statements instead of one per row.
    """
    for month in sorted(closed):
        first, last = first_day(month), last_day(month)
        if first <= scope.last and scope.first <= last:
            stage.decide_month(first.isoformat(), last.isoformat(), REJECTED, [("date", _closed(first))])
    stage.decide_rest(Fate.CREATED.value)


def _pair(source: Source, stage: Stage, scope: Scope, closed: frozenset[int]) -> None:
    lines = LineFinder(source, stage)
    incoming = (Incoming(number, row) for number, row in stage.by_day())
    decided: list[Decision] = []
    olds: list[tuple[int, SourceRow, str, Reason | None]] = []
    lost = 0
    for outcome in pair(incoming, held_rows(source, scope.first, scope.last, closed), scope):
        if outcome.incoming is not None:
            decided.append(_decision(outcome, lines, closed))
            lost += outcome.fate is Fate.UPDATED and "line" in outcome.changed and not outcome.incoming.row.line
        elif outcome.held is not None:
            olds.append((outcome.held.key, outcome.held.row, outcome.fate.value, outcome.reason))
        if len(decided) >= CHUNK:
            stage.decide(decided)
            decided = []
    stage.decide(decided)
    stage.decide_old(olds)
    stage.put_fact("lines_lost", lost)


def _scope(stage: Stage, left_out: Collection[int]) -> tuple[Scope | None, bool]:
    """Return the scope of the rows that can be imported, and whether any of them names a quoted line."""
    people, projects, days = set[str](), set[str](), set[str]()
    has_lines = False
    for frame, person, client, project, first, last, lines in stage.frames():
        if frame not in left_out:
            people.add(person)
            projects.add(project or f"{client}{SEPARATOR}")
            days |= {first, last}
            has_lines = has_lines or lines > 0
    if not people:
        return None, False
    first_of, last_of = date.fromisoformat(min(days)), date.fromisoformat(max(days))
    complete = bool(stage.fact("complete", True))
    return Scope(frozenset(people), frozenset(projects), first_of, last_of, complete), has_lines


def held_rows(source: Source, first: date, last: date, closed: frozenset[int]) -> Iterator[Held]:
    """Return the last imported rows of the source between the dates, by person and date in code point order."""
    plain = "C" if connection.vendor == "postgresql" else "BINARY"
    rows = (
        HeldRow.objects.filter(source=source, work_date__range=(first, last))
        .annotate(version_now=F("entry__version"))
        .order_by(Collate(F("person_key"), plain), "work_date", "pk")
        .values_list("pk", "body", "work_date", "entry_version", "version_now")
    )
    for key, body, day, version, now in rows.iterator(chunk_size=5_000):
        yield Held(
            key,
            SourceRow.from_text(body),
            edited=now is not None and now != version,
            deleted=now is None,
            locked=month_of(day) in closed,
        )


def _judged(stage: Stage, options: Options) -> Iterator[Judged]:
    """Yield frames classified regardless of earlier imports, because of unknown or ignored names."""
    names = {(kind, name["key"]): name for kind in ("person", "client", "project") for name in stage.names(kind)}
    for frame, person, client, project, *_rest in stage.frames():
        why: list[tuple[str, Reason]] = []
        ignored = False
        for field, key in (("person", person), ("client", client), ("project", project)):
            if (name := names.get((field, key))) is None:
                continue
            ignored = ignored or name["verdict"] == IGNORE
            open_now = name["verdict"] in UNRESOLVED and not (options.create_missing and name["verdict"] == "guess")
            made = name["verdict"] == "create" and not (options.create_missing or name["chosen"])
            if open_now or made:
                why += [(field, reason) for reason in _unknown(field, name)]
        if ignored:
            yield frame, IGNORED, []
        elif why:
            yield frame, REJECTED, why


def _unknown(field: str, name: dict[str, Any]) -> Iterator[Reason]:
    """Yield the unknown name as a reason, then what it may be."""
    yield Reason(f"{field}_unknown", name=name["label"])
    reason = Reason.from_json(json.loads(name["reason"]))
    if reason.code not in {"name_unknown", "chosen_before", "no_account_found", "never_billable"}:
        yield reason


def _decision(outcome: Outcome, lines: LineFinder, closed: frozenset[int]) -> Decision:
    assert outcome.incoming is not None  # noqa: S101 - asked by the caller
    number, row = outcome.incoming.number, outcome.incoming.row
    why = [("", outcome.reason)] if outcome.reason else []
    held = outcome.held.key if outcome.held else None
    fate = outcome.fate
    if fate in (Fate.CREATED, Fate.LOCKED) and (fate is Fate.LOCKED or month_of(row.work_date) in closed):
        return REJECTED, held, outcome.changed, [("date", _closed(row.work_date))], number
    if fate is Fate.UPDATED and month_of(row.work_date) in closed:
        return REJECTED, held, outcome.changed, [("date", _closed(row.work_date))], number
    missing = lines.missing(row)
    if missing:
        why.append(("line", missing))
    if fate is Fate.UNCHANGED and held is not None and lines.newly_found(held, row):
        return Fate.UPDATED.value, held, ("line",), why, number
    return fate.value, held, outcome.changed, why, number


def _closed(day: date) -> Reason:
    return Reason("month_locked", month=day.strftime("%Y-%m"))


def _long_days(stage: Stage) -> list[tuple[str, str, int]]:
    """Return people's days with more time in this file than the limit, for a warning only."""
    return stage.days_over(limit("day.warning"))
