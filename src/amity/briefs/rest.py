"""REST operations for briefs. Amounts need the right to see fees."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import narrowed, page
from amity.api.shapes import Id, Page, merged
from amity.briefs import commands, policy
from amity.briefs.budget import rest as budget
from amity.briefs.client_copy import rest as client_copy
from amity.briefs.conversion import rest as conversion
from amity.briefs.fields import BriefFields
from amity.briefs.hours_asked import rest as hours_asked
from amity.briefs.items import rest as items
from amity.briefs.line_templates import rest as line_templates
from amity.briefs.lines import rest as lines
from amity.briefs.moves import rest as moves
from amity.briefs.payloads import brief_payload, whole
from amity.briefs.prefill import rest as prefill
from amity.briefs.queries import brief_seen_by, briefs_seen_by
from amity.briefs.roles import rest as roles
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import (
    BriefEdit,
    BriefsAsked,
    BriefShape,
    NewBrief,
    WholeBriefShape,
)
from amity.people.queries import person_of
from amity.shared.values import value_of

__all__ = [
    "budget",
    "client_copy",
    "conversion",
    "hours_asked",
    "items",
    "line_templates",
    "lines",
    "moves",
    "prefill",
    "roles",
    "router",
]
"""The router, and the modules that add their operations to it."""


@reads(router, "/briefs", Page[BriefShape])
def list_briefs(request: HttpRequest, asked: Query[BriefsAsked]) -> dict[str, Any]:
    """List the briefs the caller can see."""
    by = asker(request)
    fee = policy.sees_fee(person_of(by))
    rows = briefs_seen_by(by).select_related(None)
    return page(narrowed(rows, asked, "account_id", "state"), asked, lambda one: brief_payload(one, fee))


@reads(router, "/briefs/{int:brief_id}", WholeBriefShape)
def read_brief(request: HttpRequest, brief_id: Path[Id]) -> dict[str, Any]:
    """Return one brief with its lines, totals and gaps."""
    return whole(request, brief_id)


@writes(router, "POST", "/briefs", WholeBriefShape, scope=SETUP, status=201)
def create_brief(request: HttpRequest, body: NewBrief) -> dict[str, Any]:
    """Create a brief for an account."""
    opened = commands.open_brief(
        by=asker(request), account_id=body.account_id, fields=body.as_value(BriefFields), now=timezone.now()
    )
    return whole(request, opened.pk)


@writes(router, "PATCH", "/briefs/{int:brief_id}", WholeBriefShape, scope=SETUP)
def edit_brief(request: HttpRequest, brief_id: Path[Id], body: BriefEdit) -> dict[str, Any]:
    """Change the fields of a draft."""
    by = asker(request)
    wanted = merged(value_of(brief_seen_by(by, brief_id), BriefFields), body)
    commands.edit_brief(by=by, brief_id=brief_id, version=body.version, fields=wanted, now=timezone.now())
    return whole(request, brief_id)
