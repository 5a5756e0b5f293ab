"""Pure rules of contradictions: one function for each kind, from the facts of a project and its latest status.

Each asks only about a judgement that is green: one that is amber or red has named the trouble already.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final

from amity.status.rules import BUDGET, CLIENT, DATES, GREEN

FORECAST: Final = "forecast"
MILESTONE: Final = "milestone"
EXPECTATION: Final = "expectation"
NO_TIME: Final = "no_time"
ROUNDS: Final = "rounds"
CONFLICT: Final = "conflict"
INPUT: Final = "input"
PROMISE: Final = "promise"

JUDGEMENT_OF: Final[Mapping[str, str]] = {
    FORECAST: BUDGET, ROUNDS: BUDGET, MILESTONE: DATES, NO_TIME: DATES, INPUT: DATES, EXPECTATION: CLIENT,
    CONFLICT: CLIENT, PROMISE: CLIENT,
}  # fmt: skip
"""The judgement that a kind asks about."""
KINDS: Final = tuple(JUDGEMENT_OF)

CHANGED: Final = "changed"
EXPLAINED: Final = "explained"
GONE: Final = "gone"
ANSWERS: Final = (CHANGED, EXPLAINED)
OUTCOMES: Final = (*ANSWERS, GONE)
"""How a contradiction closes: the status was changed or explained, or its cause is gone."""

QUIET_DAYS: Final = 14
TENTH: Final = 1_000
"""A tenth of certainty in basis points: a question comes back when the forecast is a tenth surer."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The judgements of the latest status, by name, and the hours to go it states, in seconds."""

    colours: Mapping[str, str]
    to_go_seconds: int | None = None

    def is_green(self, kind: str) -> bool:
        """Return whether the judgement that a kind asks about is green."""
        return self.colours.get(JUDGEMENT_OF[kind]) == GREEN


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of a project: seconds, the probability of an overrun in basis points, and how much is finished."""

    budget: int
    used: int
    expected: int
    overrun: int
    warns: bool
    finished: int = 0
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with an id, a name and a date: a milestone, a promise, a client input."""

    id: int
    name: str
    on: date
    who: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id and a name: an expectation, or the conflict of one (`expectation_id`)."""

    id: int
    name: str
    expectation_id: int = 0


@dataclass(frozen=True, slots=True)
class Rounds:
    """The revision rounds of a line: worked and included."""

    line_id: int
    title: str
    used: int
    allowed: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the data know of a project today. `worked_on` is the day of its newest time; `is_active` work is under way.

    Milestones, expectations, conflicts, inputs and promises are the open ones.
    """

    outlook: Outlook | None = None
    milestones: Sequence[Dated] = ()
    missed: Sequence[Named] = ()
    worked_on: date | None = None
    is_active: bool = True
    rounds: Sequence[Rounds] = ()
    conflicts: Sequence[Named] = ()
    inputs: Sequence[Dated] = ()
    promises: Sequence[Dated] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction that the facts show. `subject` tells it from others of its kind.

    `weight` is how much the data show: an answered question comes back only with more.
    """

    kind: str
    subject: str = ""
    weight: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)


def forecast_over(reported: Reported, facts: Facts, today: date) -> Iterable[Finding]:
    """The forecast warns, or the budget is used up."""
    found = facts.outlook
    if found is None or not (found.warns or found.used > found.budget):
        return
    is_over = found.used > found.budget
    yield Finding(
        FORECAST, weight=10_000 // TENTH + 1 if is_over else found.overrun // TENTH,
        facts={
            "budget": found.budget, "used": found.used, "expected": found.expected, "overrun": found.overrun,
            "finished": found.finished, "pieces": found.pieces, "to_go": reported.to_go_seconds,
        },
    )  # fmt: skip


def milestone_past(reported: Reported, facts: Facts, today: date) -> Iterable[Finding]:
    """A milestone is past its date and isn't delivered."""
    yield from (_dated(MILESTONE, one) for one in facts.milestones if one.on < today)


def expectation_missed(reported: Reported, facts: Facts, today: date) -> Iterable[Finding]:
    """An expectation of the client was missed and isn't reset."""
    yield from (Finding(EXPECTATION, str(one.id), facts={"name": one.name}) for one in facts.missed)


def no_time(reported: Reported, facts: Facts, today: date) -> Iterable[Finding]:
    """No time was logged for two weeks although work is under way and isn't done."""
    last = facts.worked_on
    if last is None or not facts.is_active or reported.to_go_seconds == 0:
        return
    if (today - last).days >= QUIET_DAYS:
        yield Finding(NO_TIME, last.isoformat(), facts={"on": last.isoformat()})


def rounds_used_up(reported: Reported, facts: Facts, today: date) -> Iterable[Finding]:
    """A line has used all of its revision rounds."""
    for one in facts.rounds:
        if one.used >= one.allowed:
            named = {"name": one.title, "used": one.used, "allowed": one.allowed}
            yield Finding(ROUNDS, str(one.line_id), weight=one.used, facts=named)


def conflict_open(reported: Reported, facts: Facts, today: date) -> Iterable[Finding]:
    """A conflict with what was agreed is open."""
    for one in facts.conflicts:
        yield Finding(CONFLICT, str(one.id), facts={"name": one.name, "expectation": one.expectation_id})


def input_late(reported: Reported, facts: Facts, today: date) -> Iterable[Finding]:
    """Input from the client is late."""
    yield from (_dated(INPUT, one) for one in facts.inputs if one.on < today)


def promise_due(reported: Reported, facts: Facts, today: date) -> Iterable[Finding]:
    """A promise to the client is due and isn't met."""
    yield from (_dated(PROMISE, one) for one in facts.promises if one.on <= today)


RULES: Final[Mapping[str, Callable[[Reported, Facts, date], Iterable[Finding]]]] = {
    FORECAST: forecast_over, MILESTONE: milestone_past, EXPECTATION: expectation_missed, NO_TIME: no_time,
    ROUNDS: rounds_used_up, CONFLICT: conflict_open, INPUT: input_late, PROMISE: promise_due,
}  # fmt: skip


def findings(reported: Reported, facts: Facts, today: date) -> list[Finding]:
    """Return the contradictions between the latest status of a project and its facts."""
    return [one for kind, find in RULES.items() if reported.is_green(kind) for one in find(reported, facts, today)]


def asks_again(answered: Iterable[int], weight: int) -> bool:
    """Return whether a question is asked, given the weights of its earlier answers: not for the same facts."""
    return all(weight > one for one in answered)


def seen_from(asked: datetime, working_days: Sequence[date]) -> datetime:
    """Return when the account manager sees a question: after one working day of the agency.

    `asked` is in the agency's time zone, and `working_days` are the next ones, that day included if it is one. A
    question on a day off waits for the whole of the next working day.
    """
    ahead = [day for day in working_days if day > asked.date()]
    if not ahead:
        return asked + timedelta(days=1)
    if asked.date() in working_days:
        return datetime.combine(ahead[0], asked.timetz())
    return datetime.combine(ahead[0] + timedelta(days=1), datetime.min.time(), asked.tzinfo)


def _dated(kind: str, one: Dated) -> Finding:
    named = {"name": one.name, "on": one.on.isoformat(), "who": one.who}
    return Finding(kind, f"{one.id} {one.on.isoformat()}", facts=named)
