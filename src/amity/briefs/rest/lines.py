"""The lines of briefs: added, changed, put in order, taken out and back, begun from a template, made to fit."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.door import asker
from amity.api.operations import reads, writes
from amity.api.shapes import Id
from amity.briefs import commands, drawing, policy
from amity.briefs.line_shapes import FitAsked, FitShape, LineMove, TemplateUse, ToFit
from amity.briefs.queries.buys import buys_of
from amity.briefs.queries.seen import brief_seen_by
from amity.briefs.rest.door import SETUP, router
from amity.briefs.rest.telling import fits_told, line_told, whole
from amity.briefs.said import LineSaid
from amity.briefs.shapes import BriefLineEdit, BriefLineShape, NewBriefLine, WholeBriefShape
from amity.people.queries import person_of


@writes(router, "POST", "/briefs/{int:brief_id}/lines", BriefLineShape, scope=SETUP, status=201)
def add_brief_line(request: HttpRequest, brief_id: Path[Id], said: NewBriefLine) -> dict[str, Any]:
    """Put a line at the end of a draft."""
    row = commands.add_line(by=asker(request), brief_id=brief_id, said=_line_said(said), now=timezone.now())
    return line_told(request, row.pk)


@writes(router, "PATCH", "/brief-lines/{int:brief_line_id}", BriefLineShape, scope=SETUP)
def edit_brief_line(request: HttpRequest, brief_line_id: Path[Id], said: BriefLineEdit) -> dict[str, Any]:
    """Change a line of a draft."""
    commands.edit_line(
        by=asker(request), line_id=brief_line_id, version=said.version, said=_line_said(said), now=timezone.now()
    )
    return line_told(request, brief_line_id)


@writes(router, "POST", "/brief-lines/{int:brief_line_id}/moves", WholeBriefShape, scope=SETUP)
def move_brief_line(request: HttpRequest, brief_line_id: Path[Id], said: LineMove) -> dict[str, Any]:
    """Put a line one place up or down. At an end it stays where it is."""
    row = commands.move_line(by=asker(request), line_id=brief_line_id, up=said.up, now=timezone.now())
    return whole(request, row.brief_id)


@writes(router, "DELETE", "/brief-lines/{int:brief_line_id}", WholeBriefShape, scope=SETUP)
def remove_brief_line(request: HttpRequest, brief_line_id: Path[Id]) -> dict[str, Any]:
    """Take a line out of the estimate. It can be restored as it was."""
    row = commands.remove_line(by=asker(request), line_id=brief_line_id, now=timezone.now())
    return whole(request, row.brief_id)


@writes(router, "POST", "/brief-lines/{int:brief_line_id}/restoration", WholeBriefShape, scope=SETUP)
def restore_brief_line(request: HttpRequest, brief_line_id: Path[Id]) -> dict[str, Any]:
    """Put a line back that was taken out."""
    row = commands.restore_line(by=asker(request), line_id=brief_line_id, now=timezone.now())
    return whole(request, row.brief_id)


@writes(router, "POST", "/briefs/{int:brief_id}/template", WholeBriefShape, scope=SETUP)
def use_line_template(request: HttpRequest, brief_id: Path[Id], said: TemplateUse) -> dict[str, Any]:
    """Put the lines of a template at the end of a draft, their hours assumed."""
    commands.use_template(by=asker(request), brief_id=brief_id, template_id=said.template_id, now=timezone.now())
    return whole(request, brief_id)


@reads(router, "/briefs/{int:brief_id}/fit", FitShape)
def what_fits(request: HttpRequest, brief_id: Path[Id], asked: Query[FitAsked]) -> dict[str, Any]:
    """Backwards: the hours of each line that fit into an amount. Needs the right to fees; nothing is saved."""
    by = asker(request)
    brief, person = brief_seen_by(by, brief_id), person_of(by)
    policy.may_see_prices(person).or_refuse()
    found = buys_of(brief, timezone.localdate(), have=asked.amount)
    return fits_told(found, drawing.eyes_of(person, found.estimate))


@writes(router, "POST", "/briefs/{int:brief_id}/fit", WholeBriefShape, scope=SETUP)
def fit_brief_lines(request: HttpRequest, brief_id: Path[Id], said: ToFit) -> dict[str, Any]:
    """Plan the hours that fit into an amount."""
    commands.fit_lines(by=asker(request), brief_id=brief_id, amount=said.amount, now=timezone.now())
    return whole(request, brief_id)


def _line_said(said: NewBriefLine) -> LineSaid:
    values = said.model_dump(exclude={"version", "hours"})
    return LineSaid(**values, hours=tuple((one.discipline_id, one.seconds) for one in said.hours))
