"""REST shapes of a brief."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from amity.api.shapes import Amount, Answered, Asked, Day, Id, Said, Version
from amity.briefs.lines.shapes import BriefLineShape
from amity.briefs.shape_types import Long, Minor, Short

State = Literal["draft", "with_client", "confirmed", "dropped"]


class GapShape(Answered):
    """Something that is missing, to find out ("ask") or only assumed; `blocks` where the brief cannot go on."""

    item: str
    state: str
    blocks: bool


class BriefShape(Answered):
    """A brief. What it holds of money needs the right to fees."""

    id: Id
    version: int
    account_id: Id
    title: str
    door: str
    source: str
    state: str
    size: str
    new_kind: bool
    said_by_id: Id | None
    said_on: date | None
    said_where: str
    said_words: str
    goal_id: Id | None
    measure: str
    baseline: str
    target: str
    audience: str
    constraints: str
    exclusions: str
    done_when: str
    approver_id: Id | None
    account_manager_id: Id | None
    manager_id: Id | None
    wanted_from: date | None
    wanted_on: date | None
    retainer_id: Id | None
    agreement_id: Id | None
    opened_at: datetime
    changed_at: datetime
    budget_kind: str | None = None
    budget_low: Amount | None = None
    budget_high: Amount | None = None


class BuysShape(Answered):
    """What the lines come to. Cost and margins (basis points) need the right to margins.

    `margin` is that of the lines, `margin_at_budget` that at the full budget.
    """

    seconds: int
    unpriced_seconds: int
    price: Amount
    budget: Amount | None
    left: Amount | None
    cost: Amount | None = None
    margin: int | None = None
    margin_at_budget: int | None = None


class RoleShape(Answered):
    """Who plays a part in the work, on either side."""

    id: Id
    part: str
    contact_id: Id | None
    person_id: Id | None


class WholeBriefShape(BriefShape):
    """A brief with its lines, parts, what the lines come to, and what is not settled for its size."""

    lines: list[BriefLineShape]
    roles: list[RoleShape]
    gaps: list[GapShape]
    buys: BuysShape | None = None


class BriefsAsked(Asked):
    """How the list of briefs is narrowed."""

    account_id: Id | None = None
    state: Annotated[str, Field(max_length=12)] | None = None


class BriefFields(Said):
    """What a brief says; an amount is `budget_high`, a range both."""

    door: Literal["asked", "won"] = "asked"
    source: Short = ""
    new_kind: bool = False
    said_words: Long = ""
    said_by_id: Id | None = None
    said_on: Day | None = None
    said_where: Annotated[str, Field(max_length=120)] = ""
    goal_id: Id | None = None
    measure: Annotated[str, Field(max_length=300)] = ""
    baseline: Short = ""
    target: Short = ""
    audience: Long = ""
    constraints: Long = ""
    exclusions: Long = ""
    done_when: Long = ""
    approver_id: Id | None = None
    account_manager_id: Id | None = None
    manager_id: Id | None = None
    budget_kind: Literal["", "amount", "cap", "range"] = ""
    budget_low: Minor | None = None
    budget_high: Minor | None = None
    wanted_from: Day | None = None
    wanted_on: Day | None = None
    retainer_id: Id | None = None


class NewBrief(BriefFields):
    """A brief to open."""

    account_id: Id
    title: Annotated[str, Field(min_length=1, max_length=200)]


class BriefEdit(BriefFields):
    """What changes of a draft; what is left out stays."""

    version: Version
    title: Annotated[str, Field(min_length=1, max_length=200)] | None = None


class BriefMove(Said):
    """Where a brief goes, and the evidence: who at the client, when, and where that stands."""

    version: Version
    state: State
    contact_id: Id | None = None
    told_on: Day | None = None
    told_where: Short = ""
    note: Long = ""


Item = Annotated[str, Field(max_length=20, description="As in `gaps`: budget, approver, audience …")]


class ItemBasis(Said):
    """How well an item is known. `version` is that of the fact about it, 0 where there is none."""

    version: Annotated[int, Field(ge=0)] = 0
    state: Literal["known", "assumed"]
    said_by: Short = ""
    said_on: Day | None = None
    said_where: Annotated[str, Field(max_length=120)] = ""


class BriefRead(Said):
    """The version that was read."""

    version: Version


class BriefConversion(BriefRead):
    """The version that was read, and whether the price is the lines or the budget. Needed where they differ."""

    price: Literal["lines", "budget"] | None = None


class NewRole(Said):
    """A part in the work, and the one person on either side who plays it."""

    part: Annotated[str, Field(min_length=1, max_length=120)]
    contact_id: Id | None = None
    person_id: Id | None = None
