"""Form for work items."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amity.projects import queries
from amity.projects.models import Project
from amity.projects.work_items.commands import ItemFields
from amity.ui.value_forms import ValueForm


class WorkItemForm(ValueForm[ItemFields]):
    """Form for a task: its title, line and plan."""

    value = ItemFields
    rows = "projects.WorkItem"

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = ((line.pk, str(line)) for line in queries.lines_of(project))
        self.offer("line_id", lines, _("no line: not quoted"))
