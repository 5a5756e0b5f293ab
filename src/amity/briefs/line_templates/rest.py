"""REST operations for line templates."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query

from amity.api.auth import asker
from amity.api.operations import reads, writes
from amity.api.paging import page
from amity.api.shapes import Asked, Id, Page
from amity.briefs.line_templates import commands as line_templates
from amity.briefs.line_templates.queries import every_template
from amity.briefs.line_templates.shapes import (
    LineTemplateShape,
    NewTemplate,
    Retirement,
    TemplateLineShape,
    TemplateUse,
)
from amity.briefs.payloads import whole
from amity.briefs.router import SETUP, router
from amity.briefs.shapes import WholeBriefShape


@writes(router, "POST", "/briefs/{int:brief_id}/template", WholeBriefShape, scope=SETUP)
def apply_line_template(request: HttpRequest, brief_id: Path[Id], body: TemplateUse) -> dict[str, Any]:
    """Add the lines of a template to a draft. Their hours are marked as assumed."""
    line_templates.use_template(by=asker(request), brief_id=brief_id, template_id=body.template_id, now=timezone.now())
    return whole(request, brief_id)


@reads(router, "/line-templates", Page[LineTemplateShape])
def list_line_templates(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """List all line templates with their hours. Templates hold no prices."""
    asker(request)
    return page(every_template(), asked, _as_json)


@writes(router, "POST", "/line-templates", LineTemplateShape, scope=SETUP, status=201)
def save_line_template(request: HttpRequest, body: NewTemplate) -> dict[str, Any]:
    """Save the lines of a brief as a template. A template with the same name is replaced."""
    return _as_json(line_templates.keep_template(by=asker(request), now=timezone.now(), **body.model_dump()))


@writes(router, "PATCH", "/line-templates/{int:template_id}", LineTemplateShape, scope=SETUP)
def retire_line_template(request: HttpRequest, template_id: Path[Id], body: Retirement) -> dict[str, Any]:
    """Retire a template, or make it available again."""
    return _as_json(
        line_templates.retire_template(
            by=asker(request), template_id=template_id, now=timezone.now(), retired=body.retired
        )
    )


def _as_json(template: Any) -> dict[str, Any]:
    lines = [
        TemplateLineShape.of(line, hours={str(hours.discipline_id): hours.seconds for hours in line.hours.all()})
        for line in template.lines.all()
    ]
    return LineTemplateShape.of(template, lines=lines)
