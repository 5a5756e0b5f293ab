"""REST operation that starts the handover of an account."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body
from amity.handoff.account_handovers import commands
from amity.handoff.account_handovers.commands import HandoverFields
from amity.handoff.listing import HandoffShape
from amity.handoff.router import SETUP, router


class AccountHandoff(Body, value=HandoverFields):
    """Request body: the account, its next account manager and the start date. A cover also has an end date."""


@writes(router, "POST", "/handoffs/accounts", HandoffShape, scope=SETUP, status=201)
def prepare_account_handoff(request: HttpRequest, body: AccountHandoff) -> dict[str, Any]:
    """Start the handover of an account. Rights follow its dates once it is accepted."""
    fields = body.as_value(HandoverFields)
    return HandoffShape.of(commands.prepare_account(by=asker(request), fields=fields, now=timezone.now()))
