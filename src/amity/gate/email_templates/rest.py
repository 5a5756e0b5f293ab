"""REST operations for email templates: list and read."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Query

from amity.api.operations import reads
from amity.api.paging import narrowed, page
from amity.api.shapes import Answered, Asked, Id, Page, Version
from amity.gate.email_templates import queries
from amity.gate.email_templates.fields import KINDS
from amity.gate.router import router

Kind = Literal[KINDS]  # type: ignore[valid-type]  # the kinds are named once


class EmailTemplateShape(Answered):
    """A template, with its placeholders as they are written."""

    id: Id
    version: Version
    name: str
    kind: Kind
    subject: str
    text: str
    added_by: str
    changed_at: datetime


class EmailTemplatesAsked(Asked):
    """Filters for the list of templates."""

    kind: Kind | None = None


@reads(router, "/email-templates", Page[EmailTemplateShape])
def list_email_templates(request: HttpRequest, asked: Query[EmailTemplatesAsked]) -> dict[str, Any]:
    """List the agency’s email templates."""
    return page(narrowed(queries.templates(), asked, "kind"), asked, EmailTemplateShape.of)


@reads(router, "/email-templates/{int:template_id}", EmailTemplateShape)
def read_email_template(request: HttpRequest, template_id: Path[Id]) -> dict[str, Any]:
    """Return one email template."""
    return EmailTemplateShape.of(queries.template_by_id(template_id))
