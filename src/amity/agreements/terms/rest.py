"""REST operations for the terms of an agreement."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path
from pydantic import Field

from amity.agreements import contract, queries
from amity.agreements.router import SETUP, Long, router
from amity.agreements.terms import commands
from amity.agreements.terms.commands import TermFields
from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, Version


class AgreementTermsBody(Body):
    """Request body: values by the key of their term. "" removes a term; omitted terms stay unchanged."""

    version: Version
    terms: Annotated[dict[str, Long], Field(max_length=100)]


class AgreementTermsShape(Answered):
    """The terms of an agreement, by key."""

    version: int
    terms: dict[str, str]


@reads(router, "/agreements/{int:agreement_id}/terms", AgreementTermsShape)
def read_agreement_terms(request: HttpRequest, agreement_id: Path[Id]) -> dict[str, Any]:
    """Return the terms of an agreement by key."""
    seen = queries.agreement_seen_by(asker(request), agreement_id)
    return {"version": seen.version, "terms": contract.term_values(seen)}


@writes(router, "POST", "/agreements/{int:agreement_id}/terms", AgreementTermsShape, scope=SETUP)
def set_agreement_terms(request: HttpRequest, agreement_id: Path[Id], body: AgreementTermsBody) -> dict[str, Any]:
    """Set terms of an open agreement. Returns 403 with the reason for one in review or signed."""
    values = {key: TermFields(value) for key, value in body.terms.items()}
    changed = commands.say_terms(
        by=asker(request), agreement_id=agreement_id, version=body.version, fields=values, now=timezone.now()
    )
    return {"version": changed.version, "terms": contract.term_values(changed)}
