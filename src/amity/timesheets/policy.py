"""Who may do what with time."""

from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.permission import YES, Answer, no
from amity.timesheets.models import Entry
from amity.timesheets.rules import APPROVED, SUBMITTED


def may_log(person: Person, *, whose: Person, project: Project | None) -> Answer:
    """Everyone logs their own time on what they work on; finance and directors log for anybody."""
    if not whose.is_active:
        return no(_("%(name)s has left: their time is kept as it is.") % {"name": whose.name})
    if whose.pk != person.pk and not logs_for_others(person):
        return no(_("Only finance and directors log time for somebody else."))
    if project is not None and project.status in {"closed", "cancelled"}:
        return no(_("%(project)s is closed. Open it again to log time.") % {"project": project.name})
    return YES


def logs_for_others(person: Person) -> bool:
    """Whether somebody logs time for other people."""
    return person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR)


def may_edit(person: Person, entry: Entry) -> Answer:
    """One's own entries while they are drafts; finance and directors those of others, in any state."""
    if entry.person_id == person.pk and entry.state == SUBMITTED:
        return no(_("You handed this week in. Take the week back to change it."))
    if entry.person_id == person.pk and entry.state == APPROVED:
        return no(_("This time is approved. It changes only after the week was returned to you."))
    if entry.person_id == person.pk or person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR):
        return YES
    return no(_("Only the person who worked it, a director or finance may change this entry."))


def may_close_months(person: Person) -> Answer:
    """Finance closes and opens months."""
    if person.has_role(roles.FINANCE):
        return YES
    return no(_("Only finance closes or opens a month."))


def may_rerate(person: Person) -> Answer:
    """Finance puts new cost rates on time already logged."""
    if person.has_role(roles.FINANCE):
        return YES
    return no(_("Only finance may put new rates on time already logged."))
