"""Who assesses a request: the person named, else the manager of the work that it is probably about."""

from django.utils.translation import gettext as _

from amity.accounts.models import Account
from amity.charter.holders import holders
from amity.people.models import Person
from amity.projects.models import Project
from amity.projects.rules import OVER
from amity.shared.errors import Invalid

PLAN = "plan"
"""The duty of *Who does what* whose holder estimates work."""


def usual_assessor(account: Account, project: Project | None, line_id: int | None) -> Person | None:
    """Return who assesses a request whose project doesn't say: the manager of its line's work, else of the plan.

    None where its project has a manager, who then follows the project, and where it is left to the account manager.
    """
    if project is not None and project.manager_id is not None:
        return None
    found = _manager_of_line(line_id) if line_id else None
    if found is None:
        plan = holders(account).get(PLAN)
        found = plan.person if plan else None
    return None if found is None or found.pk == account.manager_id else found


def check_assessor(person_id: int) -> None:
    """Raise `Invalid` for someone who isn't active."""
    if not Person.objects.filter(pk=person_id, is_active=True).exists():
        raise Invalid(_("Choose from the list."), "assessor_id")


def _manager_of_line(line_id: int) -> Person | None:
    """Return the manager of the projects under a line's agreement, None where there are several."""
    rows = Project.objects.filter(agreement__agreement_lines__line=line_id, manager__is_active=True).exclude(
        status__in=OVER
    )
    managers = {one.manager_id: one.manager for one in rows.select_related("manager")}
    return next(iter(managers.values())) if len(managers) == 1 else None
