"""REST operations for drafts, and the details and dates of an open agreement."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements.drafts import commands
from amity.agreements.drafts.commands import Particulars
from amity.agreements.listing import AgreementShape, to_payload
from amity.agreements.router import SETUP, router
from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Body, Code, Id, Version


class NewDraft(Body):
    """Request body: the agreement to draft. `line_ids` are lines of the account that are not in an agreement yet."""

    account_id: Id | None = None
    kind: Literal["msa", "sow", "retainer", "nda"]
    title: Annotated[str, Field(min_length=1, max_length=200)]
    number: Annotated[str, Field(max_length=40)] = ""
    parent_id: Id | None = None
    currency: Code | None = None
    line_ids: Annotated[list[Id], Field(max_length=200)] = []


@writes(router, "POST", "/agreements", AgreementShape, scope=SETUP, status=201)
def draft_agreement(request: HttpRequest, body: NewDraft) -> dict[str, Any]:
    """Draft an agreement with the agency's standard terms."""
    by, values = asker(request), body.model_dump()
    drafted = commands.draft_agreement(
        by=by, now=timezone.now(), **values | {"currency": body.currency or "", "line_ids": tuple(body.line_ids)}
    )
    return to_payload(drafted, by)


class ParticularsBody(Body, value=Particulars):
    """Request body: all details and dates of an agreement. `notice_on` is the last date to give notice.

    Omitted fields are cleared. A change order takes no parent and no renewal dates.
    """

    version: Version


@writes(router, "POST", "/agreements/{int:agreement_id}/details", AgreementShape, scope=SETUP)
def set_agreement_details(request: HttpRequest, agreement_id: Path[Id], body: ParticularsBody) -> dict[str, Any]:
    """Replace the details of an open agreement. They are its title, parent, signer, and notice and renewal dates."""
    by = asker(request)
    changed = commands.change_particulars(
        by=by, agreement_id=agreement_id, version=body.version, now=timezone.now(),
        particulars=body.as_value(Particulars),
    )  # fmt: skip
    return to_payload(changed, by)
