"""Begin handovers of accounts over REST."""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone

from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Day, Id, Said
from amity.handoff.account_handovers import commands
from amity.handoff.listing import HandoffShape, told
from amity.handoff.router import SETUP, router


class AccountHandoff(Said):
    """An account that goes to another account manager from a day on; a cover ends on a day."""

    account_id: Id
    kind: Literal["succession", "cover"]
    taker_id: Id
    starts_on: Day
    ends_on: Day | None = None


@writes(router, "POST", "/handoffs/accounts", HandoffShape, scope=SETUP, status=201)
def prepare_account_handoff(request: HttpRequest, said: AccountHandoff) -> dict[str, Any]:
    """Begin to hand an account over. Rights follow its days once it is accepted."""
    return told(commands.prepare_account(by=asker(request), now=timezone.now(), **said.model_dump()))
