"""REST operation for the fee terms of an agreement."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.agreements.drafts import commands
from amity.agreements.fees.rules import AgreedTerms
from amity.agreements.listing import AgreementShape, to_payload
from amity.agreements.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Code, Id, Version


class FeeTerms(Body, value=AgreedTerms):
    """Request body: all fee terms. Amounts are in minor units of the currency, rates in major units.

    Fields that do not apply to the fee model are cleared. Send `signed_on` only for an agreement made outside Amity.
    """

    version: Version
    currency: Code


@writes(router, "POST", "/agreements/{int:agreement_id}/fees", AgreementShape, scope=SETUP)
def set_agreement_fees(request: HttpRequest, agreement_id: Path[Id], body: FeeTerms) -> dict[str, Any]:
    """Set the fees, start date and end date of an open agreement. Time already logged keeps its rate."""
    by = asker(request)
    agreed = commands.agree_terms(
        by=by, agreement_id=agreement_id, version=body.version, now=timezone.now(),
        terms=body.as_value(AgreedTerms),
    )  # fmt: skip
    return to_payload(agreed, by)
