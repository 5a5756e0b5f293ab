"""What an agreement is and its days for machines: said of an open one, and recorded when it was renewed."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements import commands, policy
from amity.agreements.commands import Evidence, Particulars, Renewed
from amity.agreements.rest.agreed import AgreementShape, told
from amity.agreements.rest.door import SETUP, router
from amity.api.door import asker
from amity.api.operations import writes
from amity.api.shapes import Day, Id, Said, Version
from amity.people.queries import person_of


class SaidParticulars(Said):
    """What identifies an agreement, and its days; all of it is said anew. `notice_on` is the last day to give notice.

    A change order takes neither parent nor days of renewal.
    """

    version: Version
    title: Annotated[str, Field(min_length=1, max_length=200)]
    number: Annotated[str, Field(max_length=40)] = ""
    parent_id: Id | None = None
    client_signer: Annotated[str, Field(max_length=200)] = ""
    order_number: Annotated[str, Field(max_length=60)] = ""
    reason: Annotated[str, Field(max_length=4000)] = ""
    renewal: Literal["none", "itself", "word"] = "none"
    renews_on: Day | None = None
    notice_on: Day | None = None


@writes(router, "POST", "/agreements/{int:agreement_id}/particulars", AgreementShape, scope=SETUP)
def say_particulars(request: HttpRequest, agreement_id: Path[Id], said: SaidParticulars) -> dict[str, Any]:
    """Say what an open agreement is called, what it stands under, who signs, and when notice and renewal fall."""
    by = asker(request)
    changed = commands.change_particulars(
        by=by, agreement_id=agreement_id, version=said.version, now=timezone.now(),
        particulars=Particulars(**said.model_dump(exclude={"version"})),
    )  # fmt: skip
    return told(changed, policy.sees_fee(person_of(by)))


class Renewal(Said):
    """That an agreement was renewed: until when it runs now, its next days, and who agreed to it, when and how."""

    version: Version
    until: Day | None = None
    renews_on: Day | None = None
    notice_on: Day | None = None
    on: Day | None = None
    client: Annotated[str, Field(max_length=200)] = ""
    agency: Annotated[str, Field(max_length=200)] = ""
    note: Annotated[str, Field(max_length=500)] = ""
    file_id: Id | None = None


@writes(router, "POST", "/agreements/{int:agreement_id}/renewal", AgreementShape, scope=SETUP)
def renew_agreement(request: HttpRequest, agreement_id: Path[Id], said: Renewal) -> dict[str, Any]:
    """Record that an agreement in force was renewed, as it says it can be. What was signed stays as it is."""
    by = asker(request)
    renewed = commands.renew_agreement(
        by=by, agreement_id=agreement_id, version=said.version, now=timezone.now(),
        renewed=Renewed(said.until, said.renews_on, said.notice_on),
        evidence=Evidence(said.on or timezone.localdate(), said.client, said.agency, said.note, said.file_id),
    )  # fmt: skip
    return told(renewed, policy.sees_fee(person_of(by)))
