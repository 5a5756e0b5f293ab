"""REST operation for the fee terms of an agreement."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements import policy
from amity.agreements.drafts import commands
from amity.agreements.listing import AgreementShape, told
from amity.agreements.router import SETUP, PerUnit, Whole, router
from amity.agreements.rules.fees import AgreedTerms
from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Code, Day, Id, Version
from amity.people.queries import person_of


class FeeTerms(Body):
    """Request body: all fee terms. Amounts are in minor units of the currency, rates in major units.

    Fields that do not apply to the fee model are cleared. Send `signed_on` only for an agreement made outside Amity.
    """

    version: Version
    fee_model: Literal["unknown", "fixed", "time_and_materials", "retainer", "prepaid", "non_billable"]
    currency: Code
    fee: Whole | None = None
    discount: Whole = 0
    cap: Whole | None = None
    hourly_rate: PerUnit | None = None
    overage_rate: PerUnit | None = None
    included_seconds: Whole | None = None
    included_pieces: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    piece_price: Whole | None = None
    bought_seconds: Whole | None = None
    counted: Literal["all", "billable", "approved"] = "all"
    completion_basis: Literal["cost", "percent", "milestones"] = "cost"
    starts_on: Day | None = None
    ends_on: Day | None = None
    signed_on: Day | None = None


@writes(router, "POST", "/agreements/{int:agreement_id}/terms", AgreementShape, scope=SETUP)
def agree_terms(request: HttpRequest, agreement_id: Path[Id], body: FeeTerms) -> dict[str, Any]:
    """Set the fees, start date and end date of an open agreement. Time already logged keeps its rate."""
    by = asker(request)
    agreed = commands.agree_terms(
        by=by, agreement_id=agreement_id, version=body.version, now=timezone.now(),
        terms=AgreedTerms(**body.model_dump(exclude={"version"})),
    )  # fmt: skip
    return told(agreed, policy.sees_fee(person_of(by)))
