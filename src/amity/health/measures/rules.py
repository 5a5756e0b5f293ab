"""Pure rules that turn what is known of an account into readings of its inputs and into caps (domain.md, "Health")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from amity.health.rules import (
    APPROVAL,
    CONTACTS,
    EXPECTATIONS,
    FEEDBACK,
    GOALS,
    HUNDRED,
    MARGIN,
    MISSED,
    NO_PLAN,
    OVERDUE,
    PAYMENT,
    PLANNED,
    SERVICE,
    SPONSOR_LEFT,
    Reading,
)
from amity.shared.money import quotient

SEVERE: Final = -3
"""An option whose effect on the client is this or worse makes a conflict severe."""
STRAIN: Final[Mapping[str, int]] = {"severe": 4, "missed": 4, "at_risk": 3, "mild": 2}
"""What open trouble adds to the strain of the expectations."""
MISS_DAYS: Final = 30
MISS_WORKING_DAYS: Final = 5
"""A missed expectation caps the score from so many working days after the miss, until so many days after it."""
OVERDUE_DAYS: Final = 60
WINDOW: Final = 90
"""Answers of the client are averaged over so many days."""

SPONSOR: Final = "sponsor"
CADENCES: Final[Mapping[str, int]] = {SPONSOR: 60, "decision_maker": 30, "day_to_day": 14}
"""The key roles, with the days between conversations of a contact who has no cadence of their own."""
NEVER: Final = 100_000
"""The measure of a key role without a contact: beyond every break point."""

WORDS: Final[Mapping[str, int]] = {
    "well": 9, "mixed": 5, "badly": 1, "backs_us": 9, "neutral": 6, "doubts": 3, "prefers_another": 1,
}  # fmt: skip
"""The client's feedback and recorded standings on a scale from 0 to 10."""


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


def readings_of(facts: Facts) -> tuple[Reading, ...]:
    """Return the readings of the eight inputs."""
    return (
        _expectations(facts), _margin(facts), _contacts(facts), _feedback(facts), _service(facts), _payment(facts),
        _approval(facts), _goals(facts),
    )  # fmt: skip


def caps_of(facts: Facts) -> tuple[str, ...]:
    """Return the caps that apply."""
    severe = [one for one in facts.expectations.conflicts if one.is_severe]
    applies = {
        NO_PLAN: any(not one.is_planned for one in severe),
        PLANNED: any(one.is_planned for one in severe),
        SPONSOR_LEFT: facts.sponsor_left,
        OVERDUE: facts.payment is not None and facts.payment.overdue >= OVERDUE_DAYS,
        MISSED: any(one.caps for one in facts.expectations.missed),
    }
    return tuple(key for key, holds in applies.items() if holds)


def is_severe(effects: Sequence[int]) -> bool:
    """Return whether a conflict is severe: no options were compared yet, or one of them hurts the client."""
    return not effects or min(effects) <= SEVERE


def with_plan(facts: Facts) -> Facts:
    """Return the facts as they would be with a plan and a date for every conflict."""
    known = facts.expectations
    planned = tuple(replace(one, is_planned=True) for one in known.conflicts)
    return replace(facts, expectations=replace(known, conflicts=planned))


def settled(facts: Facts) -> Facts:
    """Return the facts as they would be with every conflict closed and every missed expectation agreed again."""
    return replace(facts, expectations=replace(facts.expectations, conflicts=(), missed=()))


def _age(on: date | None, day: date) -> int:
    return max((day - on).days, 0) if on else 0


def _expectations(facts: Facts) -> Reading:
    known = facts.expectations
    if not known.recorded:
        return Reading(EXPECTATIONS)
    age = 0 if known.has_trouble else _age(known.changed_on, facts.day)
    return Reading(EXPECTATIONS, (known.strain * HUNDRED,), age)


def _margin(facts: Facts) -> Reading:
    money = facts.money
    if money is None or money.margin is None or money.target <= 0:
        return Reading(MARGIN)
    share = quotient(money.margin * HUNDRED * HUNDRED, money.target)
    return Reading(MARGIN, (share,), _age(money.as_of, facts.day))


def _contacts(facts: Facts) -> Reading:
    spoken = [one.days for one in facts.contacts if one.days is not None]
    if not spoken:
        return Reading(CONTACTS)
    return Reading(CONTACTS, tuple(one.measure for one in facts.contacts), min(spoken))


def _feedback(facts: Facts) -> Reading:
    if not facts.words:
        return Reading(FEEDBACK)
    newest = max(word.on for word in facts.words)
    return Reading(FEEDBACK, tuple(word.value * HUNDRED for word in facts.words), _age(newest, facts.day))


def _service(facts: Facts) -> Reading:
    money = facts.money
    if money is None or money.over is None:
        return Reading(SERVICE)
    return Reading(SERVICE, (money.over,), _age(money.as_of, facts.day))


def _payment(facts: Facts) -> Reading:
    payment = facts.payment
    if payment is None:
        return Reading(PAYMENT)
    return Reading(PAYMENT, (payment.days_late * HUNDRED,), _age(payment.as_of, facts.day))


def _approval(facts: Facts) -> Reading:
    mean = facts.approvals.mean
    if mean is None:
        return Reading(APPROVAL)
    days = quotient(mean.numerator * HUNDRED, mean.denominator)
    return Reading(APPROVAL, (days,), _age(facts.approvals.newest, facts.day))


def _goals(facts: Facts) -> Reading:
    goals = facts.goals
    if not goals.read:
        return Reading(GOALS)
    share = quotient(goals.on_track * HUNDRED * HUNDRED, goals.read)
    return Reading(GOALS, (share,), _age(goals.newest, facts.day))
