"""Distribution of a strand's month: first to the people in charge, as far as they have capacity."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from amity.demo.days.absence import Presence
from amity.demo.days.strands import Strand, by_month
from amity.shared.dates.periods import month_of

Shares = dict[tuple[str, int], list[tuple[Strand, int]]]
"""Strands with minutes, by (person, month)."""

FULL = 0.96
"""Share of someone's hours at which a month is full."""
FIRST = 0.55
"""Share of the first person in charge. The second takes the rest, and others what those two have no capacity for."""


def shared(strands: Sequence[Strand], present: Mapping[str, Presence], months: Sequence[int], seed: int) -> Shares:
    """Distribute every strand's minutes of the months among people."""
    room = _room(present)
    found: Shares = defaultdict(list)
    order = sorted(strands, key=lambda strand: (not strand.only, len(strand.days), strand.key))
    for strand in order:
        for month, minutes in by_month(strand, seed).items():
            if month in months and minutes:
                for person, part in _parts(strand, month, minutes, room):
                    found[person, month].append((strand, part))
    return found


def _room(present: Mapping[str, Presence]) -> dict[tuple[str, int], float]:
    room: defaultdict[tuple[str, int], float] = defaultdict(float)
    for person, days in present.items():
        for day, minutes in days.there.items():
            room[person, month_of(day)] += minutes * FULL
    return dict(room)


def _parts(strand: Strand, month: int, minutes: int, room: dict[tuple[str, int], float]) -> list[tuple[str, int]]:
    if strand.only:
        room[strand.only, month] = room.get((strand.only, month), 0.0) - minutes
        return [(strand.only, minutes)]
    there = [person for person in strand.preferred if (person, month) in room]
    wanted = [minutes] if minutes < 240 or len(there) < 2 else [_quarter(minutes * FIRST), minutes]
    parts: dict[str, int] = {}
    left = minutes
    for person, want in [*zip(there, wanted, strict=False), *((one, minutes) for one in there[len(wanted) :])]:
        part = min(want, left, max(_quarter(room[person, month]), 0))
        if part:
            parts[person] = part
            left -= part
    if left:  # no one has capacity left, so those in charge work longer
        parts[there[0]] = parts.get(there[0], 0) + left
    for person, part in parts.items():
        room[person, month] -= part
    return list(parts.items())


def _quarter(minutes: float) -> int:
    return int(minutes // 15) * 15


def days_of(strand: Strand, month: int, present: Presence | None) -> list[date]:
    """Return the days of a month on which someone can work on a strand, or all its days if they are away on each."""
    days = [day for day in strand.days if month_of(day) == month]
    there = [day for day in days if present is None or day in present.there]
    return there or days
