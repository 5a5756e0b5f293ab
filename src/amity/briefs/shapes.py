"""REST shapes for briefs."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from amity.api.shapes import Amount, Answered, Asked, Body, Id, Version
from amity.briefs.fields import BriefFields
from amity.briefs.items.commands import Basis
from amity.briefs.lines.shapes import BriefLineShape
from amity.briefs.moves.commands import MoveFields

State = Literal["draft", "with_client", "confirmed", "dropped"]


class GapShape(Answered):
    """A field that is missing, to find out ("ask") or assumed.

    `blocks` is true if the brief can't proceed without it.
    """

    item: str
    state: str
    blocks: bool


class BriefShape(Answered, value=BriefFields):
    """A brief. Amounts need the right to see fees."""

    id: Id
    version: int
    account_id: Id
    state: str
    size: str
    agreement_id: Id | None
    opened_at: datetime
    changed_at: datetime
    budget_kind: str | None = None
    budget_low: Amount | None = None
    budget_high: Amount | None = None


class BuysShape(Answered):
    """The totals of the lines. Cost and margins (in basis points) need the right to see margins.

    `margin` is the margin of the lines, `margin_at_budget` the margin at the full budget. Once the brief is converted,
    `agreed` is the fee of the agreement, `margin` is the margin at that fee, and the budget is null.
    """

    seconds: int
    unpriced_seconds: int
    price: Amount
    agreed: Amount | None
    budget: Amount | None
    left: Amount | None
    cost: Amount | None = None
    margin: int | None = None
    margin_at_budget: int | None = None


class RoleShape(Answered):
    """A role in the work, and the colleague or contact who has it."""

    id: Id
    part: str
    contact_id: Id | None
    person_id: Id | None


class WholeBriefShape(BriefShape):
    """A brief with its lines, roles, totals and gaps."""

    lines: list[BriefLineShape]
    roles: list[RoleShape]
    gaps: list[GapShape]
    buys: BuysShape | None = None


class BriefsAsked(Asked):
    """Filters for the list of briefs."""

    account_id: Id | None = None
    state: Annotated[str, Field(max_length=12)] | None = None


class NewBrief(Body, value=BriefFields):
    """Request body: the brief to create. Send a single budget as `budget_high`, a range in both budget fields."""

    account_id: Id


class BriefEdit(Body, value=BriefFields, edits=True):
    """Request body: the fields of a draft to change. Omitted fields stay unchanged."""

    version: Version


class BriefMove(Body, value=MoveFields):
    """Request body: the new status, with its evidence: the client contact, the date, and where it is recorded."""

    version: Version
    state: State


Item = Annotated[
    str, Field(max_length=20, description="A field as in `gaps`, for example budget, approver or audience.")
]


class ItemBasis(Body, value=Basis):
    """Request body: how certain an item is. `version` is the version of its fact, or 0 if it has none."""

    version: Annotated[int, Field(ge=0)] = 0
    state: Literal["known", "assumed"]


class BriefRead(Body):
    """Request body: the version last read."""

    version: Version


class BriefConversion(BriefRead):
    """Request body: the version last read, and the price to use. `price` is required if lines and budget differ."""

    price: Literal["lines", "budget"] | None = None


class NewRole(Body):
    """Request body: a role in the work, and the colleague or contact who has it."""

    part: Annotated[str, Field(min_length=1, max_length=120)]
    contact_id: Id | None = None
    person_id: Id | None = None
