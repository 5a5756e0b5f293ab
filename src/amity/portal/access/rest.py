"""REST operations for what contacts see on the client's pages."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Answered, Body, Id, merged
from amity.portal.access import commands, queries
from amity.portal.access.rules import AccessFields
from amity.portal.router import SETUP, router
from amity.shared.values import value_of


class PortalAccessShape(Answered, value=AccessFields):
    """What a contact sees on the client's pages besides what was sent to them. `version` is 0 before it is set."""

    contact_id: Id
    version: int


class PortalAccessEdit(Body, value=AccessFields, edits=True):
    """Request body: the rights to change. Omitted ones stay unchanged."""

    version: int


@reads(router, "/contacts/{int:contact_id}/portal-access", PortalAccessShape)
def read_portal_access(request: HttpRequest, contact_id: Path[Id]) -> dict[str, Any]:
    """Return what a contact sees on the client's pages."""
    return PortalAccessShape.of(queries.access_seen_by(asker(request), contact_id))


@writes(router, "PATCH", "/contacts/{int:contact_id}/portal-access", PortalAccessShape, scope=SETUP)
def edit_portal_access(request: HttpRequest, contact_id: Path[Id], body: PortalAccessEdit) -> dict[str, Any]:
    """Change what a contact sees on the client's pages."""
    by = asker(request)
    fields = merged(value_of(queries.access_seen_by(by, contact_id), AccessFields), body)
    return PortalAccessShape.of(
        commands.set_access(by=by, contact_id=contact_id, version=body.version, fields=fields, now=timezone.now())
    )
