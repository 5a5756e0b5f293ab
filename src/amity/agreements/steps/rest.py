"""REST operations that change the status of an agreement or record a renewal."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements.drafts import commands as draft_commands
from amity.agreements.listing import AgreementShape, to_payload
from amity.agreements.review import commands as review_commands
from amity.agreements.router import SETUP, Long, router
from amity.agreements.steps import commands as step_commands
from amity.agreements.steps.commands import Evidence, Renewed
from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Day, Id, Version


class StepBody(Body, value=Evidence):
    """The evidence of a step. The date defaults to today, and `file_id` is the id of a file of the agreement."""

    version: Version
    on: Day | None = None

    def evidence(self) -> Evidence:
        """Return the evidence as the command takes it."""
        return replace(self.as_value(Evidence), on=self.on or timezone.localdate())


class Move(StepBody):
    """Request body: the new status of an agreement.

    `reason` applies to draft and dropped. `successor_id` applies to superseded and names a signed agreement of the same
    kind and account. The other fields are evidence; `file_id` names a file attached to the agreement.
    """

    to: Literal["in_review", "draft", "with_client", "signed", "terminated", "superseded", "dropped"]
    reason: Long = ""
    successor_id: Id | None = None


@writes(router, "POST", "/agreements/{int:agreement_id}/moves", AgreementShape, scope=SETUP)
def change_agreement_status(request: HttpRequest, agreement_id: Path[Id], body: Move) -> dict[str, Any]:
    """Change the status of an agreement. Returns 403 with the reason if the change is not allowed.

    An agreement sent for review is cleared at once if no rule requires a review.
    """
    by, now = asker(request), timezone.now()
    where: dict[str, Any] = {"by": by, "agreement_id": agreement_id, "version": body.version, "now": now}
    recorded: dict[str, Callable[..., Any]] = {
        "with_client": step_commands.record_with_client,
        "signed": step_commands.record_signature,
        "terminated": step_commands.terminate_agreement,
        "superseded": partial(step_commands.supersede_agreement, successor_id=body.successor_id or 0),
    }
    if body.to == "in_review":
        moved = review_commands.submit_agreement(**where)
    elif body.to in recorded:
        moved = recorded[body.to](**where, evidence=body.evidence())
    else:
        run = review_commands.take_back if body.to == "draft" else draft_commands.drop_agreement
        moved = run(**where, reason=body.reason)
    return to_payload(moved, by)


class OrderNumber(Body):
    """Request body: the client's PO number of a signed agreement, "" to remove it."""

    version: Version
    order_number: Annotated[str, Field(max_length=60)]


@writes(router, "POST", "/agreements/{int:agreement_id}/order-number", AgreementShape, scope=SETUP)
def record_order_number(request: HttpRequest, agreement_id: Path[Id], body: OrderNumber) -> dict[str, Any]:
    """Record the client's PO number of a signed agreement. The signed version stays unchanged."""
    by = asker(request)
    saved = step_commands.record_order_number(
        by=by, agreement_id=agreement_id, version=body.version, order_number=body.order_number, now=timezone.now()
    )
    return to_payload(saved, by)


class Renewal(StepBody, value=Renewed):
    """Request body: the new end date, the next renewal and notice dates, and who agreed to it, when and how."""


@writes(router, "POST", "/agreements/{int:agreement_id}/renewal", AgreementShape, scope=SETUP)
def renew_agreement(request: HttpRequest, agreement_id: Path[Id], body: Renewal) -> dict[str, Any]:
    """Record the renewal of an agreement in force. The signed version stays unchanged."""
    by = asker(request)
    renewed = step_commands.renew_agreement(
        by=by, agreement_id=agreement_id, version=body.version, now=timezone.now(),
        renewed=body.as_value(Renewed), evidence=body.evidence(),
    )  # fmt: skip
    return to_payload(renewed, by)
