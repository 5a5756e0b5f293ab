"""Pure rules of reviews: which roles must review an agreement, by which rule, and by when."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from amity.agreements.library.rules import FALLBACK, OUTSIDE, Judged
from amity.agreements.rules import CHANGE_ORDER, KINDS, MSA, NDA, RETAINER, SOW

BUSINESS_AFFAIRS: Final = "business_affairs"
LEGAL: Final = "legal"
DIRECTOR: Final = "account_director"
ROLES: Final = (BUSINESS_AFFAIRS, LEGAL, DIRECTOR)

ALWAYS: Final = "always"
VALUE: Final = "value"
TERM_OUTSIDE: Final = "outside"
TERM_FALLBACK: Final = "fallback"
RIGHTS: Final = "rights"
CONDITIONS: Final = (ALWAYS, VALUE, TERM_OUTSIDE, TERM_FALLBACK, RIGHTS)

CLEARED: Final = "cleared"
RETURNED: Final = "returned"
WITHDRAWN: Final = "withdrawn"
VERDICTS: Final = (CLEARED, RETURNED)

USUAL_HOURS: Final = 16
LOOKS_AGAIN: Final = "again"
UNKNOWN_VALUE: Final = "unknown-value"
"""The cause of a review by a role that returned an earlier version."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition for a role's review.

    `threshold` is in minor units of the agency's currency, `due_hours` in working hours.
    """

    key: str
    role: str
    condition: str
    kinds: frozenset[str] = frozenset(KINDS)
    threshold: int | None = None
    due_hours: int = USUAL_HOURS
    is_on: bool = True


_PAID: Final = frozenset({SOW, RETAINER, CHANGE_ORDER})
BROUGHT: Final = (
    Rule("legal-paper", LEGAL, ALWAYS, frozenset({MSA, NDA})),
    Rule("legal-outside", LEGAL, TERM_OUTSIDE),
    Rule("director-fallback", DIRECTOR, TERM_FALLBACK, due_hours=8),
    Rule("affairs-value", BUSINESS_AFFAIRS, VALUE, _PAID, 40_000_00),
    Rule("affairs-rights", BUSINESS_AFFAIRS, RIGHTS, _PAID),
)
"""Amity's default rules, until the agency sets its own."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The values that rules check. `value` is in minor units of the agency's currency, None where it is unknown."""

    kind: str
    value: int | None
    judged: tuple[Judged, ...]
    has_rights: bool


def applies(rule: Rule, subject: Subject) -> bool:
    """Return whether a rule requires a review of this agreement.

    An unknown value counts as above every limit.
    """
    if not rule.is_on or subject.kind not in rule.kinds:
        return False
    if rule.condition == VALUE:
        return subject.value is None or subject.value > (rule.threshold or 0)
    if rule.condition == TERM_OUTSIDE:
        return any(one.compliance == OUTSIDE for one in subject.judged)
    if rule.condition == TERM_FALLBACK:
        return any(one.compliance == FALLBACK and _asks(rule, one) for one in subject.judged)
    return rule.condition == ALWAYS or subject.has_rights


def _asks(rule: Rule, one: Judged) -> bool:
    return one.term.asks_director if rule.role == DIRECTOR else True


@dataclass(frozen=True, slots=True)
class Wanted:
    """A required review: the role, the keys of the rules that require it, and the shortest of their times.

    `UNKNOWN_VALUE` is in the place of a rule about a value that isn’t known.
    """

    role: str
    causes: tuple[str, ...]
    due_hours: int


def wanted(rules: Iterable[Rule], subject: Subject, returned: Collection[str] = ()) -> list[Wanted]:
    """Return the required reviews, one per role, in the order of `ROLES`.

    A role that `returned` an earlier version reviews the new one too, whatever the rules require.
    """
    causes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for role in returned:
        causes[role][LOOKS_AGAIN] = USUAL_HOURS
    for rule in rules:
        if applies(rule, subject):
            key = UNKNOWN_VALUE if rule.condition == VALUE and subject.value is None else rule.key
            hours = causes[rule.role].get(key, rule.due_hours)
            causes[rule.role][key] = min(hours, rule.due_hours)
    return [Wanted(role, tuple(causes[role]), min(causes[role].values())) for role in ROLES if role in causes]


NO_HOLDER: Final = "no_holder"
OWN: Final = "own"


def held_back(role: str, holders: Mapping[str, Collection[int]], drafters: Collection[int]) -> str:
    """Return why a role can't be asked: no one has it, or only those who drafted do. "" where someone can."""
    found = set(holders.get(role, ()))
    if not found:
        return NO_HOLDER
    return "" if found - set(drafters) else OWN


def all_cleared(verdicts: Collection[str]) -> bool:
    """Return whether no review is open and none returned the version."""
    return all(one == CLEARED for one in verdicts)


class IsWorkingDay(Protocol):
    """Check for working days."""

    def __call__(self, day: datetime, /) -> bool:
        """Return whether the date of a local moment is a working day."""
        ...


OPENS: Final = 9
CLOSES: Final = 17
"""The working day, in hours of the agency's time zone."""


def due(asked: datetime, hours: int, works_on: IsWorkingDay) -> datetime:
    """Return when so many working hours have passed, in the time zone of `asked`, which must be aware.

    A day has eight hours, from nine to five. Hours of an evening request start on the next working morning.
    """
    moment, left = asked, timedelta(hours=hours)
    while True:
        opens = moment.replace(hour=OPENS, minute=0, second=0, microsecond=0)
        closes = opens.replace(hour=CLOSES)
        start = max(moment, opens)
        if works_on(opens) and start < closes:
            if closes - start >= left:
                return start + left
            left -= closes - start
        moment = opens + timedelta(days=1)
