"""What retainers look like to machines. Quantities are seconds, minor units or pieces, as `unit` says."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final, Literal

from ninja import Router
from pydantic import Field

from amity.api.shapes import Amount, Answered, Asked, Day, Id, Said, Version

router = Router(tags=["Retainers"])
SETUP: Final = "setup:write"
Quantity = Annotated[int, Field(ge=0, le=2**53)]
PerUnit = Annotated[Decimal, Field(strict=False, ge=0, max_digits=12, decimal_places=4)]
Title = Annotated[str, Field(min_length=1, max_length=300)]


class PeriodShape(Answered):
    """A period of a retainer. Quantities are in `unit`; of a retainer by value they need the right to see fees.

    Of what was over, `given` was at no charge and the rest `billed`, at `price`.
    """

    starts_on: date
    ends_on: date
    open: bool
    unit: str
    included: int | None = None
    rolled_in: int | None = None
    bought: int | None = None
    used: int | None = None
    over: int | None = None
    rolled_on: int | None = None
    expired: int | None = None
    balance: int | None = None
    billed: int | None = None
    given: int | None = None
    price: Amount | None = None


class RetainerShape(Answered):
    """A retainer or prepaid block, by the number of its agreement, with the period that holds today."""

    agreement_id: Id
    account_id: Id | None
    title: str
    fee_model: str
    as_of: date
    period: PeriodShape | None


class TopUpShape(Answered):
    """Something bought beside what is included. The price, and a quantity that is money, need the right to see fees."""

    id: Id
    valid_from: date
    expires_on: date | None
    note: str
    quantity: int | None = None
    price: Amount | None = None


class RetainerWhole(RetainerShape):
    """The same with every period and every top-up, oldest first."""

    periods: list[PeriodShape]
    top_ups: list[TopUpShape]


class RetainersAsked(Asked):
    """How the list of retainers is narrowed."""

    account_id: Id | None = None


class NewPeriodTerms(Said):
    """Terms from the period that holds a day on. Rates are of an hour or piece, in major units; see the guide."""

    valid_from: Day
    kind: Literal["hours", "value", "pieces", "access"] = "hours"
    included: Quantity | None = None
    rollover: Literal["none", "surplus", "deficit", "both"] = "none"
    cap: Annotated[int, Field(ge=0, le=100_000, description="In basis points of what is included.")] | None = None
    expiry: Annotated[int, Field(ge=0, le=120, description="In periods; null is for ever.")] | None = 1
    counted: Literal["all", "billable", "approved"] = "all"
    fee: Annotated[Quantity, Field(description="Of a month, in minor units; null is as in the agreement.")] | None = (
        None
    )
    rate: PerUnit | None = None
    tier_above: Quantity | None = None
    rate_above: PerUnit | None = None
    over: Literal["billed", "given"] = "billed"
    period_months: Literal[1, 3] = 1


class NewTopUp(Said):
    """Something the client bought: how much in the unit of the retainer, and its price in minor units."""

    quantity: Annotated[int, Field(ge=1, le=2**53)]
    price: Quantity
    valid_from: Day
    expires_on: Day | None = None
    note: Annotated[str, Field(max_length=200)] = ""


class NewDelivery(Said):
    """Pieces handed over on a day."""

    delivered_on: Day
    pieces: Annotated[int, Field(ge=1, le=100_000)]
    what: Annotated[str, Field(max_length=200)] = ""


class CallOffShape(Answered):
    """What the client asked for within a retainer. Its time is logged on its work item."""

    id: Id
    version: int
    agreement_id: Id
    number: int
    title: str
    item_id: Id
    project_id: Id
    contact_id: Id | None
    asked_on: date
    wanted_on: date | None
    planned_seconds: int | None
    line_id: Id | None
    finished_at: datetime | None
    dropped_on: date | None


class CallOffsAsked(Asked):
    """How the call-offs of a retainer are narrowed."""

    open: bool | None = None


class NewCallOff(Said):
    """A request to log. Without a project it lies in the oldest one under the agreement."""

    title: Title
    asked_on: Day
    wanted_on: Day | None = None
    contact_id: Id | None = None
    planned_seconds: Quantity | None = None
    line_id: Id | None = None
    project_id: Id | None = None


class CallOffEdit(Said):
    """What changes of a request; what is left out stays."""

    version: Version
    title: Title | None = None
    asked_on: Day | None = None
    wanted_on: Day | None = None
    contact_id: Id | None = None
    planned_seconds: Quantity | None = None
    line_id: Id | None = None


class CallOffMove(Said):
    """What becomes of a request: `done`, `dropped`, or `open` after all."""

    to: Literal["done", "dropped", "open"]
