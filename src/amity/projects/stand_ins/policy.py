"""Permissions for stand-ins: project managers name their own, directors anyone's."""

from django.utils.translation import gettext as _

from amity.people import rules as roles
from amity.people.models import Person
from amity.shared.permission import YES, Answer, no


def may_name(person: Person, manager: Person) -> Answer:
    """Return whether a person can name the stand-in of a project manager: the manager, their lead and directors."""
    if person.pk in (manager.pk, manager.lead_id) or person.has_role(roles.ACCOUNT_DIRECTOR):
        return YES
    return no(_("Only %(name)s, their lead or a director can name this stand-in.") % {"name": manager.name})
