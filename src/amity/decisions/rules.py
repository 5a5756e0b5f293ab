"""Pure rules of decisions: what is missing before one, and which option is better for whom.

Source: the project's product notes, "Decide without guessing".
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Final

from amity.shared.values import Minor, OneOf, Text, Whole

OPEN: Final = "open"
DECIDED: Final = "decided"
INFORMED: Final = "told"
REVIEWED: Final = "reviewed"
STATES: Final = (OPEN, DECIDED, INFORMED, REVIEWED)

CONSULTING: Final = "consulting"
READY: Final = "ready"
STAGES: Final = (OPEN, CONSULTING, READY, DECIDED, INFORMED, REVIEWED)
"""States as a page shows them: while one is open, whether someone is asked, and whether it can be decided."""

KNOWN: Final = "known"
ASSUMED: Final = "assumed"
TO_FIND_OUT: Final = "ask"
FACT_STATES: Final = (KNOWN, ASSUMED, TO_FIND_OUT)

EXPERT: Final = "expert"
DIRECTOR: Final = "director"
ROLES: Final = (EXPERT, DIRECTOR)
"""What a colleague is asked for: advice, or the director's agreement."""

BETTER: Final = "better"
AS_BEFORE: Final = "as_expected"
WORSE: Final = "worse"
OUTCOMES: Final = (BETTER, AS_BEFORE, WORSE)

DIMENSIONS: Final = ("money", "time", "relationship")
MOST_EFFECT: Final = 5
EFFECTS: Final = range(-MOST_EFFECT, MOST_EFFECT + 1)

NO_CHOICE: Final = "no_choice"
CONSULT: Final = "consult"
WAIT: Final = "wait"
CONFIRM: Final = "confirm"
SAY_WHY: Final = "say_why"

Effect = Annotated[int, Whole(-MOST_EFFECT, MOST_EFFECT)]


@dataclass(frozen=True, slots=True)
class DecisionFields:
    """What is to be decided, and by when. `is_unclear` if no one can say yet what is right."""

    question: Annotated[str, Text(300, needed=True)]
    due_on: date | None = None
    is_unclear: bool = False
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class OptionFields:
    """An option: its effects on both sides from −5 to 5, a note on each, and what it costs either side, if known.

    Costs are minor units of the account's currency.
    """

    title: Annotated[str, Text(200, needed=True)]
    client_money: Effect = 0
    agency_money: Effect = 0
    money_note: Annotated[str, Text(200)] = ""
    client_time: Effect = 0
    agency_time: Effect = 0
    time_note: Annotated[str, Text(200)] = ""
    client_relationship: Effect = 0
    agency_relationship: Effect = 0
    relationship_note: Annotated[str, Text(200)] = ""
    client_cost: Annotated[int | None, Minor()] = None
    agency_cost: Annotated[int | None, Minor()] = None


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact of a decision: known, assumed or to find out, with its source."""

    text: Annotated[str, Text(500, needed=True)]
    state: Annotated[str, OneOf(FACT_STATES)] = KNOWN
    source: Annotated[str, Text(200)] = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked what, by when, and for what: advice, or the director's agreement."""

    person_id: int
    question: Annotated[str, Text(500, lines=True)] = ""
    due_on: date | None = None
    role: Annotated[str, OneOf(ROLES)] = EXPERT


@dataclass(frozen=True, slots=True)
class Choice:
    """The option chosen, why, and why one that is worse for the agency than the next best, if it is."""

    option_id: int
    why: Annotated[str, Text(2000, lines=True, needed=True)]
    why_worse: Annotated[str, Text(2000, lines=True)] = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a decision turned out."""

    outcome: Annotated[str, OneOf(OUTCOMES)]
    lesson: Annotated[str, Text(2000, lines=True, needed=True)]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An option as rules see it: the sum of its effects on each side, and its costs in minor units, if known."""

    id: int
    client: int
    agency: int
    client_money: int = 0
    agency_money: int = 0
    client_cost: int | None = None
    agency_cost: int | None = None

    @property
    def is_good_for_both(self) -> bool:
        """Whether it helps both sides."""
        return self.client > 0 and self.agency > 0

    @property
    def hides_cost(self) -> bool:
        """Whether it costs a side money and no one has said how much."""
        client = self.client_money < 0 and self.client_cost is None
        return client or (self.agency_money < 0 and self.agency_cost is None)

    def is_costly(self, limit: int) -> bool:
        """Return whether it costs either side more than the limit, in minor units."""
        return max(self.client_cost or 0, self.agency_cost or 0) > limit


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of asking: how many are still to answer in time, how many answered or let the time pass, and who
    confirmed.
    """

    waiting: int = 0
    answered: int = 0
    expired: int = 0
    director_agreed: bool = False
    client_confirmed: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Whether the client or the director agreed."""
        return self.director_agreed or self.client_confirmed


def is_unclear(option: Weighed, *, flagged: bool, facts: Collection[str]) -> bool:
    """Return whether an option is unclear: flagged so, a fact is to be found out, or a cost isn't known."""
    return flagged or TO_FIND_OUT in facts or option.hides_cost


def missing(
    option: Weighed, options: Sequence[Weighed], heard: Heard, *, flagged: bool, facts: Collection[str], limit: int,
    why_worse: str = "",
) -> list[str]:  # fmt: skip
    """Return what is missing before choosing an option now.

    One that is clear, good for both sides and not costly can be chosen at once. Otherwise there are two options to
    compare. Unclear or costly for either side: colleagues were asked, all have answered or their time is over, and the
    client or the director agreed. Worse for the agency than the next best: the reason is stated.
    """
    unclear, costly = is_unclear(option, flagged=flagged, facts=facts), option.is_costly(limit)
    found = []
    if len(options) < 2 and not (option.is_good_for_both and not unclear and not costly):
        found.append(NO_CHOICE)
    if unclear or costly:
        if heard.waiting:
            found.append(WAIT)
        elif not heard.answered + heard.expired:
            found.append(CONSULT)
        if not heard.is_confirmed:
            found.append(CONFIRM)
    if worse_than(option, options) is not None and not why_worse.strip():
        found.append(SAY_WHY)
    return found


def worse_than(option: Weighed, options: Sequence[Weighed]) -> Weighed | None:
    """Return the other option that is best for the agency, if it is better for it than this one."""
    others = [one for one in options if one.id != option.id]
    best = max(others, key=lambda one: one.agency, default=None)
    return best if best is not None and best.agency > option.agency else None


def on_bar(total: int) -> int:
    """Return the sum of an option's effects on one side as one effect from −5 to 5: their mean, never none for some."""
    return round(total / len(DIMENSIONS)) or (total > 0) - (total < 0)


def mean(effects: Sequence[int]) -> Decimal:
    """Return the mean of some effects, 0 without any."""
    return Decimal(sum(effects)) / len(effects) if effects else Decimal()


def stage(state: str, *, waits: bool, was_asked: bool) -> str:
    """Return the stage that a page shows: while one is open, it is being consulted on, or ready once all answered."""
    if state != OPEN:
        return state
    if waits:
        return CONSULTING
    return READY if was_asked else OPEN


def has_expired(due_on: date, today: date) -> bool:
    """Return whether the time to answer is over."""
    return due_on < today


def totals(effects: Mapping[str, int]) -> tuple[int, int]:
    """Return the sums of an option's effects on the client and on the agency."""
    return (
        sum(effects[f"client_{name}"] for name in DIMENSIONS), sum(effects[f"agency_{name}"] for name in DIMENSIONS)
    )  # fmt: skip
