"""Time of a project on none of its lines: the entries that its hours count, and their address."""

from typing import Final
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.work_table.queries import placed_lines
from amity.shared.numbers import whole_number
from amity.timesheets.hooks import Counted

FIGURE: Final = "unquoted"


def unquoted_address(project_id: int) -> str:
    """Return the address of a project's time on none of its lines, or on no work item where it has no lines."""
    return f"{reverse('timesheets:entries')}?{urlencode({'project': project_id, 'figure': f'{FIGURE}-{project_id}'})}"


def counted(person: Person, key: str) -> Counted | None:
    """Return the entries that the unquoted time of a project counts, if the person can see the project."""
    kind, _dash, number = key.partition("-")
    project_id = whole_number(number) if kind == FIGURE else None
    seen = Project.objects.visible_to(person).select_related("agreement")
    project = seen.filter(pk=project_id).first() if project_id is not None else None
    if project is None:
        return None
    lines = [one.line.pk for one in placed_lines(project, timezone.localdate())]
    if not lines:
        return Counted(_("Time on no item"), Q(project=project, item=None))
    return Counted(_("Unquoted time"), Q(project=project) & ~Q(line__in=lines))
