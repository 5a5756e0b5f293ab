"""Pure rules of the page before a call: what belongs on it, in which order, and when a contact has become quiet."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

BEFORE: Final = "before"
"""A promise to tell someone else first."""
CONFLICT: Final = "conflict"
REQUEST: Final = "request"
PROMISE: Final = "promise"
EXPECTATION: Final = "expectation"
INPUT: Final = "input"
UNTOLD: Final = "untold"
STAKES: Final = (BEFORE, CONFLICT, REQUEST, PROMISE, EXPECTATION, INPUT, UNTOLD)
"""The kinds of matters to settle on a call, most at stake first."""
FIRST_NAMED: Final = (BEFORE, PROMISE, CONFLICT, INPUT, REQUEST, UNTOLD, EXPECTATION)
"""The same kinds in the order in which the sentence at the top names one: an open promise breaks first."""

MAIL_AHEAD: Final = timedelta(minutes=30)
"""How long before a meeting its page is emailed."""

_FORBIDS: Final = re.compile(
    r"\b(?:must\s+not|mustn['’]t|may\s+not|never|don['’]t|do\s+not"
    r"|nie|niemals|(?:darf|dürfen)\s+(?:\w+\s+){0,3}(?:nicht|nie|keine?\w?)|auf\s+keinen\s+fall"
    r"|jamais|ne\s+(?:doit|doivent|devrait)\s+(?:surtout\s+)?pas|ne\s+faut\s+pas)\b",
    re.IGNORECASE,
)
_COMES_FIRST: Final = re.compile(
    r"\b(?:first|before|zuerst|als\s+erste[nrs]?|bevor|vorher|vor\s+allen|d['’]abord|avant|en\s+premier)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stake:
    """What a matter is, whose it is at the client, and by when."""

    kind: str
    contact_id: int | None = None
    due: date | None = None
    days_late: int = 0


def belongs(kind: str, contact_id: int | None, on_call: Collection[int], *, decides: bool) -> bool:
    """Return whether a matter of a contact belongs on a call.

    Theirs does, and one that names no one. Conflicts and requests of others do where a decision maker or sponsor is on
    the call: they are the ones who can decide.
    """
    if contact_id is None or contact_id in on_call:
        return True
    return decides and kind in (CONFLICT, REQUEST)


def most_at_stake(stakes: Iterable[Stake]) -> list[int]:
    """Return the places of matters in the order to settle them: by kind, then the latest and the soonest first."""
    found = list(enumerate(stakes))
    found.sort(key=lambda pair: (STAKES.index(pair[1].kind), -pair[1].days_late, pair[1].due or date.max))
    return [place for place, _stake in found]


def first_to_name(stakes: Sequence[Stake]) -> int | None:
    """Return the place of the matter that the sentence at the top names, or None for none."""
    order = most_at_stake(stakes)
    return min(order, key=lambda place: FIRST_NAMED.index(stakes[place].kind), default=None)


def is_due(due: date | None, day: date) -> bool:
    """Return whether a promise is due by the day of the call."""
    return due is not None and due <= day


def quiet_days(last: date | None, today: date) -> int | None:
    """Return for how many days no one has talked to a contact, or None if no talk is recorded."""
    return None if last is None else max((today - last).days, 0)


def is_quiet(days: int | None, cadence: int | None) -> bool:
    """Return whether that is longer than their cadence. Without a cadence there is nothing to compare."""
    return days is not None and cadence is not None and days > cadence


def comes_first(statement: str) -> bool:
    """Return whether the words of a promise name an order, in English, German or French."""
    return _COMES_FIRST.search(statement) is not None


def without_order(statement: str) -> str:
    """Return the words of a statement without those of its order, which say nothing of what it is about."""
    return _COMES_FIRST.sub(" ", statement)


def forbids(statement: str) -> bool:
    """Return whether the words of an expectation name something that must not happen, in English, German or French."""
    return _FORBIDS.search(statement) is not None
