"""Values of what is known of an account: expectations, money, contacts, feedback, answers, goals and payment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from amity.health.rules import HUNDRED
from amity.shared.money import quotient

STRAIN: Final[Mapping[str, int]] = {"severe": 4, "missed": 4, "at_risk": 3, "mild": 2}
"""What open trouble adds to the strain of the expectations."""
MISS_DAYS: Final = 30
MISS_WORKING_DAYS: Final = 5
"""A missed expectation caps the score from so many working days after the miss, until so many days after it."""

SPONSOR: Final = "sponsor"
CADENCES: Final[Mapping[str, int]] = {SPONSOR: 60, "decision_maker": 30, "day_to_day": 14}
"""The key roles, with the days between conversations of a contact who has no cadence of their own."""
NEVER: Final = 100_000
"""The measure of a key role without a contact: beyond every break point."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An open conflict. `is_planned`: an answer was chosen, with the date by which the client hears it."""

    id: int
    expectation_id: int
    since: date
    is_severe: bool
    is_planned: bool


@dataclass(frozen=True, slots=True)
class Miss:
    """A missed expectation that the client hasn't agreed again, and the working days since the miss."""

    expectation_id: int
    since: date
    days: int
    working_days: int

    @property
    def caps(self) -> bool:
        """Return whether it caps the score."""
        return self.days <= MISS_DAYS and self.working_days > MISS_WORKING_DAYS


@dataclass(frozen=True, slots=True)
class Expectations:
    """The state of an account's expectations. `recorded` are all of them, `changed_on` is the newest change of any."""

    conflicts: tuple[Conflict, ...] = ()
    missed: tuple[Miss, ...] = ()
    at_risk: tuple[int, ...] = ()
    recorded: int = 0
    changed_on: date | None = None

    @property
    def severe(self) -> int:
        """Return the number of severe conflicts."""
        return sum(one.is_severe for one in self.conflicts)

    @property
    def strain(self) -> int:
        """Return the strain. An expectation in a conflict adds only that."""
        mild = len(self.conflicts) - self.severe
        return (
            STRAIN["severe"] * self.severe
            + STRAIN["mild"] * mild
            + STRAIN["missed"] * len(self.missed)
            + STRAIN["at_risk"] * len(self.at_risk)
        )

    @property
    def has_trouble(self) -> bool:
        """Return whether anything is open."""
        return bool(self.conflicts or self.missed or self.at_risk)


@dataclass(frozen=True, slots=True)
class Money:
    """Twelve months of an account: margin and target in basis points, and over-servicing. `level` is the cost level.

    `bound` says whether the margin is exact. None is unknown.
    """

    as_of: date
    margin: int | None = None
    target: int = 0
    bound: str = "exact"
    level: str = ""
    over: int | None = None


@dataclass(frozen=True, slots=True)
class KeyContact:
    """The warmest contact of a key role: the days since the last two-way conversation, None for never."""

    role: str
    contact_id: int | None = None
    days: int | None = None
    cadence: int = 0

    @property
    def is_covered(self) -> bool:
        """Return whether they spoke within their cadence."""
        return self.days is not None and self.days <= self.cadence

    @property
    def measure(self) -> int:
        """Return the percent of the cadence since the last conversation, in hundredths."""
        if self.days is None or not self.cadence:
            return NEVER
        return quotient(self.days * HUNDRED * HUNDRED, self.cadence)


@dataclass(frozen=True, slots=True)
class Word:
    """What a contact last answered or showed, on a scale from 0 to 10. `is_pulse`: they answered it themselves."""

    contact_id: int
    value: int
    on: date
    is_pulse: bool


@dataclass(frozen=True, slots=True)
class Approvals:
    """The working days the client took to answer, and those that open questions have waited."""

    answered: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    newest: date | None = None

    @property
    def mean(self) -> Fraction | None:
        """Return the mean of the answered, and of what already waits longer than they took."""
        if not self.answered:
            return None
        mean = Fraction(sum(self.answered), len(self.answered))
        late = [days for days in self.waiting if days > mean]
        return Fraction(sum(self.answered) + sum(late), len(self.answered) + len(late))


@dataclass(frozen=True, slots=True)
class Goals:
    """How many goals with a reading are on track, how many readings are late, and the newest reading."""

    on_track: int = 0
    read: int = 0
    late: int = 0
    newest: date | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """How late the client pays: the days on average, the most days an open invoice is overdue, and the newest one."""

    days_late: int
    overdue: int
    invoices: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of an account on a day. None is unknown."""

    day: date
    expectations: Expectations = Expectations()
    money: Money | None = None
    contacts: tuple[KeyContact, ...] = ()
    words: tuple[Word, ...] = ()
    approvals: Approvals = Approvals()
    goals: Goals = Goals()
    payment: Payment | None = None
    sponsor_left: bool = False
    issues: int = 0

    @property
    def has_open_issue(self) -> bool:
        """Return whether anything with the client is open: trouble with expectations, or an issue."""
        return self.expectations.has_trouble or self.issues > 0
