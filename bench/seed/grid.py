"""The distribution of a seeded agency's time: a fixed grid of monthly sums, the same for any number of entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

MOST_KEYS: Final = 10_000
LEAST_SECONDS, MOST_SECONDS = 60, 8 * 3600
_DAILY_SECONDS: Final = 23_400
"""The time a person logs on a working day: six and a half hours."""


@dataclass(frozen=True, slots=True)
class Key:
    """One monthly sum: places of a project, of a person, of one of the project's two lines, and of a month."""

    month: int
    project: int
    person: int
    line: int


def grid(projects: int, people: int, months: int, seed: int) -> list[Key]:
    """Return the sums to create, month by month, at most `MOST_KEYS`, but at least one a project.

    Each project has time in each month, or in as many of the latest as fit. As many projects as fit have two people,
    each on a line of their own. The number of entries has no influence.
    """
    dice = Random(seed)  # noqa: S311 - a story, no secret
    worked = max(1, min(months, MOST_KEYS // projects))
    doubled = min(projects, max(0, MOST_KEYS - projects * worked) // worked)
    keys = []
    for project in range(projects):
        hands = [dice.randrange(people), dice.randrange(people)]
        for month in range(months - worked, months):
            keys += [Key(month, project, hands[line], line) for line in range(2 if project < doubled else 1)]
    return sorted(keys, key=lambda key: (key.month, key.project, key.line))


def shared_out(entries: int, keys: int, seed: int) -> list[int]:
    """Return how many entries each sum gets: at least one, some up to four times as many as others."""
    dice = Random(seed + 1)  # noqa: S311
    weights = [1 + 3 * dice.random() for _ in range(keys)]
    rest, whole = entries - keys, sum(weights)
    counts = [1 + int(rest * weight / whole) for weight in weights]
    for place in range(entries - sum(counts)):
        counts[place % keys] += 1
    return counts


def usual_seconds(entries: int, people: int, days: int) -> int:
    """Return the length of an entry that fills everyone's days, within the limits of an entry's length."""
    return max(LEAST_SECONDS, min(MOST_SECONDS, people * days * _DAILY_SECONDS // entries))


def jittered(seconds: int, dice: Random) -> int:
    """Return about this length, in whole minutes."""
    return max(60, int(seconds * (0.5 + dice.random())) // 60 * 60)


def named(place: int, firsts: Sequence[str], seconds: Sequence[str], joint: str) -> str:
    """Return a name for a place: each pair of words once, then again with a number."""
    round_, pair = divmod(place, len(firsts) * len(seconds))
    name = f"{firsts[pair % len(firsts)]}{joint}{seconds[(pair // len(firsts) + pair) % len(seconds)]}"
    return f"{name} {round_ + 1}" if round_ else name
