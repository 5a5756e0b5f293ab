"""Permissions for time."""

from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.models import Person
from amity.projects.models import Project
from amity.shared.permission import YES, Answer, no
from amity.timesheets.models import Entry
from amity.timesheets.rules import APPROVED, SUBMITTED


def may_log(person: Person, *, whose: Person, project: Project | None) -> Answer:
    """Return whether a person can log time for someone on a project: their own, or anyone's for finance and
    directors.
    """
    if not whose.is_active:
        return no(_("%(name)s has left, so their time can’t change.") % {"name": whose.name})
    if whose.pk != person.pk and not logs_for_others(person):
        return no(_("Only finance and directors can log time for someone else."))
    if project is not None and project.status in {"closed", "cancelled"}:
        return no(_("%(project)s is closed. Reopen it to log time.") % {"project": project.name})
    return YES


def logs_for_others(person: Person) -> bool:
    """Return whether the person can log time for other people."""
    return person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR)


def may_edit(person: Person, entry: Entry) -> Answer:
    """Return whether a person can change an entry: their own drafts, or anyone's in any state for finance and
    directors.
    """
    if entry.person_id == person.pk and entry.state == SUBMITTED:
        return no(_("You have submitted this week. Recall it to make changes."))
    if entry.person_id == person.pk and entry.state == APPROVED:
        return no(_("This time is approved. It can change only after the week is returned to you."))
    if entry.person_id == person.pk or person.has_role(roles.FINANCE, roles.ACCOUNT_DIRECTOR):
        return YES
    return no(_("Only the person who logged it, a director or finance can change this entry."))


def may_close_months(person: Person) -> Answer:
    """Return whether the person can close and reopen months: finance only."""
    if person.has_role(roles.FINANCE):
        return YES
    return no(_("Only finance can close or reopen a month."))


def may_rerate(person: Person) -> Answer:
    """Return whether the person can apply new cost rates to logged time: finance only."""
    if person.has_role(roles.FINANCE):
        return YES
    return no(_("Only finance can re-rate logged time."))
