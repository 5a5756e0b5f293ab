"""REST operations for the lines of a brief."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path

from amity.api.auth import asker
from amity.api.operations import writes
from amity.api.shapes import Id
from amity.briefs.lines import commands as lines
from amity.briefs.lines.fields import LineFields
from amity.briefs.lines.shapes import BriefLineEdit, BriefLineShape, LineMove, NewBriefLine
from amity.briefs.payloads import line_payload, whole
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import WholeBriefShape


@writes(router, "POST", "/briefs/{int:brief_id}/lines", BriefLineShape, scope=SETUP, status=201)
def add_brief_line(request: HttpRequest, brief_id: Path[Id], body: NewBriefLine) -> dict[str, Any]:
    """Add a line at the end of a draft."""
    row = lines.add_line(by=asker(request), brief_id=brief_id, fields=_line_fields(body), now=timezone.now())
    return line_payload(request, row.pk)


@writes(router, "PATCH", "/brief-lines/{int:brief_line_id}", BriefLineShape, scope=SETUP)
def edit_brief_line(request: HttpRequest, brief_line_id: Path[Id], body: BriefLineEdit) -> dict[str, Any]:
    """Replace the fields of a line in a draft."""
    lines.edit_line(
        by=asker(request), line_id=brief_line_id, version=body.version, fields=_line_fields(body), now=timezone.now()
    )
    return line_payload(request, brief_line_id)


@writes(router, "POST", "/brief-lines/{int:brief_line_id}/moves", WholeBriefShape, scope=SETUP)
def move_brief_line(request: HttpRequest, brief_line_id: Path[Id], body: LineMove) -> dict[str, Any]:
    """Move a line up or down by one position. A first or last line stays where it is."""
    row = lines.move_line(by=asker(request), line_id=brief_line_id, up=body.up, now=timezone.now())
    return whole(request, row.brief_id)


@writes(router, "DELETE", "/brief-lines/{int:brief_line_id}", WholeBriefShape, scope=SETUP)
def remove_brief_line(request: HttpRequest, brief_line_id: Path[Id]) -> dict[str, Any]:
    """Remove a line from the estimate. It can be restored."""
    row = lines.remove_line(by=asker(request), line_id=brief_line_id, now=timezone.now())
    return whole(request, row.brief_id)


@writes(router, "POST", "/brief-lines/{int:brief_line_id}/restoration", WholeBriefShape, scope=SETUP)
def restore_brief_line(request: HttpRequest, brief_line_id: Path[Id]) -> dict[str, Any]:
    """Restore a removed line."""
    row = lines.restore_line(by=asker(request), line_id=brief_line_id, now=timezone.now())
    return whole(request, row.brief_id)


def _line_fields(body: NewBriefLine) -> LineFields:
    hours = tuple((planned.discipline_id, planned.seconds) for planned in body.hours)
    return replace(body.as_value(LineFields), hours=hours)
