"""Pure rules that match a file's rows with an earlier import's, for sources whose rows have no ids.

The file's rows and the held rows are compared as multisets within (person, date), so that streams sorted by both need
only the memory of one person's day. For each person and date:

1. Inside a project, rows with equal canonical form are paired, by count, those with equal payload first. 2. Inside a
project, a single remaining row on each side is the same row, changed. 3. Among the remaining rows of a project, then of
all, a unique pair with equal time and equal text (codes aside) is the same row under another task, line or project;
after it, step 2 is tried again. 4. A new row that remains without an old one in its project is created; an old one
without a new one is gone at source; several on both sides are ambiguous and stay unchanged.

A pair whose old row was edited here is left alone when the source did not change, and a conflict when it did.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import TypeVar

from amity.imports.rules import Reason
from amity.imports.time_rows.rules.canonical import SourceRow

Item = TypeVar("Item")
Key = TypeVar("Key")


class Fate(StrEnum):
    """The classification of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    LOCKED = "locked"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A row of the file: its record number and its content."""

    number: int
    row: SourceRow


@dataclass(frozen=True, slots=True)
class Held:
    """A row of an earlier import: its key, its last imported values, and its changes here since."""

    key: int
    row: SourceRow
    edited: bool = False
    deleted: bool = False
    locked: bool = False

    @property
    def touched(self) -> bool:
        """Return whether someone changed it here."""
        return self.edited or self.deleted


@dataclass(frozen=True, slots=True)
class Outcome:
    """The classification of a pair, a new row (`held` None) or an old one (`incoming` None), and its reason."""

    fate: Fate
    incoming: Incoming | None = None
    held: Held | None = None
    changed: tuple[str, ...] = ()
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The people and projects in the file (their keys), and its span of dates.

    Only held rows inside it can be gone at source: an export of one project covers no others. A file that isn't
    `complete` (fixed rows uploaded again) covers only its own rows, so only equal rows are paired.
    """

    people: frozenset[str]
    projects: frozenset[str]
    first: date
    last: date
    complete: bool = True

    def speaks_of(self, row: SourceRow) -> bool:
        """Return whether the file would contain this row if the source still had it."""
        return (
            self.complete
            and self.first <= row.work_date <= self.last
            and row.person_key in self.people
            and row.project_key in self.projects
        )


@dataclass
class _Rests:
    """Rows without an equal partner in one project of one person's day."""

    new: list[Incoming] = field(default_factory=list)
    old: list[Held] = field(default_factory=list)


def pair(incoming: Iterable[Incoming], held: Iterable[Held], scope: Scope) -> Iterator[Outcome]:
    """Yield the outcomes of two streams, each sorted by (`person_key`, `work_date`), in memory of one day's rows.

    Held rows outside the file's scope appear only if a row of the file was moved out of their project.
    """
    for new, old in _days(incoming, held):
        yield from pair_day(new, old, scope)


def pair_day(new: Sequence[Incoming], old: Sequence[Held], scope: Scope) -> list[Outcome]:
    """Return the outcomes of one person's day. Every incoming row occurs once, every held row at most once."""
    outcomes: list[Outcome] = []
    rests = _pair_equal(new, old, outcomes)
    if not scope.complete:
        return outcomes + [Outcome(Fate.CREATED, row) for rest in rests.values() for row in rest.new]
    _pair_sole(rests, outcomes)
    if _pair_recoded(rests, scope, outcomes):
        _pair_sole(rests, outcomes)
    elsewhere = [row for rest in rests.values() for row in rest.old if not scope.speaks_of(row.row)]
    for rest in rests.values():
        here = [row for row in rest.old if scope.speaks_of(row.row)]
        if rest.new and rest.old:
            outcomes += [Outcome(Fate.AMBIGUOUS, incoming=row, reason=_several(rest)) for row in rest.new]
            outcomes += [Outcome(Fate.AMBIGUOUS, held=row, reason=_several(rest)) for row in rest.old]
            continue
        outcomes += [Outcome(Fate.CREATED, incoming=row, reason=_perhaps_moved(row, elsewhere)) for row in rest.new]
        outcomes += [Outcome(Fate.GONE, held=row, reason=_locked(row)) for row in here if not row.deleted]
    return outcomes


def _pair_equal(new: Sequence[Incoming], old: Sequence[Held], outcomes: list[Outcome]) -> dict[str, _Rests]:
    """Step 1: pair equal rows.

    Held rows that still exist go first, so that a copy deleted here pairs only with a surplus one.
    """
    waiting: dict[bytes, list[Held]] = defaultdict(list)
    for before in sorted(old, key=lambda held: (held.deleted, held.key)):
        waiting[before.row.identity].append(before)
    without_twin: list[Incoming] = []
    for row in new:
        twins = waiting[row.row.identity]
        live = [twin for twin in twins if not twin.deleted] or twins
        twin = next((twin for twin in live if twin.row.payload == row.row.payload), None)
        if twin:
            twins.remove(twin)
            outcomes.append(_fate_of_pair(row, twin))
        else:
            without_twin.append(row)
    rests: dict[str, _Rests] = defaultdict(_Rests)
    for row in without_twin:
        if twins := waiting[row.row.identity]:
            outcomes.append(_fate_of_pair(row, twins.pop(0)))
        else:
            rests[row.row.project_key].new.append(row)
    for twins in waiting.values():
        for twin in twins:
            rests[twin.row.project_key].old.append(twin)
    return rests


def _pair_sole(rests: dict[str, _Rests], outcomes: list[Outcome]) -> None:
    """Step 2: pair single remaining rows of a project."""
    for rest in rests.values():
        if len(rest.new) == len(rest.old) == 1:
            outcomes.append(_fate_of_pair(rest.new.pop(), rest.old.pop()))


def _pair_recoded(rests: dict[str, _Rests], scope: Scope, outcomes: list[Outcome]) -> bool:
    """Step 3: pair recoded rows, first inside each project, then across the projects in the file's scope."""
    inside = _pair_unique(rests, scope, outcomes, within_project=True)
    across = _pair_unique(rests, scope, outcomes, within_project=False)
    return inside or across


def _pair_unique(rests: dict[str, _Rests], scope: Scope, outcomes: list[Outcome], *, within_project: bool) -> bool:
    """Pair work that occurs exactly once on each side, and return whether there was any."""
    new: dict[tuple[str, int, str], list[Incoming]] = defaultdict(list)
    old: dict[tuple[str, int, str], list[Held]] = defaultdict(list)
    for project, rest in rests.items():
        where = project if within_project else ""
        for row in rest.new:
            new[where, *_work(row.row)].append(row)
        for twin in rest.old:
            if scope.speaks_of(twin.row):
                old[where, *_work(twin.row)].append(twin)
    unique = [(rows[0], old[work][0]) for work, rows in new.items() if len(rows) == 1 and len(old.get(work, ())) == 1]
    for row, twin in unique:
        rests[row.row.project_key].new.remove(row)
        rests[twin.row.project_key].old.remove(twin)
        outcomes.append(_fate_of_pair(row, twin))
    return bool(unique)


def _fate_of_pair(new: Incoming, old: Held) -> Outcome:
    """Return the classification of a pair.

    Unchanged at source keeps local edits; a change updates, unless edited or locked here.
    """
    same = old.row.identity == new.row.identity and old.row.payload == new.row.payload
    changed = () if same else old.row.changes_to(new.row)
    if same or not changed:
        return Outcome(Fate.UNCHANGED, new, old)
    if old.touched:
        code = "deleted_here_changed_there" if old.deleted else "changed_on_both_sides"
        return Outcome(Fate.CONFLICT, new, old, changed, Reason(code, fields=", ".join(changed)))
    if old.locked:
        return Outcome(Fate.LOCKED, new, old, changed, _locked(old))
    return Outcome(Fate.UPDATED, new, old, changed)


def _days(incoming: Iterable[Incoming], held: Iterable[Held]) -> Iterator[tuple[list[Incoming], list[Held]]]:
    """Merge both streams, one (person, date) at a time."""
    new_days = groupby(incoming, key=lambda item: (item.row.person_key, item.row.work_date))
    old_days = groupby(held, key=lambda item: (item.row.person_key, item.row.work_date))
    new, old = _next_day(new_days), _next_day(old_days)
    while new or old:
        if new and (old is None or new[0] < old[0]):
            yield new[1], []
            new = _next_day(new_days)
        elif old and (new is None or old[0] < new[0]):
            yield [], old[1]
            old = _next_day(old_days)
        elif new and old:
            yield new[1], old[1]
            new, old = _next_day(new_days), _next_day(old_days)


def _next_day(days: Iterator[tuple[Key, Iterator[Item]]]) -> tuple[Key, list[Item]] | None:
    found = next(days, None)
    return (found[0], list(found[1])) if found else None


def _work(row: SourceRow) -> tuple[int, str]:
    return row.seconds, row.bare or row.text


def _several(rest: _Rests) -> Reason:
    return Reason("several_candidates", new=len(rest.new), old=len(rest.old))


def _locked(row: Held) -> Reason | None:
    return Reason("month_locked", month=row.row.work_date.strftime("%Y-%m")) if row.locked else None


def _perhaps_moved(row: Incoming, elsewhere: Sequence[Held]) -> Reason | None:
    """Return a warning if the same work exists under a project outside this file, because it may be imported twice."""
    for other in elsewhere:
        if _work(other.row) == _work(row.row) and not other.deleted:
            return Reason("perhaps_moved", project=other.row.project or other.row.project_code)
    return None
