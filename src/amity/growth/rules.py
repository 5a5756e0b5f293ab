"""Pure rules of opportunities: stages, probability, weighted value, and what a next step needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from amity.shared.values import Minor, OneOf, Text, Whole

SPOTTED: Final = "spotted"
QUALIFIED: Final = "qualified"
PROPOSED: Final = "proposed"
AGREEING: Final = "agreeing"
WON: Final = "won"
LOST: Final = "lost"
OPEN: Final = (SPOTTED, QUALIFIED, PROPOSED, AGREEING)
"""The stages of an open opportunity, in order."""
STAGES: Final = (*OPEN, WON, LOST)
LIMIT_OF: Final[Mapping[str, str]] = {stage: f"growth.{stage}" for stage in OPEN}
"""The limit with the default probability of each stage, in basis points."""

INSIGHT: Final = "insight"
RECOMMENDATION: Final = "recommendation"
REQUEST: Final = "request"
DECISION: Final = "decision"
MAP: Final = "map"
RENEWAL: Final = "renewal"
REFERRAL: Final = "referral"
OTHER: Final = "other"
SOURCES: Final = (INSIGHT, RECOMMENDATION, REQUEST, DECISION, MAP, RENEWAL, REFERRAL, OTHER)

PRICE: Final = "price"
COMPETITOR: Final = "competitor"
TIMING: Final = "timing"
BUDGET: Final = "budget"
SILENCE: Final = "silence"
OURSELVES: Final = "ourselves"
REASONS: Final = (PRICE, COMPETITOR, TIMING, BUDGET, SILENCE, OURSELVES, OTHER)
"""Why an opportunity was lost."""

MOST_VALUE: Final = 10**14 - 1


@dataclass(frozen=True, slots=True)
class OpportunityFields:
    """What a person enters about an opportunity. Without an account, `company` names the prospect.

    `value` is in minor units of the account's currency, or the agency's for a prospect. A `probability` of None is the
    default of its stage.
    """

    title: Annotated[str, Text(200, needed=True)]
    account_id: int | None = None
    company: Annotated[str, Text(200)] = ""
    contact_id: int | None = None
    client_words: Annotated[str, Text(2000, lines=True)] = ""
    goal_id: int | None = None
    source: Annotated[str, OneOf(SOURCES)] = OTHER
    source_note: Annotated[str, Text(200)] = ""
    value: Annotated[int | None, Minor(MOST_VALUE)] = None
    probability: Annotated[int | None, Whole(0, 100)] = None
    starts_on: date | None = None
    next_step: Annotated[str, Text(200)] = ""
    next_on: date | None = None
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, and by when."""

    next_step: Annotated[str, Text(200, needed=True)]
    next_on: date | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """Why an opportunity was lost: a reason from the list, and what we learned."""

    reason: Annotated[str, OneOf(REASONS)]
    because: Annotated[str, Text(500, lines=True)] = ""
    competitor: Annotated[str, Text(200)] = ""


def is_open(stage: str) -> bool:
    """Return whether an opportunity at this stage is still open."""
    return stage in OPEN


def probability_of(stage: str, own: int | None, defaults: Mapping[str, int]) -> int:
    """Return the probability in percent: its own, or the default of its stage. Won is 100, lost is 0."""
    if stage == WON:
        return 100
    if stage == LOST:
        return 0
    return defaults[stage] if own is None else own


def weighted(value: int, probability: int) -> int:
    """Return value × probability in minor units, rounded half to even. Both are 0 or more."""
    whole, rest = divmod(value * probability, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2 == 1))


def step_is_due(next_step: str, next_on: date | None, today: date) -> bool:
    """Return whether an open opportunity needs a step: its date has come, or it has no step or no date."""
    return not next_step or next_on is None or next_on <= today


def neighbour(stage: str, step: int) -> str | None:
    """Return the open stage after (1) or before (-1) another one, or None at either end."""
    place = OPEN.index(stage) + step if stage in OPEN else -1
    return OPEN[place] if 0 <= place < len(OPEN) else None
