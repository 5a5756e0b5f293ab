"""Queries for line templates with their lines and hours."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from amity.briefs.choices import Choices, discipline_names
from amity.briefs.models import Template, TemplateLine


def template_choices() -> Choices:
    """Return the available line templates as choices, with their services."""
    return [(one.pk, f"{one.name} ({one.service.name})" if one.service else one.name) for one in templates()]


def templates() -> QuerySet[Template]:
    """Return the available line templates by name."""
    return Template.objects.filter(retired=False).select_related("service").order_by("name")


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template, its lines with hours by discipline, and their sum in seconds."""

    template: Template
    lines: Sequence[tuple[TemplateLine, Sequence[tuple[str, int]]]]
    seconds: int


def every_template() -> "QuerySet[Template]":
    """Return every template with its lines and their hours."""
    return Template.objects.select_related("service").prefetch_related("lines__hours")


def templates_page() -> list[TemplateRow]:
    """Return every template by name, retired ones last."""
    crafts = discipline_names()
    return [_row(template, crafts) for template in every_template().order_by("retired", "name")]


def _row(template: Template, crafts: dict[int, str]) -> TemplateRow:
    lines = [
        (line, [(crafts.get(one.discipline_id, ""), one.seconds) for one in line.hours.all()])
        for line in template.lines.all()
    ]
    return TemplateRow(template, lines, sum(seconds for _line, hours in lines for _name, seconds in hours))
