"""Which roles must review an agreement, by which rule, and until when."""

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
"""The cause of a review by a role that returned an earlier version."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When a role reviews. `threshold` is in minor units of the agency's currency; `due_hours` are working hours."""

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
"""The rules Amity brings, until the agency says its own."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What rules look at. `value` is in minor units of the agency's currency, None where it is not known."""

    kind: str
    value: int | None
    judged: tuple[Judged, ...]
    has_rights: bool


def applies(rule: Rule, subject: Subject) -> bool:
    """Return whether a rule asks for a review of this agreement.

    A value that is not known counts as above every limit.
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
    """A review that is needed: the role, the keys of the rules that ask, and the shortest of their times."""

    role: str
    causes: tuple[str, ...]
    due_hours: int


def wanted(rules: Iterable[Rule], subject: Subject, returned: Collection[str] = ()) -> list[Wanted]:
    """The reviews an agreement needs, one a role, in the order of `ROLES`.

    A role that `returned` an earlier version looks again, whatever the rules say of the new one.
    """
    causes: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for role in returned:
        causes[role][LOOKS_AGAIN] = USUAL_HOURS
    for rule in rules:
        if applies(rule, subject):
            causes[rule.role][rule.key] = rule.due_hours
    return [Wanted(role, tuple(causes[role]), min(causes[role].values())) for role in ROLES if role in causes]


NO_HOLDER: Final = "no_holder"
OWN: Final = "own"


def held_back(role: str, holders: Mapping[str, Collection[int]], drafters: Collection[int]) -> str:
    """Why a role cannot be asked: no one holds it, or only those who drafted do. "" where someone can."""
    found = set(holders.get(role, ()))
    if not found:
        return NO_HOLDER
    return "" if found - set(drafters) else OWN


def all_cleared(verdicts: Collection[str]) -> bool:
    """Return whether nothing waits any more and nothing was returned."""
    return all(one == CLEARED for one in verdicts)


class IsWorkingDay(Protocol):
    """Whether people work on a day."""

    def __call__(self, day: datetime, /) -> bool:
        """The answer for the day of a local moment."""
        ...


OPENS: Final = 9
CLOSES: Final = 17
"""The working day, in hours of the agency's own clock."""


def due(asked: datetime, hours: int, works_on: IsWorkingDay) -> datetime:
    """Return when so many working hours have passed, on the clock of `asked` (which is local and aware).

    A day has eight of them, from nine to five; what is asked in the evening starts to count the next working morning.
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
