"""REST operations for the roles of a brief."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.briefs.payloads import whole
from amity.briefs.roles import commands as roles
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import (
    NewRole,
    WholeBriefShape,
)


@writes(router, "POST", "/briefs/{int:brief_id}/roles", WholeBriefShape, scope=SETUP, status=201)
def add_brief_role(request: HttpRequest, brief_id: Path[Id], body: NewRole) -> dict[str, Any]:
    """Give a role in the work to a contact of the account or to a colleague."""
    roles.add_role(by=asker(request), brief_id=brief_id, now=timezone.now(), **body.model_dump())
    return whole(request, brief_id)


@writes(router, "DELETE", "/briefs/{int:brief_id}/roles/{int:role_id}", WholeBriefShape, scope=SETUP)
def remove_brief_role(request: HttpRequest, brief_id: Path[Id], role_id: Path[Id]) -> dict[str, Any]:
    """Remove a role from a brief."""
    roles.remove_role(by=asker(request), brief_id=brief_id, role_id=role_id, now=timezone.now())
    return whole(request, brief_id)
