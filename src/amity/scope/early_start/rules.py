"""Pure rules of work that waits for a signature: the time that a line can still take, and the money at risk."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worked:
    """The time of an entry, with its value at the rate card in minor units, None where it has no rate."""

    seconds: int
    standard: int | None
    currency: str


@dataclass(frozen=True, slots=True)
class AtRisk:
    """Seconds worked before the signature, and their value at the rate card by currency, without unpriced time."""

    seconds: int = 0
    standard: Mapping[str, int] | None = None


def room_on(planned: int | None, worked: int, *, is_signed: bool) -> int | None:
    """Return the seconds that a line can still take as quoted. None is no limit: its hours aren't planned.

    A line that no one has signed can take nothing. Below 0 is the time worked beyond the quoted hours.
    """
    if not is_signed:
        return -worked
    return None if planned is None else planned - worked


def waits(room: int | None, seconds: int) -> bool:
    """Return whether so much more time on a line has to wait for the signature."""
    return room is not None and seconds > room


def newest_of(entries: Iterable[Worked], seconds: int | None) -> AtRisk:
    """Return the newest entries, which come first, up to so many seconds, the last one in part. None is all."""
    left, found = seconds, 0
    standard: defaultdict[str, int] = defaultdict(int)
    for one in entries:
        taken = one.seconds if left is None else min(one.seconds, left)
        if taken <= 0:
            break
        found += taken
        if one.standard is not None and one.currency:
            standard[one.currency] += round(one.standard * taken / one.seconds)
        left = None if left is None else left - taken
    return AtRisk(found, dict(standard))
