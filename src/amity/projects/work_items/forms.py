"""What is typed about work items."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.projects import queries
from amity.projects.form_fields import choice
from amity.projects.models import Project, WorkItem
from amity.ui.acts import ActForm
from amity.ui.figures import HoursField


class WorkItemForm(ActForm):
    """A task: its title, line and plan."""

    columns_of = WorkItem

    title = forms.CharField(max_length=300)
    line_id = choice()
    planned_seconds = HoursField(required=False)

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [(str(line.pk), str(line)) for line in queries.lines_of(project)]
        self.fields["line_id"].choices = [("", _("no line: not quoted")), *lines]  # type: ignore[attr-defined]

    def current_values(self, thing: WorkItem) -> Mapping[str, Any]:
        """Initial values of an item."""
        return {
            "title": thing.title,
            "line_id": str(thing.line_id or ""),
            "planned_seconds": thing.planned_seconds,
        }
